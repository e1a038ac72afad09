"""The record of an audit: looking things up, and the exit code that follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest

from hegui.words.checks import Same
from hegui.words.errors import Exit
from hegui.words.expressions import Ref
from hegui.words.findings import Finding, FindingKind, Grade
from hegui.words.jobs import Job, Unit
from hegui.words.measured import Counts, StandardStatus, Status, Tally
from hegui.words.profiles import Profile
from hegui.words.record import Record
from hegui.words.standards import Force, Handbook, Remedy, Standard
from hegui.words.text import Text

SAID = Text("文", "text")
A, B = "guide.1.a", "guide.1.b"


def standard(id_: str) -> Standard:
    check = Same((Ref("x"), Ref("y")))
    return Standard(id_, "guide", "1", SAID, Force.MANDATORY, "ticket", check, Remedy(SAID, SAID, SAID), "staff", "people")


def finding(grade: Grade) -> Finding:
    return Finding("f", "NC-1", FindingKind.NONCONFORMITY, A, "U", grade, "rule", (), Counts(), 0, None, (), (), 0, ())


RECORD = Record(
    job=Job(units=(Unit("U", "East"),)), profile=Profile("default", SAID, ("guide",)),
    handbooks=(Handbook("guide", "1", SAID, "1", SAID, ()),),
    standards=(standard(A), standard(B)), rules=(), logs=(), as_of=datetime(2026, 4, 1), as_of_given=True, since=None, until=None,
    statuses={A: StandardStatus(A, Status.JUDGED), B: StandardStatus(B, Status.NOT_CHECKED, "no log")},
    tallies=(Tally(A, "U", "2026-01", Counts({"conforming": 2, "late": 1})), Tally(A, "V", "2026-02", Counts({"conforming": 3}))),
    findings=(), pending=(), undetermined=(), spool=None, inputs=(), warnings=(), versions={}, command="",
)  # fmt: skip


def with_statuses(first: Status, second: Status, **counts: int) -> Record:
    return replace(
        RECORD, statuses={A: StandardStatus(A, first), B: StandardStatus(B, second)}, tallies=(Tally(A, "U", "2026-01", Counts(counts)),)
    )


def test_looking_things_up() -> None:
    assert RECORD.counts(A) == Counts({"conforming": 5, "late": 1})
    assert RECORD.counts(B) == Counts()
    assert RECORD.standard(B).id == B
    assert RECORD.handbook("guide").slug == "guide"
    assert RECORD.unit("U").name == "East"
    assert RECORD.unit("V") == Unit("V", "V")


@pytest.mark.parametrize(("found", "fail_on"), list(product(Grade, Grade)))
def test_findings_count_from_the_grade_asked_for(found: Grade, fail_on: Grade) -> None:
    grades = list(Grade)
    expected = Exit.FINDINGS if grades.index(found) <= grades.index(fail_on) else Exit.CLEAN
    assert replace(RECORD, findings=(finding(found),)).exit(fail_on) is expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (RECORD, Exit.CLEAN),
        (with_statuses(Status.JUDGED, Status.ERROR, conforming=1), Exit.NOT_JUDGED),
        (with_statuses(Status.NOT_CHECKED, Status.ERROR), Exit.NOT_JUDGED),
        (with_statuses(Status.NOT_CHECKED, Status.NOT_EVALUATED), Exit.NOTHING_CHECKED),
        (with_statuses(Status.JUDGED, Status.NOT_CHECKED, unreadable=3), Exit.NOT_JUDGED),
        (with_statuses(Status.JUDGED, Status.NOT_CHECKED, unreadable=3, not_applicable=9), Exit.NOT_JUDGED),
        (with_statuses(Status.JUDGED, Status.NOT_CHECKED, unreadable=3, conforming=1), Exit.CLEAN),
        (with_statuses(Status.JUDGED, Status.NOT_CHECKED, unreadable=3, pending=1), Exit.CLEAN),
    ],
)
def test_without_findings_what_could_not_be_judged_counts(record: Record, expected: Exit) -> None:
    assert record.exit(Grade.OBSERVATION) is expected


def test_findings_take_precedence_over_a_crash() -> None:
    record = replace(with_statuses(Status.JUDGED, Status.ERROR, late=1), findings=(finding(Grade.MAJOR),))
    assert record.exit(Grade.MAJOR) is Exit.FINDINGS
