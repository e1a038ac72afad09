"""What judging and people concluded, as ``report.json`` has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hegui.words.findings import Action, Because, CommonProblem, Determination, FollowedUp, Mark, PastAudit
from hegui.words.profiles import Objection
from hegui.words.text import Text

Json = dict[str, object]


def text(said: Text) -> Mapping[str, str]:
    """A text in both languages."""
    return {"zh": said.zh, "en": said.en}


def day(when: date | None) -> str | None:
    """An ISO date."""
    return None if when is None else when.isoformat()


def because(link: Because) -> Json:
    """A rule and the facts that it fired on."""
    return {"rule": link.rule, "title": text(link.title), "facts": [dict(fact) for fact in link.facts]}


def action(planned: Action) -> Json:
    """A recommended action."""
    return {
        "type": planned.type,
        "owner": text(planned.owner),
        "due": day(planned.due),
        "text": text(planned.text),
        "rule": planned.rule,
    }


def mark(said: Mark | None) -> Json | None:
    """That a finding is repeated, or escalated and to whom."""
    return None if said is None else {"because": because(said.because), "to": None if said.to is None else text(said.to)}


def determination(decided: Determination | None) -> Json | None:
    """An auditor's decision and the unit's answer."""
    if decided is None:
        return None
    answer = decided.answer
    return {
        "decision": decided.decision.value,
        "by": decided.by,
        "on": day(decided.on),
        "reason": decided.reason,
        "grade": None if decided.grade is None else decided.grade.value,
        "answer": None
        if answer is None
        else {"answer": answer.value, "by": decided.answered_by, "on": day(decided.answered_on), "statement": decided.statement},
    }


def common_problem(problem: CommonProblem) -> Json:
    """What several units, or several requirements in one unit, have in common."""
    return {
        "kind": problem.kind,
        "about": problem.about,
        "standards": list(problem.standards),
        "units": list(problem.units),
        "findings": list(problem.findings),
        "because": because(problem.because),
        "actions": [action(each) for each in problem.actions],
    }


def last_audit(past: PastAudit | None, followed_up: Iterable[FollowedUp]) -> Json | None:
    """The last audit, and what became of its findings."""
    if past is None:
        return None
    return {
        "name": past.name,
        "title": past.title,
        "document_no": past.document_no,
        "as_of": past.as_of.isoformat(),
        "source": past.source,
        "findings": [
            {
                "id": each.past.id,
                "number": each.past.number,
                "standard": each.past.standard,
                "title": text(each.past.title),
                "unit": each.past.unit,
                "grade": each.past.grade.value,
                "closed_effective": each.past.closed_effective,
                "became": each.became.value,
                "now": each.now,
            }
            for each in followed_up
        ],
    }


def objection(raised: Objection) -> Json:
    """An objection that was decided upon."""
    return {
        "log": raised.log,
        "key": raised.key,
        "standard": raised.standard,
        "category": raised.category,
        "reason": raised.reason,
        "evidence": raised.evidence,
        "decided_by": raised.decided_by,
        "decided_on": day(raised.decided_on),
        "upheld": raised.upheld,
    }
