"""A small profile with rules of its own, and totals to judge by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from hegui.judge import judge
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.checks import Condition
from hegui.words.expressions import Ref, parse
from hegui.words.findings import Finding
from hegui.words.measured import Counts, EvidenceRow, Measurement, StandardStatus, Status, Tally
from hegui.words.places import Place
from hegui.words.profiles import Counting, Profile, Rule
from hegui.words.standards import Force, Handbook, Remedy, Standard
from hegui.words.text import Text

TITLE = Text("标题", "title")
AS_OF = datetime(2026, 3, 6, 17)
"""A Friday."""
WEEKENDS = WorkingCalendar("none", date(2026, 1, 1), date(2025, 12, 31), frozenset(), Hours(((0, 3600),)))
"""A calendar that knows weekends only."""
PROFILE = Profile(
    name="default",
    title=TITLE,
    handbooks=("guide",),
    parameters={"high_bp": 1000, "enough": 30, "long": 259200, "several": 3},
    owners={"team": Text("班组长", "Leader of the team"), "auditor": Text("审计部", "Audit")},
    due_working_days={"major": 10, "minor": 30, "observation": 60},
    place=Place("profile.yaml", 1, 1),
)


def rule(id_: str, stratum: str, on: str, where: str | None, gives: str, **sets: str | int) -> Rule:
    return Rule(id_, Text(id_, id_), stratum, on, parse(where) if where else None, None, gives, sets, Place("rules.yaml", 1, 1))


SEVERAL = replace(
    rule("several", "grade", "finding", None, "regrade", grade="major"),
    count=Counting("finding", parse('grade == "minor"'), "limits_same", ("unit", "handbook", "clause"), "several"),
)
RULES = (
    rule("duty", "nonconformity", "total", 'over_tolerance and (force == "mandatory" or adopted)', "finding", grade="minor"),
    rule("advice", "nonconformity", "total", 'over_tolerance and force != "mandatory" and not adopted', "finding", grade="observation"),
    rule("record", "nonconformity", "total", "over_unknown", "inconclusive", grade="minor"),
    SEVERAL,
    rule("long", "grade", "finding", 'grade == "minor" and worst_seconds > long', "regrade", grade="major"),
    rule("rate", "grade", "finding", 'grade == "minor" and rate_bp >= high_bp and judged >= enough', "regrade", grade="major"),
    rule("correct", "actions", "finding", None, "action", type="correction"),
    rule("act", "actions", "finding", 'grade == "major"', "action", type="corrective_action"),
    rule("verify", "actions", "finding", 'grade == "major"', "action", type="verification", owner="auditor", terms=2),
    rule("complete", "actions", "inconclusive", None, "action", type="correction", owner="archivist"),
)


def standard(id_: str = "guide.1.a", **changes: object) -> Standard:
    fields: dict[str, object] = {
        "id": id_,
        "handbook": "guide",
        "clause": "1",
        "title": TITLE,
        "force": Force.MANDATORY,
        "log": "complaint",
        "check": Condition(Ref("ok")),
        "remedy": Remedy(Text("改。", "Mend it."), Text("防。", "Prevent it."), Text("验。", "Verify it.")),
        "responsible": "team",
        "cause": "process_execution",
    }
    return Standard(**(fields | changes))  # type: ignore[arg-type]


def tally(
    reasons: Mapping[str, int], id_: str = "guide.1.a", unit: str = "南昌", period: str = "2026-01", worst: int | None = None
) -> Tally:
    return Tally(id_, unit, period, Counts(reasons), worst_seconds=worst)


def row(key: str, verdict: str = "nonconforming", unit: str = "南昌", id_: str = "guide.1.a") -> EvidenceRow:
    return EvidenceRow(id_, unit, "2026-01", key, "log.csv", int(key), verdict, "late")


def measurement(standards: Sequence[Standard], tallies: Sequence[Tally], **rows: tuple[EvidenceRow, ...]) -> Measurement:
    statuses = tuple(StandardStatus(one.id, Status.JUDGED) for one in standards)
    return Measurement(statuses, tuple(tallies), rows.get("evidence", ()), (), rows.get("undetermined", ()))


def findings(tallies: Sequence[Tally], *standards: Standard, handbooks: Sequence[Handbook] = ()) -> tuple[Finding, ...]:
    of = standards or (standard(),)
    return judge(measurement(of, tallies), of, PROFILE, RULES, WEEKENDS, AS_OF, handbooks).findings
