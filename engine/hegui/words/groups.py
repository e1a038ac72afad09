"""Checks on groups: all rows of a unit in a calendar period, judged by one figure (POLICY_LANGUAGE 6)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hegui.words import verdicts as v
from hegui.words.durations import Limit
from hegui.words.expressions import Expr, Ref, refs
from hegui.words.periods import MONTH, Period
from hegui.words.slots import Roster, Stands
from hegui.words.verdicts import Reason

Threshold = Decimal | Limit
"""A number, or a length of time on the elapsed clock."""


@dataclass(frozen=True)
class Ratio:
    """The share of members for which ``of`` holds, in per cent; or a quotient of sums, for logs that are counted already."""

    of: Expr | None = None
    """What is to hold of a member; None: numerator and denominator are summed."""
    among: Expr | None = None
    """Which rows are members; None: all that the standard is about."""
    numerator: Ref | None = None
    denominator: Ref | None = None
    at_least: Decimal | None = None
    """Per cent."""
    at_most: Decimal | None = None
    """Per cent."""
    min_sample: int = 1
    """Fewer members are not judged."""
    per: Period = MONTH
    whole: bool = False
    """The whole organisation is one group."""

    def refs(self) -> tuple[Ref, ...]:
        """Names of the log that it reads."""
        return _names(self.numerator, self.denominator, *refs(self.of), *refs(self.among))

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return _against_limits(self)


@dataclass(frozen=True)
class Average:
    """The mean of a number or a length of time over the members."""

    of: Expr
    among: Expr | None = None
    at_least: Threshold | None = None
    at_most: Threshold | None = None
    min_sample: int = 1
    per: Period = MONTH
    whole: bool = False

    def refs(self) -> tuple[Ref, ...]:
        """Names of the log that it reads."""
        return _names(*refs(self.of), *refs(self.among))

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return _against_limits(self)


@dataclass(frozen=True)
class Percentile:
    """The nearest-rank percentile of a number or a length of time: the least value that so many per cent of the values do not exceed."""

    of: Expr
    percent: Decimal
    """Above 0, at most 100."""
    among: Expr | None = None
    at_least: Threshold | None = None
    at_most: Threshold | None = None
    min_sample: int = 1
    per: Period = MONTH
    whole: bool = False

    def refs(self) -> tuple[Ref, ...]:
        """Names of the log that it reads."""
        return _names(*refs(self.of), *refs(self.among))

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return _against_limits(self)


@dataclass(frozen=True)
class Sampling:
    """Distinct things drawn as a share of the distinct population of the unit in the period; the number needed is rounded up."""

    drawn: Ref
    """Field of the log that names what was drawn; only what is in the population counts."""
    population: Roster
    """All that could be drawn: on the roster on any day of the period."""
    at_least: Decimal
    """Per cent."""
    at_least_one: bool = True
    per: Period = MONTH
    whole: bool = False

    def refs(self) -> tuple[Ref, ...]:
        """Names of the log that it reads."""
        return (self.drawn,)

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return (v.CONFORMING, v.BELOW_LIMIT, v.PENDING)


@dataclass(frozen=True)
class Score:
    """A scorecard computed again: base less deductions, or the weighted sum of values; what is recorded has to agree."""

    subject: tuple[Ref, ...]
    """Fields that together name what is scored; its rows make up one card."""
    recorded: Ref
    """The score as recorded, the same on all rows of the card that hold one."""
    base: Ref | Decimal | None = None
    deductions: Ref | None = None
    """Summed over the rows of the card; a row without one deducts nothing."""
    weights: tuple[tuple[Ref, Decimal], ...] = ()
    """Field and weight, instead of base and deductions; one row a card."""
    floor: Decimal | None = None
    """No score is lower."""
    within: Decimal = Decimal(0)
    """Difference that still agrees."""
    pass_mark: Decimal | None = None
    """Lowest score that passes."""
    per: Period = MONTH

    def refs(self) -> tuple[Ref, ...]:
        """Names of the log that it reads."""
        base = self.base if isinstance(self.base, Ref) else None
        return _names(*self.subject, base, self.deductions, *(ref for ref, _ in self.weights), self.recorded)

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        low = (v.BELOW_LIMIT,) if self.pass_mark is not None else ()
        return (v.CONFORMING, v.DISAGREES, *low, v.UNKNOWN_VALUE)


@dataclass(frozen=True)
class Frequency:
    """Events by exposure times a base, such as interruptions per 10,000 circuits; against a limit, or against what is recorded."""

    exposure: Ref
    """Summed over the rows of the group."""
    base: Decimal
    events: Ref | None = None
    """Summed; None: rows are counted."""
    recorded: Ref | None = None
    """The figure as recorded: at most half of the last of ``decimals`` off."""
    decimals: int = 2
    at_most: Decimal | None = None
    per: Period = MONTH
    whole: bool = False

    def refs(self) -> tuple[Ref, ...]:
        """Names of the log that it reads."""
        return _names(self.events, self.exposure, self.recorded)

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        recorded = (v.DISAGREES,) if self.recorded is not None else ()
        return (v.CONFORMING, *recorded, *_limits(None, self.at_most), v.PENDING, v.UNKNOWN_VALUE, v.NO_EXPOSURE)


@dataclass(frozen=True)
class Trend:
    """A figure that gets worse in so many periods in a row calls for preventive action."""

    worse: str
    """``rising`` or ``falling``."""
    periods: int
    """So many changes for the worse in a row are a breach; one less worsening or no history is none."""
    of: Ref | None = None
    """Summed; None: rows are counted, and a period without any is one of none."""
    over: Ref | None = None
    """Divided by the sum of this."""
    average: bool = False
    """The mean of ``of`` instead of its sum."""
    per: Period = MONTH
    whole: bool = False

    def refs(self) -> tuple[Ref, ...]:
        """Names of the log that it reads."""
        return _names(self.of, self.over)

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach; the first periods have nothing to be compared with."""
        return (v.CONFORMING, v.WORSENING, v.PENDING, v.NO_COMPARISON)


@dataclass(frozen=True)
class Coverage:
    """All named items, or so many of them, occur among the rows of a unit (or of another entity) in a period."""

    field: Ref
    """Holds one item, or a list of them."""
    items: tuple[str, ...]
    per: Period = MONTH
    whole: bool = False
    at_least: int | None = None
    """So many of the items are enough; None: it takes all."""
    entity: Ref | None = None
    """Field of the log whose values are looked at one by one, such as a person; None: the unit."""
    roster: Roster | None = None
    """Who has to be there, with or without a row; None: those of whom there is a row. The organisation as a whole always has to be."""
    stands: Stands | None = None
    """Rows stand over a stretch of time, and belong to each period on whose last day they do; None: each belongs to that of its anchor."""

    def refs(self) -> tuple[Ref, ...]:
        """Names of the log that it reads."""
        return _names(self.field, self.entity, *(self.stands.refs() if self.stands else ()))

    @property
    def placing(self) -> Ref | None:
        """Time that puts rows into periods; None: the anchor."""
        return None if self.stands is None else self.stands.since

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return (v.CONFORMING, v.ITEMS_MISSING, v.PENDING)


Group = Ratio | Average | Percentile | Sampling | Score | Frequency | Trend | Coverage


def _names(*refs: Ref | None) -> tuple[Ref, ...]:
    """Those that are given, each once."""
    return tuple(dict.fromkeys(ref for ref in refs if ref is not None))


def _against_limits(check: Ratio | Average | Percentile) -> tuple[Reason, ...]:
    sample = (v.SMALL_SAMPLE,) if check.min_sample > 1 else ()
    return (v.CONFORMING, *_limits(check.at_least, check.at_most), v.PENDING, *sample)


def _limits(at_least: Threshold | None, at_most: Threshold | None) -> tuple[Reason, ...]:
    return (*((v.BELOW_LIMIT,) if at_least is not None else ()), *((v.ABOVE_LIMIT,) if at_most is not None else ()))
