"""``report.json``: the whole record in types of its own, versioned, for machines (REPORTS, JSON)."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from hegui.report.clauses import coverage
from hegui.report.json_besides import attestation, conflict
from hegui.report.json_judgement import Json, action, because, common_problem, day, determination, last_audit, mark, objection, text
from hegui.report.requirement import required, scope
from hegui.words.bound import BoundLog
from hegui.words.findings import Finding
from hegui.words.measured import Counts, EvidenceRow, Tally
from hegui.words.profiles import Waiver
from hegui.words.record import Record
from hegui.words.standards import Handbook, Standard
from hegui.words.verdicts import Verdict

SCHEMA = "hegui/report/1"
EVIDENCE_ROWS = 100
"""Evidence rows of a finding; all of them are in ``evidence.parquet``."""


def as_json(record: Record) -> bytes:
    """The record as JSON: UTF-8, keys sorted, times ISO 8601 with offset, every finding, tally or standard on a line of its own."""
    members = (f"{_line(name)}: {_lines(value)}" for name, value in sorted(report(record).items()))
    # A lone surrogate from a log becomes the escape that JSON has for it.
    return ("{\n" + ",\n".join(members) + "\n}\n").encode(errors="backslashreplace")


def _lines(value: object) -> str:
    """A list or object with a line for each of its items: Python is slow at indenting all of a large report."""
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_line, value)) + "\n]"
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"{_line(name)}: {_line(each)}" for name, each in sorted(value.items())) + "\n}"
    return _line(value)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def report(record: Record) -> Json:
    """The record as plain data, as ``schema/report-1.json`` describes it."""
    written = _Writer(record)
    return {
        "schema": SCHEMA,
        "audit": written.audit(),
        "logs": [written.log(log) for log in record.logs],
        "standards": [written.standard(standard) for standard in record.standards],
        "tallies": [written.tally(tally) for tally in record.tallies],
        "findings": [written.finding(finding) for finding in record.findings],
        "pending": [written.evidence(row) for row in record.pending],
        "undetermined": [written.evidence(row) for row in record.undetermined],
        "withdrawn": [written.finding(finding) for finding in record.withdrawn],
        "common_problems": [common_problem(problem) for problem in record.common],
        "good_practice": [
            {"standard": s.standard, "unit": s.unit, "judged": s.judged, "units_in_breach": s.others} for s in record.strengths
        ],
        "last_audit": last_audit(record.job.last_audit, record.followed_up),
        "objections": {
            "declared": [objection(each) for each in record.job.objections],
            "unused": [objection(each) for each in record.unused_objections],
        },
        "waivers": written.waivers(),
        "coverage": written.coverage(),
        "attestations": [attestation(each) for each in record.attestations],
        "conflicts": [conflict(each) for each in record.conflicts],
        "provenance": written.provenance(),
    }


class _Writer:
    """Writes one record; holds what its times and titles depend on."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.zone = ZoneInfo(record.job.timezone)
        self.logs = {log.log.name: log.log for log in record.logs}

    def time(self, moment: datetime | None) -> str | None:
        return None if moment is None else moment.replace(tzinfo=self.zone).isoformat()

    def audit(self) -> Json:
        record, job = self.record, self.record.job
        return {
            "name": job.name,
            "title": job.title,
            "organisation": job.organisation,
            "client": job.client,
            "audited_unit": job.audited_unit,
            "auditors": list(job.auditors),
            "document_no": job.document_no,
            "draft": not record.confirmed,
            "as_of": self.time(record.as_of),
            "as_of_given": record.as_of_given,
            "window": {"from": day(record.since), "until": day(record.until)},
            "timezone": job.timezone,
            "profile": record.profile.name,
            "chosen": self.chosen(),
            "handbooks": [_handbook(handbook) for handbook in record.handbooks],
            "units": [{"code": unit.code, "name": unit.name} for unit in job.units],
            "warnings": [text(warning) for warning in record.warnings],
        }

    def chosen(self) -> Json:
        """What the profile chooses among the standards of its handbooks, and how many it leaves out."""
        profile, left_out = self.record.profile, self.record.left_out
        return {
            "standards": None if profile.standards is None else list(profile.standards),
            "logs": None if profile.logs is None else list(profile.logs),
            "standards_left_out": sum(isinstance(entry, Standard) for entry in left_out),
            "attestations_left_out": sum(not isinstance(entry, Standard) for entry in left_out),
        }

    def log(self, log: BoundLog) -> Json:
        account = log.account
        return {
            "log": log.log.name,
            "title": text(log.log.title),
            "shape": log.shape.value,
            "sources": [{"name": s.name, "sha256": s.sha256, "rows": s.rows, "note": s.note} for s in log.sources],
            "rows": {"read": account.read, "used": account.used, "set_aside": dict(account.set_aside), "void": dict(account.void)},
            "covers": None if log.covers is None else [day(log.covers[0]), day(log.covers[1])],
            "covers_declared": log.covers_declared,
            "extent": {
                "full": log.extent.full,
                "method": log.extent.method,
                "size": log.extent.size,
                "population": log.extent.population,
            },
            "control_total": log.control_total,
            "origin": dict(log.origin),
            "unit_field": log.unit_field,
            "columns": [{"field": c.field, "header": c.header, "by": c.by, "ask": c.ask} for c in log.columns],
            "unbound": list(log.unbound),
            "faults": [
                {
                    "code": fault.code,
                    "field": fault.field,
                    "count": fault.count,
                    "title": text(fault.title),
                    "samples": [{"source": source, "row": row, "text": cell} for source, row, cell in fault.samples],
                }
                for fault in log.faults
            ],
        }

    def standard(self, standard: Standard) -> Json:
        status = self.record.statuses[standard.id]
        log = self.logs.get(standard.log)
        applies = scope(standard, log)
        return {
            "id": standard.id,
            "handbook": standard.handbook,
            "clause": standard.clause,
            "catalogue": standard.catalogue,
            "title": text(standard.title),
            "log": standard.log,
            "kind": standard.kind,
            "instances": standard.scope.value,
            "force": standard.force.value,
            "limits_same": standard.same,
            "responsible": standard.responsible,
            "cause": standard.cause,
            "required": text(required(standard, log, self.logs)),
            "scope": None if applies is None else text(applies),
            "note": None if standard.note is None else text(standard.note),
            "parameters": [
                {"name": p.name, "value": None if p.value is None else str(p.value), "source": p.source.value, "reason": p.reason}
                for _, p in sorted(standard.parameters.items())
            ],
            "tolerance_bp": standard.tolerance_bp,
            "max_unknown_bp": standard.max_unknown_bp,
            "status": status.status.value,
            "why": status.why,
            **_counts(self.record.counts(standard.id)),
        }

    def tally(self, tally: Tally) -> Json:
        return {
            "standard": tally.standard,
            "unit": tally.unit,
            "period": tally.period,
            "carried": tally.carried,
            "worst_seconds": tally.worst_seconds,
            **_counts(tally.counts),
        }

    def finding(self, finding: Finding) -> Json:
        standard = self.record.standard(finding.standard)
        return {
            "id": finding.id,
            "number": finding.number,
            "issued": finding.issued,
            "kind": finding.kind.value,
            "standard": finding.standard,
            "handbook": standard.handbook,
            "clause": standard.clause,
            "unit": finding.unit,
            "unit_name": self.record.unit(finding.unit).name,
            "grade": finding.grade.value,
            "proposed_grade": None if finding.proposed is None else finding.proposed.value,
            "determination": determination(finding.determination),
            "repeated": mark(finding.repeated),
            "previous": finding.previous,
            "escalated": mark(finding.escalated),
            "rule": finding.rule,
            "because": [because(link) for link in finding.because],
            "rate_bp": finding.rate_bp,
            "worst_seconds": finding.worst_seconds,
            "periods": [{"period": period, "breaches": breaches, "judged": judged} for period, breaches, judged in finding.periods],
            "also": list(finding.also),
            "evidence": [self.evidence(row) for row in finding.evidence[:EVIDENCE_ROWS]],
            "evidence_total": finding.evidence_total,
            "verify": [self.evidence(row) for row in finding.verify],
            "actions": [action(each) for each in finding.actions],
            **_counts(finding.counts),
        }

    def evidence(self, row: EvidenceRow) -> Json:
        standard = self.record.standard(row.standard)
        return {
            "standard": row.standard,
            "unit": row.unit,
            "period": row.period,
            "key": row.key,
            "source": row.source,
            "row": row.row,
            "verdict": row.verdict,
            "reason": row.reason,
            "anchor": self.time(row.anchor),
            "due": self.time(row.due),
            "overrun_seconds": row.overrun_seconds,
            "observed": dict(row.observed),
            "required": text(required(standard, self.logs.get(standard.log), self.logs)),
        }

    def waivers(self) -> Json:
        return {
            "declared": [_waiver(waiver) for waiver in self.record.job.waivers],
            "unused": [_waiver(waiver) for waiver in self.record.unused_waivers],
        }

    def coverage(self) -> list[Json]:
        return [
            {
                "handbook": covered.handbook.slug,
                "clause": covered.clause.number,
                "title": text(covered.clause.title),
                "checkable": covered.clause.checkable.value,
                "why_not": None if covered.clause.why_not is None else text(covered.clause.why_not),
                "status": covered.status.value,
                "standards": [standard.id for standard in covered.standards],
                "findings": [finding.id for finding in covered.findings],
                "attestations": list(dict.fromkeys(each.asked.id for each in covered.attestations)),
                "left_out": covered.left_out,
            }
            for covered in coverage(self.record)
        ]

    def provenance(self) -> Json:
        record = self.record
        return {
            "inputs": [{"role": file.role, "name": file.name, "sha256": file.sha256} for file in record.inputs],
            "versions": dict(record.versions),
            "parameters": dict(record.profile.parameters),
            "overrides": [
                {"standard": o.standard, "parameter": o.parameter, "value": o.value, "reason": o.reason} for o in record.profile.overrides
            ],
            "rules": [{"id": rule.id, "title": text(rule.title), "stratum": rule.stratum} for rule in record.rules],
            "command": record.command,
        }


def _handbook(handbook: Handbook) -> Json:
    adoption = handbook.adoption
    return {
        "slug": handbook.slug,
        "catalogue": handbook.catalogue,
        "title": text(handbook.title),
        "version": handbook.version,
        "adoption": None
        if adoption is None
        else {
            "document_no": adoption.document_no,
            "issuer": adoption.issuer,
            "approved": day(adoption.approved),
            "effective_from": day(adoption.effective_from),
            "effective_until": day(adoption.effective_until),
            "units": list(adoption.units),
        },
    }


def _counts(counts: Counts) -> Json:
    return {
        **{verdict.value: counts.of(verdict) for verdict in Verdict},
        "in_scope": counts.in_scope,
        "judged": counts.judged,
        "reasons": dict(counts.reasons),
    }


def _waiver(waiver: Waiver) -> Json:
    return {
        "standard": waiver.standard,
        "unit": waiver.unit,
        "keys": list(waiver.keys),
        "reason": waiver.reason,
        "approved_by": waiver.approved_by,
        "effective": day(waiver.effective),
        "expires": day(waiver.expires),
    }
