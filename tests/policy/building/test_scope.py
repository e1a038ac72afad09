"""Names and selectors on a log of events, and the rows of its examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hegui.policy.library import Policies
from hegui.words.expressions import Ref
from hegui.words.kinds import Check

Files = dict[str, str]
Load = Callable[[Files], Policies]
Faults = Callable[[Files], list[str]]

ROWS = """\
  examples:
    as_of: 2026-03-03 00:00
    columns: [case, activity, time, actor, verdict, reason]
    rows:
    - [a, 请求, 2026-03-01 09:00, 甲, conforming, ~]
    - [a, 给出, 2026-03-01 10:00, 乙, ~, ~]
    - [b, 请求, 2026-03-01 09:00, ~, nonconforming, missing]
"""


@pytest.fixture
def on_events(files: Files) -> Callable[[str, str], Files]:
    """The folder with a standard on the log of events."""

    def changed(check: str, where: str = "asker is not missing") -> Files:
        text = files["book/ticket.yaml"].split("  examples:")[0] + ROWS
        text = text.replace("deadline: {from: received_at, to: answered_at, within: limit}", check)
        files["book/ticket.yaml"] = text.replace("log: ticket", "log: trace").replace('tier == "urgent"', where)
        return files

    return changed


def check(policies: Policies) -> Check:
    return policies.standards[0].check


def test_selectors_of_milestones_attributes_and_cases(load: Load, on_events: Callable[..., Files]) -> None:
    where = "seen_at.last > case.first_event and asked_at.first.time <= given_at.last and asked_at.first.actor == asker"
    policies = load(on_events("deadline: {from: asked_at.first, to: given_at.last, within: limit}", where))
    assert check(policies).refs() == (Ref("asked_at", ("first",)), Ref("given_at", ("last",)))
    assert Ref("case", ("first_event",)) in policies.standards[0].refs()


def test_the_verdict_of_a_case_stands_on_its_first_row(load: Load, on_events: Callable[..., Files]) -> None:
    (examples,) = load(on_events("deadline: {from: asked_at, to: given_at, within: limit}")).standards[0].examples
    assert examples.columns == ("case", "activity", "time", "actor")
    assert [(row.cells[0], row.verdict, row.reason) for row in examples.rows] == [
        ("a", "conforming", None),
        ("a", "", None),
        ("b", "nonconforming", "missing"),
    ]


def test_a_verdict_on_a_later_row_is_a_fault(wrong: Faults, on_events: Callable[..., Files]) -> None:
    files = on_events("deadline: {from: asked_at, to: given_at, within: limit}")
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("乙, ~, ~]", "乙, conforming, ~]")
    assert wrong(files) == ["p/book/ticket.yaml:24:7: the verdict of a case stands on its first row; leave it out here"]


def test_events_on_a_log_without_events_are_a_fault(files: Files, wrong: Faults) -> None:
    files["book/ticket.yaml"] = files["book/ticket.yaml"].split("  examples:")[0] + ROWS
    assert wrong(files) == ["p/book/ticket.yaml:21:14: the rows are events, and ticket is not a log of events"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("case.middle", "'case.middle' is no selector of trace; of a log of events there are case.first_event and case.last_event"),
        ("given_at.second", "'given_at.second' is no selector; write .first or .last after a name"),
        ("given_at.first.place", "'given_at.first.place' is no selector; a milestone has .time and .actor"),
        ("seen_at.first.actor", "'seen_at' is no milestone of trace; did you mean 'given_at' or 'asked_at'?"),
        ("state.first.time", "'state' is no milestone of trace; known: asked_at, given_at"),
        ("given_at.last.actor", "'given_at.last.actor' is a text, where a time is needed"),
        ("given", "'given' is not a field of trace; did you mean 'given_at'?"),
    ],
)
def test_selectors_that_select_nothing(wrong: Faults, on_events: Callable[..., Files], name: str, fault: str) -> None:
    assert wrong(on_events(f"deadline: {{from: asked_at, to: {name}, within: limit}}")) == [f"p/book/ticket.yaml:11:36: {fault}"]


def test_only_milestones_are_counted(wrong: Faults, on_events: Callable[..., Files]) -> None:
    assert wrong(on_events("count: {of: seen_at, at_least: 1}")) == [
        "p/book/ticket.yaml:11:17: 'seen_at' is no milestone of trace; did you mean 'given_at' or 'asked_at'?"
    ]
