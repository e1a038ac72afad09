"""One shared record for all writers: cases, slots and figures of units, findings of every grade, an errored standard, hostile text."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from hegui.words.checks import Deadline, Filled, Moment, Pick, Presence, Same
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.findings import Action, Because, Finding, FindingKind, Grade
from hegui.words.jobs import Job, Unit
from hegui.words.kinds import Check
from hegui.words.measured import Counts, EvidenceRow, StandardStatus, Status, Tally
from hegui.words.profiles import Override, Profile, Rule, Waiver
from hegui.words.record import InputFile, Record
from hegui.words.standards import Force, Parameter, Remedy, Source, Standard
from hegui.words.text import Text

AS_OF = datetime(2026, 4, 1)
Build = Callable[..., Record]


def _load(name: str) -> ModuleType:
    """A module beside this one; tests are no package."""
    full = f"report_{name}"
    if full not in sys.modules:
        spec = importlib.util.spec_from_file_location(full, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[full])
    return sys.modules[full]


_basis, _parts = _load("basis"), _load("parts")
HOSTILE: dict[str, str] = _basis.HOSTILE


def standard(id_: str, zh: str, en: str, check: Check, **more: Any) -> Standard:
    handbook, number = id_.split(".", 1)[0], ".".join(id_.split(".")[1:3])
    remedy = Remedy(
        Text("逐件补办并向客户说明。", "Complete each case and tell the customer."),
        Text("在时限前四小时预警并升级。", "Warn four hours before the limit and escalate."),
        Text("下一期数据中按期率达到98%。", "98 % on time in the data of the next period."),
    )
    defaults: dict[str, Any] = {"force": Force.MANDATORY, "log": "complaint", "responsible": "complaint_team", "cause": "process_execution"}
    return Standard(id=id_, handbook=handbook, clause=number, title=Text(zh, en), check=check, remedy=remedy, **{**defaults, **more})


def standards() -> tuple[Standard, ...]:
    received, handled, feedback = Ref("received_at"), Ref("handled_at"), Ref("feedback_at")
    limit = Limit(24, "hour")
    return (
        standard(
            "service-guide.5.3.urgent-feedback",
            "紧急投诉24小时内办结并反馈",
            "Urgent complaint handled and fed back within 24 hours",
            Deadline(Moment((received,)), Moment((handled, feedback), Pick.ALL), limit),
            where=parse('severity_tier == "urgent"'),
            catalogue="002-S143",
            parameters={"limit": Parameter("limit", limit, Source.PROFILE, reason="市分公司承诺收紧")},
            limits_same="complaint-result",
        ),
        standard(
            "service-guide.5.1.record-complete",
            "投诉登记要素齐全",
            "Complaint record complete",
            Presence((Filled(Ref("channel")), Filled(Ref("content")))),
            note=Text("“要素”按该条所举的项目理解。", "“Items” is read as those that the clause names."),
        ),
        standard(
            "service-guide.6.1.one-owner",
            "受理人与办结人一致",
            "One owner from acceptance to completion",
            Same((Ref("accepted_by"), Ref("owner_id"))),
            force=Force.RECOMMENDED,
        ),
        standard(
            "service-guide.5.4.follow-up",
            "办结后3天内回访",
            "Follow-up within 3 days",
            Deadline(Moment((handled,)), Moment((Ref("called_back_at"),)), Limit(3, "day")),
            parameters={
                "limit": Parameter("limit", Limit(3, "day"), Source.DEFAULT, Text("手册只说“及时”。", "The handbook says “in time” only."))
            },
        ),
        standard(
            "service-guide.7.1.repair",
            "故障24小时内修复",
            "Fault repaired within 24 hours",
            Deadline(Moment((Ref("reported_at"),)), Moment((Ref("restored_at"),)), limit),
            log="fault",
        ),
        standard("improvement-manual.5.2.tier", "投诉均已分级", "Every complaint has a tier", Presence((Filled(Ref("severity_tier")),))),
        standard(
            "improvement-manual.5.3.pending",
            "重大投诉15天内办结",
            "Major complaint done within 15 days",
            Deadline(Moment((received,)), Moment((handled,)), Limit(15, "day")),
        ),
    )


def evidence(standard_: str, unit: str, n: int, *, late: bool = True, verdict: str = "nonconforming", reason: str = "late") -> EvidenceRow:
    received = datetime(2026, 3, 1 + n % 28, 9, 30)
    texts = list(HOSTILE.values())
    observed: tuple[tuple[str, str | None], ...] = (("severity_tier", "urgent"), ("received_at", received.isoformat(sep=" ")))
    observed += (
        (("handled_at", (received + timedelta(hours=30 + n)).isoformat(sep=" ")), ("feedback_at", None))
        if late
        else (("content", texts[n % len(texts)]),)
    )
    key, source = f"TS2026{n:06}" if n % 7 else texts[n // 7 % len(texts)], "投诉 2026Q1.csv"
    due = received + timedelta(hours=24) if late else None
    overrun = 21_600 + 3_600 * n if late and verdict == "nonconforming" else None
    return EvidenceRow(standard_, unit, f"{received:%Y-%m}", key, source, n + 2, verdict, reason, received, due, overrun, observed)


def finding(
    number: int, standard_: Standard, unit: str, grade: Grade, *, rows: int = 8, kind: FindingKind = FindingKind.NONCONFORMITY
) -> Finding:
    late = isinstance(standard_.check, Deadline)
    inconclusive = kind is FindingKind.INCONCLUSIVE
    counts = Counts(
        {"conforming": 900, "unreadable": 300}
        if inconclusive
        else {"conforming": 880, **({"late": rows, "missing": 3} if late else {"blank": rows}), "pending": 5, "unreadable": 2}
    )
    shown = tuple(
        evidence(
            standard_.id,
            unit,
            n,
            late=late and not inconclusive,
            verdict="undetermined" if inconclusive else "nonconforming",
            reason="unreadable" if inconclusive else "late" if late else "blank",
        )
        for n in range(rows)
    )
    due = date(2026, 4, 20) + timedelta(days=10 * list(Grade).index(grade))
    remedy, owner = standard_.remedy, Text("投诉处理班长", "Head of the complaint team")
    actions = (
        Action("correction", owner, due, remedy.correction, "actions.correction"),
        Action("corrective_action", owner, due + timedelta(days=20), remedy.corrective, "actions.corrective"),
        Action("verification", Text("审核组", "Audit team"), due + timedelta(days=50), remedy.verification, "actions.verification"),
    )
    because = (
        Because(
            "nonconformity",
            Text("强制要求超出容差即为不符合", "A mandatory requirement beyond its tolerance is a nonconformity"),
            ((("judged", 891), ("rate_bp", 123)),),
        ),
        Because(f"grade.{grade.value}", Text("按不符合比率判级", "Graded by the rate of breaches"), ()),
    )
    return Finding(
        id=f"{number:016x}",
        number=f"D-{number:03}",
        kind=kind,
        standard=standard_.id,
        unit=unit,
        grade=grade,
        rule=f"grade.{grade.value}",
        because=because,
        counts=counts,
        rate_bp=2_500 if inconclusive else 123 + number,
        worst_seconds=93_600 + number if late and not inconclusive else None,
        periods=(("2026-01", 1, 290), ("2026-02", 2, 300), ("2026-03", 8, 301)),
        evidence=shown,
        evidence_total=rows + 15,
        actions=() if inconclusive else actions,
        also=("improvement-manual.5.2.tier",) if number == 1 else (),
        verify=shown[:5],
    )


UNITS = (
    Unit("B01", "东城分公司", head="王喆", department="客户服务部", contact="010-0000"),
    Unit("B02", "Haidian branch with a rather long English name for a unit that has to be wrapped", head="Alice Müller"),
    Unit("B03", HOSTILE["markup"], head=HOSTILE["rare"]),
)


def build_record(**changes: Any) -> Record:
    """A full record; ``changes`` replace its fields."""
    of = {each.id: each for each in standards()}
    urgent, complete, owner = (of[f"service-guide.{slug}"] for slug in ("5.3.urgent-feedback", "5.1.record-complete", "6.1.one-owner"))
    findings = (
        finding(1, urgent, "B01", Grade.MAJOR, rows=26),
        finding(2, complete, "B03", Grade.MAJOR, rows=12),
        finding(3, urgent, "B02", Grade.MINOR),
        finding(4, complete, "B01", Grade.MINOR, kind=FindingKind.INCONCLUSIVE, rows=3),
        finding(5, owner, "unknown", Grade.OBSERVATION, rows=2),
    )
    statuses = {id_: StandardStatus(id_, Status.JUDGED) for id_ in of}
    statuses["service-guide.7.1.repair"] = StandardStatus("service-guide.7.1.repair", Status.NOT_CHECKED, "no log 'fault'")
    statuses["service-guide.5.4.follow-up"] = StandardStatus(
        "service-guide.5.4.follow-up", Status.NOT_CHECKED, "field 'called_back_at' is not in the log"
    )
    statuses["improvement-manual.5.2.tier"] = StandardStatus(
        "improvement-manual.5.2.tier", Status.ERROR, "Binder Error: <b>no such column</b>"
    )
    march = 2026 * 12 + 2
    tallies = [Tally(f.standard, f.unit, "2026-03", f.counts, march, worst_seconds=f.worst_seconds) for f in findings]
    tallies.append(Tally(urgent.id, "B01", "2026-02", Counts({"conforming": 300, "late": 9}), march - 1))
    tallies += [
        Tally(urgent.id, "B03", "2026-03", Counts({"conforming": 410, "waived": 2}), march),
        Tally(owner.id, "B01", "2026-03", Counts({"conforming": 700, "differs": 1}), march),
        Tally(owner.id, "B02", "2026-03", Counts({"unknown_value": 12}), march),
        Tally("improvement-manual.5.3.pending", "B01", "2026-03", Counts({"pending": 9}), march),
    ]
    record = Record(
        job=Job(
            name="2026-q1",
            title="",
            organisation="某市电信分公司",
            client="市分公司审计部",
            audited_unit="客户服务中心及所辖分公司",
            auditors=("张镕堃", "Jane Auditor"),
            document_no="SFSJ-2026-001",
            units=UNITS,
            waivers=(
                Waiver(
                    urgent.id, "台风期间交通中断 " + HOSTILE["markup"], "李总", date(2026, 3, 1), date(2026, 3, 5), "B03", ("TS2026000123",)
                ),
                Waiver(complete.id, "系统割接", "李总", date(2026, 2, 1), date(2026, 2, 3)),
            ),
        ),
        profile=Profile(
            "default",
            Text("默认方案", "Default profile"),
            ("service-guide", "improvement-manual"),
            parameters={"major_rate_bp": 1_000, "major_least": 20},
            overrides=(Override(owner.id, "tolerance", "2", "交接班期间允许换人"),),
        ),
        handbooks=_basis.handbooks(),
        standards=standards(),
        rules=(
            Rule(
                "nonconformity",
                Text("强制要求超出容差即为不符合", "A mandatory requirement beyond its tolerance is a nonconformity"),
                "nonconformity",
                "total",
                None,
                None,
                "finding",
                {},
            ),
            Rule(
                "grade.major",
                Text("比率高且件数足够的判为严重", "A high rate on a sufficient number is major"),
                "grade",
                "finding",
                None,
                None,
                "grade",
                {"grade": "major"},
            ),
        ),
        logs=(_basis.bound(),),
        as_of=AS_OF,
        as_of_given=False,
        since=date(2026, 1, 1),
        until=date(2026, 4, 1),
        statuses=statuses,
        tallies=tuple(sorted(tallies, key=lambda t: (t.standard, t.unit, t.period))),
        findings=findings,
        pending=tuple(
            replace(
                evidence("improvement-manual.5.3.pending", "B01", n, verdict="pending", reason="pending"),
                due=AS_OF + timedelta(days=n, hours=3),
            )
            for n in range(14)
        ),
        undetermined=tuple(evidence(owner.id, "B02", n, late=False, verdict="undetermined", reason="unknown_value") for n in range(3)),
        spool=None,
        inputs=(
            InputFile("job", "hegui.yaml", "cd" * 32),
            InputFile("log", "投诉 2026Q1.csv", "ab" * 32),
            InputFile("policy", "service-guide/complaint.yaml", "ef" * 32),
        ),
        warnings=(Text("2027 年没有节假日数据，按周一至周五计工作日。", "No holiday data for 2027: Monday to Friday are worked."),),
        versions={"hegui": "0.1.0", "duckdb": "2.0.0", "python": "3.11"},
        command="hegui check hegui.yaml --as-of 2026-04-01",
        unused_waivers=(),
        log_titles={"complaint": Text("投诉工单", "Complaint tickets"), "fault": Text("故障工单", "Fault tickets")},
    )
    whole: Record = _parts.widened(replace(record, unused_waivers=record.job.waivers[1:]))
    return replace(whole, **changes)


def many_findings(number: int, units: int = 40) -> Record:
    """A record with that many findings over that many units."""
    of = [each for each in standards() if each.handbook == "service-guide"]
    grades: Sequence[Grade] = list(Grade)
    findings = tuple(finding(n + 1, of[n % 3], f"U{n % units:02}", grades[n * 3 // number], rows=20) for n in range(number))
    return build_record(findings=findings)


@pytest.fixture
def record() -> Record:
    """The shared record."""
    return build_record()


@pytest.fixture(scope="session")
def build() -> Build:
    """Builds the shared record with some fields replaced."""
    return build_record


@pytest.fixture
def record_of_many() -> Callable[..., Record]:
    """Builds a record with many findings."""
    return many_findings


@pytest.fixture
def hostile() -> dict[str, str]:
    """Hostile texts by what is wrong with them; all of them stand somewhere in the shared record or can be put there."""
    return dict(HOSTILE)


@pytest.fixture
def parts() -> ModuleType:
    """What the shared record has besides cases."""
    return _parts
