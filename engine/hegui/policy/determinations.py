"""Loading ``determinations.yaml``: what an auditor decided on draft findings, and what the units answered."""

from __future__ import annotations

from pathlib import Path

from hegui.policy.faults import At, Faults
from hegui.policy.lists import read_list
from hegui.policy.shapes.decisions import DeterminationShape
from hegui.words.findings import Determination


def determinations(path: Path, faults: Faults) -> tuple[Determination, ...]:
    """The decisions in the file; entries that are still to be decided are left out, faults are noted."""
    found: list[Determination] = []
    for shape, at in read_list(DeterminationShape, path, "- finding:", faults):
        if any(shape.finding == other.finding for other in found):
            (at / "finding").wrong(f"the finding {shape.finding!r} is decided twice", "keep one of the two")
        determination = _determination(shape, at)
        if determination is not None:
            found.append(determination)
    return tuple(found)


def _determination(shape: DeterminationShape, at: At) -> Determination | None:
    if shape.decision is None or shape.by is None or shape.on is None or shape.reason is None:
        return None
    answer = shape.answer
    if answer is not None and answer.on < shape.on:
        (at / "answer" / "on").wrong("the unit answered before the decision", "check the two days")
    return Determination(
        finding=shape.finding,
        decision=shape.decision,
        by=shape.by,
        on=shape.on,
        reason=shape.reason,
        grade=shape.grade,
        answer=answer.answer if answer else None,
        answered_by=answer.by if answer else "",
        answered_on=answer.on if answer else None,
        statement=answer.statement if answer else "",
        place=at.place,
    )
