"""What stands beside the standards that are checked, as ``report.json`` has it: attestations, and conflicts of the handbooks."""

from __future__ import annotations

from hegui.report.json_judgement import Json, day, text
from hegui.words.attestations import Attestation, Attested
from hegui.words.conflicts import Conflict


def attestation(each: Attested) -> Json:
    """A requirement that no log shows, and how far it is attested."""
    asked = each.asked
    return {
        "id": asked.id,
        "handbook": asked.handbook,
        "clause": asked.clause,
        "catalogue": asked.catalogue,
        "title": text(asked.title),
        "force": asked.force.value,
        "statement": text(asked.statement),
        "field": text(asked.field),
        "responsible": asked.responsible,
        "valid_for": str(asked.valid_for),
        "note": None if asked.note is None else text(asked.note),
        "state": each.state.value,
        "units": list(each.units),
        "record": None if each.record is None else _record(each.record),
    }


def _record(record: Attestation) -> Json:
    return {
        "statement": record.statement,
        "evidence": record.evidence,
        "signed_by": record.signed_by,
        "signed_on": day(record.signed_on),
        "valid_until": day(record.valid_until),
        "units": list(record.units),
    }


def conflict(each: Conflict) -> Json:
    """Clauses that ask for different things, and what was settled."""
    return {
        "id": each.id,
        "kind": each.kind.value,
        "inside": each.inside,
        "clauses": [{"handbook": handbook, "clause": clause} for handbook, clause in each.clauses],
        "differs": text(each.differs),
        "handling": text(each.handling),
        "standards": list(each.standards),
    }
