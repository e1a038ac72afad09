"""Calendar periods, and days within them: literals, or names of parameters."""

from __future__ import annotations

from hegui.policy.building.figures import Value, Wanted, between, figure, whole
from hegui.policy.building.scope import Scope
from hegui.policy.faults import At
from hegui.policy.shapes.periods import BillingWindowShape
from hegui.words.periods import MONTH, UNITS, CalendarPoint, Period


def period(shape: str | BillingWindowShape, scope: Scope, at: At) -> Period | None:
    """A calendar period; None where it is none, with the fault noted."""
    if isinstance(shape, str):
        return figure(shape, _PERIOD, scope, at)
    last = whole(shape.last_days, scope, at / "last_days")
    first = whole(shape.first_days, scope, at / "first_days")
    if last is None or first is None:
        return None
    try:
        return Period.billing_window(last, first)
    except ValueError as error:
        at.said(str(error))
        return None


def point(day: str, month: str, per: Period, scope: Scope, at: At) -> CalendarPoint | None:
    """A day within a period of months; None where there is none such, with the fault noted."""
    if not per.months or per.unit == "billing_window":
        at.wrong(f"a {per} has no days to name by month", "take a period of months")
        return None
    found = _numbered(day, 31, scope, at / "day"), _numbered(month, per.months, scope, at / "month")
    return None if found[0] is None or found[1] is None else CalendarPoint(found[0], found[1])


def _numbered(text: str, most: int, scope: Scope, at: At) -> int | None:
    """A number from 1, or -1 for ``last``."""
    found = figure(text, _NUMBERED, scope, at)
    return found if found == -1 else between(found, text, scope, at, 1, most)


def _a_period(given: Value) -> Period:
    return Period.parse(str(given))


def _a_number(given: Value) -> int:
    text = str(given)
    if text == "last":
        return -1
    if not text.isdecimal() or len(text) > 2:
        message = f"{text!r} is neither a number nor 'last'"
        raise ValueError(message)
    return int(text)


_PERIOD = Wanted[Period]("a calendar period", _a_period, MONTH, "write 'month' or 'cycle of 2 months'", UNITS)
_NUMBERED = Wanted[int]("a number or 'last'", _a_number, 1, names=("last",))
