"""Changes of standards: each is small, and none should go unnoticed by the examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hegui.words.kinds import Check
from hegui.words.standards import Standard
from hegui.words.vocabulary import Log

from . import cases, groups, related, slots
from .expressions import Mutants, of_condition

CHANGES: Mapping[str, Callable[[Any, Log], Mutants[Check]]] = {
    "deadline": cases.deadline,
    "due_on": cases.due_on,
    "presence": cases.presence,
    "sequence": cases.sequence,
    "same": cases.same,
    "different": cases.different,
    "allowed": cases.allowed,
    "condition": cases.holds,
    "count": cases.count,
    "row_count": related.row_count,
    "follow_up": related.follow_up,
    "requires": related.requires,
    "triggers": related.triggers,
    "pattern": related.pattern,
    "cadence": slots.cadence,
    "ratio": groups.ratio,
    "average": groups.average,
    "percentile": groups.percentile,
    "sampling": groups.sampling,
    "score": groups.score,
    "frequency": groups.frequency,
    "trend": groups.trend,
    "coverage": groups.coverage,
}
"""Every kind of check and what changes it."""


def mutants(standard: Standard, log: Log) -> Mutants[Standard]:
    """Every change of the standard, and the outcome."""
    for change, check in CHANGES[standard.kind](standard.check, log):
        yield change, replace(standard, check=check)
    for change, where in of_condition(standard.where):
        yield f"where: {change}", replace(standard, where=where)
