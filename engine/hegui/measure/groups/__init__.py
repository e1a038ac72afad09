"""One compiler for each kind of check on groups: it turns the check into a table of instances; coverages are compiled together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hegui.measure.groups.average import average
from hegui.measure.groups.frequency import frequency
from hegui.measure.groups.percentile import percentile
from hegui.measure.groups.ratio import ratio
from hegui.measure.groups.sampling import sampling
from hegui.measure.groups.score import score
from hegui.measure.groups.trend import trend
from hegui.words.groups import Average, Frequency, Percentile, Ratio, Sampling, Score, Trend

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground

Compiler = Callable[[Any, "Ground"], "ir.Table"]
"""Takes a check of its own type and what it stands on."""

GROUPS: dict[type, Compiler] = {
    Ratio: ratio,
    Average: average,
    Percentile: percentile,
    Sampling: sampling,
    Score: score,
    Frequency: frequency,
    Trend: trend,
}
"""Shape of a kind to its compiler; a new kind is one shape, one module and one line here."""
