"""The shapes of what people decide about findings: determinations, objections, issued numbers, the last audit."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from hegui.policy.shapes.base import Day, Figure, Said, Shape
from hegui.words.findings import Answer, Decision, Grade


class AnswerShape(Shape):
    """The unit's answer to a finding."""

    answer: Answer
    by: Said
    on: Day
    statement: Figure = ""


class DeterminationShape(Shape):
    """An auditor's decision on a draft finding; one without ``decision`` is still to be decided."""

    finding: Said
    decision: Decision | None = None
    by: Said | None = None
    on: Day | None = None
    reason: Said | None = None
    grade: Grade | None = None
    answer: AnswerShape | None = None

    @model_validator(mode="after")
    def _decided(self) -> Self:
        if self.decision is None:
            return self
        lacking = [name for name in ("by", "on", "reason") if getattr(self, name) is None]
        if lacking:
            message = f"a decision needs {', '.join(repr(name) for name in lacking)}"
            raise ValueError(message)
        if (self.decision is Decision.REGRADED) != (self.grade is not None):
            message = "'grade' goes with the decision 'regraded', and with no other"
            raise ValueError(message)
        return self


class ObjectionShape(Shape):
    """A unit's objection to one breach, decided upon."""

    log: Said
    key: Said
    standard: Said | None = None
    category: Said
    reason: Said
    evidence: Said
    decided_by: Said
    decided_on: Day
    upheld: bool


class IssuedShape(Shape):
    """A number that was given once."""

    finding: Said
    number: Said
    on: Day


class IssueFileShape(Shape):
    """The numbers given so far, and how they are made."""

    format: Said
    issued: tuple[IssuedShape, ...] = ()


class LastAuditShape(Shape):
    """The report of the last audit, and which of its findings were closed as effective since."""

    report: Said
    closed_effective: tuple[Said, ...] = ()
