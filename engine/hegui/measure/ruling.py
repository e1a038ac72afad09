"""What a compiled standard says of every row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.verdicts import Reason


@dataclass(frozen=True)
class Ruling:
    """A standard as columns over the case view."""

    reason: ir.IntegerValue
    """int8: number of a reason code; never null."""
    reachable: tuple[Reason, ...]
    """Every reason that can stand there."""
    due: ir.IntegerValue | None = None
    """Microseconds since 1970 of the last instant that conforms; None where the kind knows none."""
    past_due: ir.IntegerValue | None = None
    """Seconds from the due instant to the end, or to as-of where it has not ended: above zero is late, below zero is what was left. Says
    nothing of rows that are neither breaches nor pending."""


class Ladder:
    """Conditions and what follows from each; the first that is true decides."""

    def __init__(self) -> None:
        self._rungs: list[tuple[ir.BooleanValue, ir.IntegerValue]] = []
        self._reachable: dict[Reason, None] = {}

    def when(self, condition: ir.BooleanValue | None, reason: Reason) -> Self:
        """Say what follows where ``condition`` is true; None is a condition that is never true."""
        if condition is not None:
            self._rungs.append((condition, _number(reason)))
            self._reachable[reason] = None
        return self

    def otherwise(self, rest: Reason | Ruling) -> Ruling:
        """Say what holds where no condition is true."""
        if isinstance(rest, Ruling):
            reachable = tuple(dict.fromkeys((*self._reachable, *rest.reachable)))
            return Ruling(self._column(rest.reason), reachable, rest.due, rest.past_due)
        return Ruling(self._column(_number(rest)), tuple(dict.fromkeys((*self._reachable, rest))))

    def _column(self, rest: ir.IntegerValue) -> ir.IntegerValue:
        return ibis.cases(*self._rungs, else_=rest).cast("int8") if self._rungs else rest


def _number(reason: Reason) -> ir.IntegerValue:
    return ibis.literal(reason.number, "int8")
