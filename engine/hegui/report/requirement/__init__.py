"""What a standard asks, in one sentence in each language, with the figures in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hegui.report.requirement import cases, groups, related, slots
from hegui.report.requirement.expressions import condition, without_brackets
from hegui.report.requirement.figures import limit
from hegui.report.requirement.names import Place
from hegui.words.kinds import KIND_OF
from hegui.words.standards import Standard
from hegui.words.text import Text
from hegui.words.vocabulary import Log

__all__ = ["condition", "limit", "required", "scope"]

SENTENCES: Mapping[str, Callable[[Any, Place], Text]] = {
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
"""Every kind of check and what says it."""


def required(standard: Standard, log: Log | None = None, logs: Mapping[str, Log] | None = None) -> Text:
    """The check as a sentence without a full stop.

    Args:
        standard: with the figures in force; one that lacks a figure says so instead.
        log: the log it is about: fields are called by their titles.
        logs: the vocabulary: so are other logs and their fields.
    """
    if standard.unset:
        unset = [standard.parameters[name].called for name in standard.unset]
        zh, en = "、".join(title.zh for title in unset), ", ".join(title.en for title in unset)
        return Text(f"{standard.title.zh}（尚未设定：{zh}）", f"{standard.title.en} (not set: {en})")
    return SENTENCES[KIND_OF[type(standard.check)]](standard.check, Place(log, logs or {}))


def scope(standard: Standard, log: Log | None = None) -> Text | None:
    """The condition under which the standard applies; None: always."""
    return None if standard.where is None else without_brackets(standard.where, Place(log, {}))
