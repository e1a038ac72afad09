"""The compilers of the kinds of check; a new kind is one module here and one line in the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hegui.measure.kinds.allowed import allowed
from hegui.measure.kinds.condition import condition
from hegui.measure.kinds.count import count
from hegui.measure.kinds.deadline import deadline
from hegui.measure.kinds.persons import different, same
from hegui.measure.kinds.presence import presence
from hegui.measure.kinds.sequence import sequence
from hegui.words.checks import Allowed, Condition, Count, Deadline, Different, Presence, Same, Sequence
from hegui.words.kinds import Check

if TYPE_CHECKING:
    from hegui.measure.cells import CaseView
    from hegui.measure.ruling import Ruling

COMPILERS: dict[type[Check], Callable[[Any, CaseView], Ruling]] = {
    Deadline: deadline,
    Presence: presence,
    Sequence: sequence,
    Same: same,
    Different: different,
    Allowed: allowed,
    Condition: condition,
    Count: count,
}
"""Shape of a check to what compiles it over a case view."""
