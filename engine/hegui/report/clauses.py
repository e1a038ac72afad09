"""What became of every clause: the coverage that makes an audit complete (PRODUCT: every clause is accounted for)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hegui.words.attestations import Attested
from hegui.words.findings import Finding
from hegui.words.measured import Status
from hegui.words.record import Record
from hegui.words.standards import Checkable, Clause, Handbook, Standard
from hegui.words.text import Text


class ClauseStatus(StrEnum):
    """Status of a clause in an audit."""

    BREACHED = "breached"
    """At least one finding."""
    CONFORMING = "conforming"
    """Checked without a finding."""
    UNDECIDED = "undecided"
    """Everything in scope is pending or undetermined: no statement yet."""
    NOT_EVALUATED = "not_evaluated"
    """Standards were checked but nothing was in scope."""
    NOT_CHECKED = "not_checked"
    """Standards stand ready, but no log or field for them."""
    ERROR = "error"
    """A standard of the clause crashed: no statement."""
    ATTESTATION = "attestation"
    """No log shows it: it rests on what persons attest, and is neither conforming nor breached."""
    LEFT_OUT = "left_out"
    """The profile leaves out every standard of it."""
    NOT_ENCODED = "not_encoded"
    """Checkable, but no standard is encoded yet."""
    NOT_CHECKABLE = "not_checkable"
    """No log can show it; the clause says why."""


CLAUSE_STATUS_TITLES = {
    ClauseStatus.BREACHED: Text("有发现", "findings"),
    ClauseStatus.CONFORMING: Text("已查，未见不符合", "checked, no nonconformity"),
    ClauseStatus.UNDECIDED: Text("尚无可判定的记录", "nothing could be judged yet"),
    ClauseStatus.NOT_EVALUATED: Text("已查，无适用记录", "checked, nothing in scope"),
    ClauseStatus.NOT_CHECKED: Text("未查（缺日志或字段）", "not checked (no log or field)"),
    ClauseStatus.ERROR: Text("检查出错", "check failed"),
    ClauseStatus.ATTESTATION: Text("仅凭声明，未经检查", "attested only, not checked"),
    ClauseStatus.LEFT_OUT: Text("审核方案未选用", "left out by the profile"),
    ClauseStatus.NOT_ENCODED: Text("可查，尚未编成标准", "checkable, not encoded yet"),
    ClauseStatus.NOT_CHECKABLE: Text("不可由记录检查", "cannot be checked from records"),
}


CHECKED = frozenset({ClauseStatus.BREACHED, ClauseStatus.CONFORMING, ClauseStatus.UNDECIDED, ClauseStatus.NOT_EVALUATED})
"""Statuses of clauses that something was checked of."""


@dataclass(frozen=True)
class ClauseCoverage:
    """One clause with its standards and findings."""

    handbook: Handbook
    clause: Clause
    status: ClauseStatus
    standards: tuple[Standard, ...]
    findings: tuple[Finding, ...]
    attestations: tuple[Attested, ...] = ()
    left_out: int = 0
    """Standards and attestations that the profile does not choose."""


def coverage(record: Record) -> tuple[ClauseCoverage, ...]:
    """Every clause of every handbook in force, in the handbooks' order; none is left out."""
    standards: dict[tuple[str, str], list[Standard]] = defaultdict(list)
    for standard in record.standards:
        standards[standard.handbook, standard.clause].append(standard)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in record.findings:
        findings[finding.standard].append(finding)
    attestations: dict[tuple[str, str], list[Attested]] = defaultdict(list)
    for each in record.attestations:
        attestations[each.asked.handbook, each.asked.clause].append(each)
    left_out = Counter((entry.handbook, entry.clause) for entry in record.left_out)
    covered = (
        _covered(record, handbook, clause, standards[handbook.slug, clause.number], findings)
        for handbook in record.handbooks
        for clause in handbook.clauses
    )
    return tuple(
        _besides(each, tuple(attestations[each.handbook.slug, each.clause.number]), left_out[each.handbook.slug, each.clause.number])
        for each in covered
    )


def _besides(covered: ClauseCoverage, attestations: tuple[Attested, ...], left_out: int) -> ClauseCoverage:
    """A clause with what is attested of it and what the profile leaves out; these decide where no standard is in force."""
    status = covered.status
    if not covered.standards and (attestations or left_out):
        status = ClauseStatus.ATTESTATION if attestations else ClauseStatus.LEFT_OUT
    return replace(covered, status=status, attestations=attestations, left_out=left_out)


def _covered(
    record: Record, handbook: Handbook, clause: Clause, standards: Sequence[Standard], findings: Mapping[str, list[Finding]]
) -> ClauseCoverage:
    found = tuple(finding for standard in standards for finding in findings.get(standard.id, ()))
    return ClauseCoverage(handbook, clause, _status(record, clause, standards, found), tuple(standards), found)


def _status(record: Record, clause: Clause, standards: Sequence[Standard], findings: Sequence[Finding]) -> ClauseStatus:
    if not standards:
        return ClauseStatus.NOT_CHECKABLE if clause.checkable is Checkable.NO else ClauseStatus.NOT_ENCODED
    statuses = {record.statuses[standard.id].status for standard in standards}
    if findings:
        return ClauseStatus.BREACHED
    if Status.ERROR in statuses:
        return ClauseStatus.ERROR
    if Status.JUDGED in statuses:
        judged = sum(record.counts(standard.id).judged for standard in standards)
        return ClauseStatus.CONFORMING if judged else ClauseStatus.UNDECIDED
    return ClauseStatus.NOT_EVALUATED if Status.NOT_EVALUATED in statuses else ClauseStatus.NOT_CHECKED
