"""What stands over time, and who has to be covered: slots and groups against an evaluator in plain Python that goes day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.measure import instances
from hegui.words.bound import BoundLog
from hegui.words.expressions import Ref
from hegui.words.groups import Coverage
from hegui.words.measured import Setting
from hegui.words.periods import Period
from hegui.words.slots import Cadence, Roster, Stands
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
DAY = timedelta(days=1)
COVERS = (date(2026, 1, 1), date(2026, 7, 1))
AS_OF = datetime(2026, 5, 20, 12)
SINCE = date(2026, 1, 1)
ITEMS = ("plan", "test", "duty")
MONTH_STARTS = [date(2026, month, 1) for month in range(1, 7)]
FIELDS = {
    "paper_id": "id",
    "branch": "id",
    "kind": "enum",
    "good": "boolean",
    "signed_on": "date",
    "valid_from": "date",
    "valid_until": Field("valid_until", FieldType.DATE, Text("有效期至", "valid until"), planned=True),
}
POSTS = {"post_id": "id", "office": "id", "since": "date", "until": "date"}
ROSTER = Roster("post", Ref("office"), Ref("since"), Ref("until"))

days = st.sampled_from([date(2025, 6, 1), *(start + n * DAY for start in MONTH_STARTS for n in (-2, -1, 0, 1)), date(2026, 9, 1)])


@dataclass(frozen=True)
class Paper:
    """A row of the log: a document of a branch."""

    branch: str | None
    kind: str
    good: bool | None
    since: date | None
    until: date | None
    conflict: bool = False


@dataclass(frozen=True)
class Post:
    """A branch that has to have documents, for a stretch of time."""

    office: str
    since: date | None
    until: date | None


papers = st.lists(
    st.builds(
        Paper,
        st.sampled_from(["A", "B", "C", None]),
        st.sampled_from(ITEMS),
        st.sampled_from([True, True, True, False, None]),
        st.one_of(days, days, st.none()),
        st.one_of(st.none(), days),
        st.sampled_from([False] * 9 + [True]),
    ),
    min_size=3,
    max_size=14,
)
posts = st.lists(st.builds(Post, st.sampled_from("ABC"), st.one_of(st.none(), days), st.one_of(st.none(), days)), min_size=1, max_size=4)


def months() -> list[tuple[str, date, date]]:
    """Label, first day and day after the last of the months up to the one that holds as-of."""
    bounds = [*MONTH_STARTS, date(2026, 7, 1)]
    return [(f"{first:%Y-%m}", first, end) for first, end in pairwise(bounds) if first <= AS_OF.date()]


def stands(paper: Paper, last: date) -> bool | None:
    """Whether a document stands on a day; None where nobody knows from when."""
    if paper.since is not None and paper.since > AS_OF.date():
        return False
    if not dated(paper):
        return None
    return paper.since is not None and paper.since <= last and (paper.until is None or paper.until >= last)


def counts(paper: Paper) -> bool | None:
    return None if paper.conflict else paper.good


def fills(paper: Paper, last: date) -> bool | None:
    """Whether a document counts for the month that ends with a day."""
    truths = (counts(paper), stands(paper, last))
    return False if False in truths else None if None in truths else True


def there(post: Post, first: date, end: date) -> bool | None:
    """Whether a branch has to have documents throughout a month; None where its stretch ends before it begins."""
    if post.since and post.until and post.until < post.since:
        return None
    return (post.since or date.min) <= first and (post.until is None or post.until >= end - DAY)


def asked(listed: Sequence[Post], first: date, end: date) -> dict[str, bool]:
    """Branches that have to be there in a month, and whether that is certain; stretches that overlap or meet are one."""
    found = {}
    for office in "ABC":
        own = [post for post in listed if post.office == office]
        span = [first + n * DAY for n in range((end - first).days)]
        sure = all(any(there(post, day, day + DAY) for post in own) for day in span)
        maybe = all(any(there(post, day, day + DAY) is not False for post in own) for day in span)
        if maybe:
            found[office] = sure
    return found


class Office:
    """Builds logs and asks the engine."""

    def __init__(self, build: Any) -> None:
        self.build = build
        self.papers = build.vocabulary(FIELDS, name="paper", key="paper_id", anchor="signed_on")
        self.posts = build.vocabulary(POSTS, name="post", key="post_id", unit="office", anchor="since")

    def found(self, check: Any, rows: Sequence[Paper], listed: Sequence[Post] = ()) -> dict[tuple[str, str], str]:
        """Entity and month to the reason code."""
        standard = self.build.standard(check, where="good == True", log="paper")
        setting = Setting(AS_OF, SINCE, date(2026, 7, 1))
        judged = instances([self._papers(rows), self._posts(listed)], [standard], setting)[standard.id]
        return {(each.entity, each.period): each.reason for each in judged}

    def _papers(self, rows: Sequence[Paper]) -> BoundLog:
        cells = [
            {
                "_key": f"p{n}",
                "_unit": row.branch or "unknown",
                "_conflict": row.conflict,
                "branch": row.branch,
                "kind": row.kind,
                "good": row.good,
                "signed_on": date(2026, 1, 5),
                "valid_from": row.since,
                "valid_until": row.until,
            }
            for n, row in enumerate(rows)
        ]
        made: BoundLog = self.build.bound(self.papers, cells)
        return replace(made, covers=COVERS)

    def _posts(self, listed: Sequence[Post]) -> BoundLog:
        cells = [
            {"_key": f"o{n}", "_unit": post.office, "office": post.office, "since": post.since, "until": post.until}
            for n, post in enumerate(listed)
        ]
        made: BoundLog = self.build.bound(self.posts, cells, columns=["office", "since", "until"])
        return made


@pytest.fixture(scope="module")
def office(build: Any) -> Office:
    return Office(build)


STANDS = Stands(Ref("valid_from"), Ref("valid_until"))


@FEW
@given(rows=papers, listed=posts, least=st.integers(1, 2))
def test_slots_of_what_stands(office: Office, rows: list[Paper], listed: list[Post], least: int) -> None:
    check = Cadence(Period.parse("month"), least, Ref("branch"), roster=ROSTER, stands=STANDS)
    expected = {}
    for label, first, end in months():
        for name, sure in asked(listed, first, end).items():
            own = [fills(row, end - DAY) for row in rows if row.branch == name]
            maybe = sum(fills(row, end - DAY) is None for row in rows if row.branch in {name, None})
            maybe += sum(fills(row, end - DAY) is True for row in rows if row.branch is None)
            if own.count(True) >= least:
                expected[name, label] = "conforming"
            elif datetime(end.year, end.month, end.day) > AS_OF:
                expected[name, label] = "pending"
            elif own.count(True) + maybe >= least or not sure:
                expected[name, label] = "unknown_scope"
            else:
                expected[name, label] = "too_few" if own.count(True) else "missing_slot"
    assert office.found(check, rows, listed) == expected


@FEW
@given(rows=papers, listed=posts, least=st.sampled_from([None, 1, 2]))
def test_groups_of_what_stands_by_roster(office: Office, rows: list[Paper], listed: list[Post], least: int | None) -> None:
    check = Coverage(Ref("kind"), ITEMS, Period.parse("month"), at_least=least, entity=Ref("branch"), roster=ROSTER, stands=STANDS)
    expected = {}
    for label, first, end in months():
        last = end - DAY
        over = datetime(end.year, end.month, end.day) <= AS_OF
        for name, sure in asked(listed, first, end).items():
            surely = {row.kind for row in rows if row.branch == name and fills(row, last)}
            maybe = {row.kind for row in rows if row.branch in {name, None} and fills(row, last) is not False and dated(row)}
            expected[name, label] = verdict(surely, maybe, least, sure=sure) if over else "pending"
        if any(row.branch is None and fills(row, last) is not False and dated(row) for row in rows):
            expected["unknown", label] = "unknown_members" if over else "pending"
    expected |= {(row.branch or "unknown", "unknown"): "no_anchor" for row in rows if counts(row) is not False and not dated(row)}
    assert office.found(check, rows, listed) == expected


def dated(row: Paper) -> bool:
    """Whether anybody knows from when a document stands."""
    return row.since is not None and (row.since > AS_OF.date() or row.until is None or row.until >= row.since)


def verdict(surely: set[str], maybe: set[str], least: int | None, *, sure: bool) -> str:
    needed = least or len(ITEMS)
    if len(surely) >= needed:
        return "conforming"
    return "unknown_members" if len(maybe) >= needed or not sure else "items_missing"


@FEW
@given(rows=papers)
def test_the_organisation_has_a_group_in_every_month(office: Office, rows: list[Paper]) -> None:
    check = Coverage(Ref("kind"), ITEMS, Period.parse("month"), whole=True, stands=STANDS)
    found = office.found(check, rows)
    for label, _, end in months():
        surely = {row.kind for row in rows if fills(row, end - DAY)}
        maybe = {row.kind for row in rows if fills(row, end - DAY) is not False and dated(row)}
        over = datetime(end.year, end.month, end.day) <= AS_OF
        assert found["-", label] == (verdict(surely, maybe, None, sure=True) if over else "pending")


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), {"2026-01", "2026-02"}),  # the last days themselves
        (date(2026, 2, 1), date(2026, 2, 27), set()),  # stands on no last day
        (date(2026, 3, 31), None, {"2026-03", "2026-04", "2026-05"}),  # stands still, also for the month that is not over
        (date(2026, 5, 21), None, set()),  # begins after as-of
        (date(2026, 5, 20), date(2026, 5, 30), set()),  # will not stand when the month ends
    ],
)
def test_months_on_whose_last_day_it_stands(office: Office, since: date, until: date | None, held: set[str]) -> None:
    check = Cadence(Period.parse("month"), 1, Ref("branch"), roster=ROSTER, stands=STANDS)
    found = office.found(check, [Paper("A", "plan", True, since, until)], [Post("A", None, None)])
    assert {label for (_, label), reason in found.items() if reason == "conforming"} == held
