"""What the shared record has besides cases: slots, groups, an unset figure, decisions, objections, the last audit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hegui.words.attestations import Attestable, Attestation, Attested, attested
from hegui.words.bound import Account, BoundColumn, BoundLog, SourceFile
from hegui.words.conflicts import Conflict, ConflictKind
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.findings import (
    Action,
    Answer,
    Became,
    Because,
    CommonProblem,
    Decision,
    Determination,
    Finding,
    FindingKind,
    FollowedUp,
    Grade,
    Mark,
    PastAudit,
    PastFinding,
    Strength,
)
from hegui.words.groups import Average, Group, Ratio
from hegui.words.jobs import Extent
from hegui.words.measured import Counts, EvidenceRow, StandardStatus, Status, Tally
from hegui.words.periods import MONTH, Period
from hegui.words.profiles import Objection
from hegui.words.record import Record
from hegui.words.slots import Cadence
from hegui.words.standards import Force, Parameter, Remedy, Source, Standard
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Log, Shape

DRILL, VISIT = "service-guide.7.1.monthly-drill", "service-guide.5.4.daily-visit"
ANSWERED, WAITING = "improvement-manual.5.1.answer-rate", "improvement-manual.5.1.waiting-time"
UNSET = "improvement-manual.5.3.satisfaction"
DAY = Period("day")
MONTHS = tuple(f"2026-{month:02}" for month in range(1, 5))
FIRST = 2026 * 12
"""Number of the month 2026-01."""


def widened(record: Record) -> Record:
    """The record with everything that is neither a case nor a judgement on one."""
    findings = _numbered((*record.findings[:4], *_slots(), *_groups(), *record.findings[4:]))
    findings = _decided(findings)
    statuses = {id_: StandardStatus(id_, Status.JUDGED) for id_ in (DRILL, VISIT, ANSWERED, WAITING)}
    statuses[UNSET] = StandardStatus(UNSET, Status.NOT_CHECKED, "parameter 'target' is not set; set it in the profile")
    past = _last_audit(findings)
    return replace(
        record,
        attestations=_attestations(),
        conflicts=_conflicts(),
        standards=(*record.standards, *_standards()),
        logs=(*record.logs, _log("drill", "演练记录", "Drills"), _log("hotline_call", "热线呼叫", "Hotline calls", sample=True)),
        statuses={**record.statuses, **statuses},
        tallies=tuple(sorted((*record.tallies, *_tallies()), key=lambda t: (t.standard, t.unit, t.period))),
        findings=findings,
        pending=(*record.pending, *(_slot(DRILL, "B01", unit, MONTHS[3], "pending") for unit in ("B01", "B02"))),
        undetermined=(*record.undetermined, _slot(DRILL, "B01", "B03", MONTHS[1], "log_does_not_cover")),
        job=replace(record.job, last_audit=past, objections=_objections()),
        withdrawn=(replace(findings[0], id="f" * 16, number="D-099", determination=_withdrawal()),),
        common=_common(findings),
        strengths=(Strength(record.standards[0].id, "B03", 410, 2),),
        followed_up=tuple(
            FollowedUp(each, became, findings[0].number if became is Became.RECURRED else "")
            for each, became in zip(past.findings, Became, strict=True)
        ),
        unused_objections=_objections()[2:],
    )


def _attestations() -> tuple[Attested, ...]:
    """One of a clause that no log shows, in every state, and one beside standards."""
    said, year = Text("员工着装整洁。", "Staff are neatly dressed."), Limit(1, "year")
    courtesy = Attestable(
        "service-guide.6.2.dress", "service-guide", "6.2", Text("着装整洁", "Neat dress"), Force.MANDATORY, said,
        Text("没有着装记录。", "No record of dress."), "complaint_team", year, "002-A9", Text("只看着装。", "Dress only."),
    )  # fmt: skip
    owner = replace(
        courtesy, id="service-guide.6.1.named", clause="6.1", title=Text("责任人上墙", "Owner on the wall"), catalogue="", note=None
    )
    hostile = '<img src="file:///etc/passwd"/>\u202e=1'
    held = Attestation(
        courtesy.id, "6.2", f"现场抽查 {hostile}", f"照片 {hostile}", "王喆", date(2026, 3, 31), date(2026, 4, 1), ("B01", "B02")
    )
    over = replace(held, signed_on=date(2025, 4, 1), valid_until=date(2026, 3, 31), units=())
    later = replace(held, standard=owner.id, clause="6.1", signed_on=date(2026, 4, 2), valid_until=date(2027, 4, 2), units=())
    return attested([courtesy, owner, replace(owner, id="service-guide.6.1.kept")], [held, over, later], date(2026, 4, 1))


def _conflicts() -> tuple[Conflict, ...]:
    both = (("service-guide", "5.3"), ("improvement-manual", "5.2"), ("elsewhere", "9"))
    return (
        Conflict(
            "C01",
            ConflictKind.CONFLICT,
            both,
            Text("时限不同。", "Limits differ."),
            Text("分别判定。", "Judged apart."),
            ("service-guide.*",),
        ),
        Conflict(
            "C02",
            ConflictKind.TENSION,
            both[:1],
            Text("等级颠倒。", "Tiers turned."),
            Text("照原文。", "As written."),
            apart=Text("无。", "No."),
        ),
    )


def _standards() -> tuple[Standard, ...]:
    target = Parameter("target", None, Source.DEFAULT, Text("手册未给出目标值。", "The handbook gives no target."))
    return (
        _standard(DRILL, "每月演练一次", "A drill every month", Cadence(MONTH, entity=Ref("branch_id")), "drill"),
        _standard(VISIT, "每日巡店", "Shops visited every day", Cadence(DAY, entity=Ref("shop_id")), "drill"),
        _standard(
            ANSWERED,
            "15秒接通率不低于85%",
            "At least 85 % of calls answered within 15 seconds",
            Ratio(parse("answered == True"), at_least=Decimal(85), min_sample=30),
            "hotline_call",
        ),
        _standard(WAITING, "平均等待不超过30秒", "Average wait of at most 30 seconds", _waiting(), "hotline_call"),
        _standard(
            UNSET,
            "满意度达到目标值",
            "Satisfaction reaches the target",
            Average(parse("rating"), at_least=Decimal(0)),
            "hotline_call",
            parameters={"target": target},
            unset=("target",),
        ),
    )


def _waiting() -> Average:
    return Average(parse("wait_seconds"), at_most=Decimal(30))


def _standard(id_: str, zh: str, en: str, check: Cadence | Group, log: str, **more: Any) -> Standard:
    handbook, *number = id_.split(".")[:3]
    remedy = Remedy(
        Text("补做本期并留存记录。", "Make up for the period and keep the record."),
        Text("在日历中排定并提前提醒。", "Put it into the calendar with a reminder."),
        Text("下一季度无缺期。", "No period is missed in the next quarter."),
    )
    return Standard(
        id_, handbook, ".".join(number), Text(zh, en), Force.MANDATORY, log, check, remedy, "duty_manager", "supervision", **more
    )


def _log(name: str, zh: str, en: str, *, sample: bool = False) -> BoundLog:
    fields = {
        field: Field(field, FieldType(type_), Text(title, english))
        for field, type_, title, english in (
            (f"{name}_id", "id", "编号", "Number"),
            ("branch_id", "id", "单位", "Branch"),
            ("shop_id", "id", "营业厅", "Shop"),
            ("held_at", "datetime", "时间", "Held"),
            ("answered", "boolean", "是否接通", "Answered"),
            ("wait_seconds", "integer", "等待秒数", "Wait in seconds"),
            ("rating", "number", "评分", "Rating"),
        )
    }
    return BoundLog(
        log=Log(name, Text(zh, en), Text("一条一行", "one a row"), f"{name}_id", "branch_id", "held_at", fields),
        shape=Shape.WIDE,
        table=None,
        columns=tuple(BoundColumn(field, each.title.zh, "synonym") for field, each in fields.items()),
        unbound=(),
        flawed=frozenset(),
        sources=(SourceFile(f"{name}.csv", "0d" * 32, 4_000, "UTF-8, comma"),),
        account=Account(4_000, 4_000),
        faults=(),
        covers=(date(2026, 1, 1), date(2026, 4, 1)),
        covers_declared=True,
        unit_field="branch_id",
        extent=Extent(full=False, method="每月随机", size=4_000, population=90_000) if sample else Extent(),
    )


def _slots() -> tuple[Finding, ...]:
    monthly = [_slot(DRILL, "B01", unit, period) for unit, period in (("B01", MONTHS[0]), ("B02", MONTHS[0]), ("B01", MONTHS[2]))]
    days = [date(2026, 1, 5) + timedelta(days=day) for day in (0, 1, 9, 30, 31, 60)]
    daily = [_slot(VISIT, "B02", shop, day.isoformat()) for shop in ("南大街厅", "SHOP-0012 Riverside") for day in days]
    return (_finding(5, DRILL, "B01", monthly, len(monthly)), _finding(6, VISIT, "B02", daily, len(daily) + 90))


def _slot(standard: str, unit: str, entity: str, period: str, reason: str = "missing_slot") -> EvidenceRow:
    per = DAY if standard == VISIT else MONTH
    first = date.fromisoformat(period if standard == VISIT else f"{period}-01")
    start, end = per.bounds(per.number_at(first) or 0)
    verdict = {"pending": "pending", "log_does_not_cover": "undetermined"}.get(reason, "nonconforming")
    due = datetime.combine(end, time()) - timedelta(seconds=1)
    observed = (("found", "0"), ("needed", "1"), ("from", start.isoformat()), ("until", end.isoformat()))
    anchor = datetime.combine(start, time())
    return EvidenceRow(standard, unit, period, entity, "", 0, verdict, reason, anchor, due, None, observed)


def _groups() -> tuple[Finding, ...]:
    shares = [("2026-01", "812", "1000", "81.2"), ("2026-03", "700", "1000", "70")]
    rates = [
        _group(ANSWERED, "B01", period, "below_limit", {"numerator": n, "denominator": of, "share": share, "limit": "85"})
        for period, n, of, share in shares
    ]
    means = [_group(WAITING, "B02", "2026-02", "above_limit", {"value": "41.25", "limit": "30", "members": "380", "unknown": "2"})]
    return (_finding(7, ANSWERED, "B01", rates, len(rates)), _finding(8, WAITING, "B02", means, len(means)))


def _group(standard: str, unit: str, period: str, reason: str, observed: dict[str, str]) -> EvidenceRow:
    anchor = datetime.fromisoformat(f"{period}-01")
    return EvidenceRow(standard, unit, period, unit, "", 0, "nonconforming", reason, anchor, None, None, tuple(observed.items()))


def _finding(number: int, standard: str, unit: str, rows: Iterable[EvidenceRow], total: int) -> Finding:
    evidence = tuple(rows)
    of = {each.id: each for each in _standards()}[standard]
    owner = Text("值班经理", "Duty manager")
    remedies = (of.remedy.correction, of.remedy.corrective, of.remedy.verification)
    actions = tuple(
        Action(type_, owner, date(2026, 5, 6), text, f"actions.{type_}")
        for type_, text in zip(("correction", "corrective_action", "verification"), remedies, strict=True)
    )
    return Finding(
        id=f"{number + 80:016x}",
        number=f"D-{number:03}",
        kind=FindingKind.NONCONFORMITY,
        standard=standard,
        unit=unit,
        grade=Grade.MINOR,
        rule="grade.minor",
        because=(Because("grade.minor", Text("其余判为一般", "Otherwise minor"), ()),),
        counts=Counts({"conforming": 4, evidence[0].reason: total}),
        rate_bp=total * 10_000 // (4 + total),
        worst_seconds=None,
        periods=(),
        evidence=evidence,
        evidence_total=total,
        actions=actions,
        verify=evidence[:2],
    )


def _numbered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(replace(finding, number=f"D-{place:03}") for place, finding in enumerate(findings, 1))


def _decided(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The first is repeated, escalated and disputed, the third was regraded, the fifth was issued and accepted; the others wait."""
    first, third, fifth = findings[0], findings[2], findings[4]
    repeated = Because("repeated", Text("上次审核已提出", "Raised in the last audit"), ())
    escalated = Because("escalated", Text("重复发生的严重不符合须升级", "A repeated major is escalated"), ())
    disputed = Determination(
        first.id, Decision.CONFIRMED, "张镕堃", date(2026, 4, 3), "与原始工单一致", answer=Answer.DISPUTED, answered_by="王喆",
        answered_on=date(2026, 4, 8), statement="系统时钟慢了两小时，<b>不应</b>计为超时。",
    )  # fmt: skip
    changed = {
        first.id: replace(
            first,
            repeated=Mark(repeated),
            previous="NC-2025-003",
            escalated=Mark(escalated, Text("市分公司总经理", "General manager")),
            determination=disputed,
        ),
        third.id: replace(
            third,
            proposed=Grade.MAJOR,
            determination=Determination(
                third.id, Decision.REGRADED, "Jane Auditor", date(2026, 4, 3), "多数仅超出一小时", grade=Grade.MINOR
            ),
        ),
        fifth.id: replace(
            fifth,
            number="SFSJ-2026-B01-005",
            issued=True,
            determination=Determination(
                fifth.id, Decision.CONFIRMED, "Jane Auditor", date(2026, 4, 3), "演练记录已查", answer=Answer.ACCEPTED, answered_by="王喆",
                answered_on=date(2026, 4, 9), statement="属实，已安排补练。",
            ),
        ),
    }  # fmt: skip
    return tuple(changed.get(finding.id, finding) for finding in findings)


def _withdrawal() -> Determination:
    return Determination("f" * 16, Decision.WITHDRAWN, "张镕堃", date(2026, 4, 3), "导出时取错了时间列")


def _tallies() -> list[Tally]:
    found = [
        Tally(DRILL, "B01", period, Counts(reasons), FIRST + place)
        for place, (period, reasons) in enumerate(
            zip(
                MONTHS,
                (
                    {"conforming": 1, "missing_slot": 2},
                    {"conforming": 2, "log_does_not_cover": 1},
                    {"conforming": 2, "missing_slot": 1},
                    {"conforming": 1, "pending": 2},
                ),
                strict=True,
            )
        )
    ]
    found += [Tally(VISIT, "B02", MONTHS[n], Counts({"conforming": 80, "missing_slot": 34}), FIRST + n) for n in range(3)]
    found += [
        Tally(ANSWERED, "B01", MONTHS[n], Counts({code: 1}), FIRST + n)
        for n, code in enumerate(("below_limit", "conforming", "below_limit"))
    ]
    return [*found, Tally(WAITING, "B02", MONTHS[1], Counts({"above_limit": 1}), FIRST + 1)]


def _last_audit(findings: tuple[Finding, ...]) -> PastAudit:
    clause, title = "002 5.3", Text("紧急投诉24小时内办结并反馈", "Urgent complaint handled and fed back within 24 hours")
    past = tuple(
        PastFinding(f"{n:016x}", f"NC-2025-{n:03}", FindingKind.NONCONFORMITY, findings[0].standard, title, clause, f"B0{n}", grade, n == 1)
        for n, grade in enumerate(Grade, 1)
    )
    return PastAudit("2025-h2", "2025年下半年审核", "SFSJ-2025-002", datetime(2026, 1, 1), past, "last/report.json")


def _objections() -> tuple[Objection, ...]:
    upheld = Objection(
        "complaint", "TS2026000999", "客户原因", "客户要求改约 <b>", "录音 20260301.wav", "张镕堃", date(2026, 3, 20), upheld=True
    )
    return (
        upheld,
        replace(upheld, key="TS2026000998", category="系统故障", reason="无证明材料", upheld=False),
        replace(upheld, log="drill", key="B09 2026-01", standard=DRILL),
    )


def _common(findings: tuple[Finding, ...]) -> tuple[CommonProblem, ...]:
    about = findings[0], findings[2]
    because = Because("systemic", Text("多个单位在同一要求上不符合", "Several units breach one requirement"), ())
    action = Action(
        "preventive_action",
        Text("客户服务部", "Customer service department"),
        date(2026, 6, 30),
        Text("由归口部门统一整改。", "The department in charge corrects it for all."),
        "actions.systemic",
    )
    ids, units = tuple(finding.id for finding in about), tuple(finding.unit for finding in about)
    several = tuple(finding.standard for finding in findings if finding.unit == "B01")
    in_one = tuple(finding.id for finding in findings if finding.unit == "B01")
    return (
        CommonProblem("units", "complaint-result", (findings[0].standard,), units, ids, because, (action,)),
        CommonProblem("standards", "B01", several, ("B01",), in_one, replace(because, rule="systemic-unit")),
    )
