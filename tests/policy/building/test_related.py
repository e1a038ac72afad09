"""Checks that look at another log, or at several events: names of either log are looked up where they belong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hegui.words.checks import Deadline, DueOn, Moment
from hegui.words.durations import Limit
from hegui.words.expressions import And, Compare, Expr, In, Literal, Not, Or, Ref
from hegui.words.kinds import Check
from hegui.words.periods import MONTH, CalendarPoint, Period
from hegui.words.related import FollowUp, Pattern, Related, Requires, RowCount, Triggers

Built = Callable[[str], Check]
Refused = Callable[[str], list[str]]

PERSON = (Ref("person"), Ref("taker"))
ROWS = Related("register", (PERSON,))
SEEN = "log: register, match: {person: taker}"
DESK = Compare("==", Ref("register", ("post",)), Literal("desk"))


def activity(which: str, value: str) -> Compare:
    return Compare("==", Ref(which, ("activity",)), Literal(value))


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (
            "deadline: {from: received_at, to: answered_at, within: limit, not_before: 1 hour}",
            Deadline(Moment((Ref("received_at"),)), Moment((Ref("answered_at"),)), Limit(24, "hour"), Limit(1, "hour")),
        ),
        (
            "due_on: {done: answered_at, of: opened_on, per: month, day: 25}",
            DueOn(Ref("answered_at"), Ref("opened_on"), MONTH, CalendarPoint(25)),
        ),
        (
            "due_on: {done: answered_at, of: opened_on, per: cycle, day: last, month: most}",
            DueOn(Ref("answered_at"), Ref("opened_on"), Period("cycle", 4), CalendarPoint(-1, 3)),
        ),
        (
            f"row_count: {{of: {{{SEEN}}}, at_least: 2, at_most: most, until: closed_at, distinct_days: true}}",
            RowCount(ROWS, 2, 3, Ref("closed_at"), distinct_days=True),
        ),
        (
            f"row_count: {{of: {{{SEEN}, where: 'register.post == \"desk\"'}}, at_least: 1}}",
            RowCount(Related("register", (PERSON,), DESK), 1),
        ),
        (
            f'row_count: {{of: {{{SEEN}, where: register.points > score and tier == "urgent"}}, at_least: 1}}',
            RowCount(
                Related(
                    "register",
                    (PERSON,),
                    And((Compare(">", Ref("register", ("points",)), Ref("score")), Compare("==", Ref("tier"), Literal("urgent")))),
                ),
                1,
            ),
        ),
        (
            f"follow_up: {{{SEEN}, at: passed_at, after: answered_at, within: limit, every: 1 month, until: closed_at}}",
            FollowUp(
                Related("register", (PERSON,), None, Ref("passed_at")),
                Ref("answered_at"),
                Limit(24, "hour"),
                Limit(1, "month"),
                Ref("closed_at"),
            ),
        ),
        (
            f"triggers: {{when: score < most, {SEEN}, within: 3 working days}}",
            Triggers(Compare("<", Ref("score"), Literal(3)), ROWS, Limit(3, "day", working=True)),
        ),
        (
            f"triggers: {{when: score < 60, {SEEN}, within: limit, after: answered_at}}",
            Triggers(Compare("<", Ref("score"), Literal(60)), ROWS, Limit(24, "hour"), Ref("answered_at")),
        ),
        (
            f"requires: {{{SEEN}, at: passed_at, before: answered_at, within: 12 months}}",
            Requires(Related("register", (PERSON,), None, Ref("passed_at")), Ref("answered_at"), Limit(12, "month")),
        ),
    ],
)
def test_checks_are_read_as_written(built: Built, text: str, check: Check) -> None:
    assert built(text) == check


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ('event.activity == "请求"', activity("event", "asked_at")),
        ('"给出" != previous.activity', Compare("!=", Literal("given_at"), Ref("previous", ("activity",)))),
        (
            'not (event.activity == "asked_at" or next.activity == "给出")',
            Not(Or((activity("event", "asked_at"), activity("next", "given_at")))),
        ),
        (
            'event.activity in ["请求", "asked_at", "给出"] and event.actor == asker',
            And((In(Ref("event", ("activity",)), ("asked_at", "given_at")), Compare("==", Ref("event", ("actor",)), Ref("asker")))),
        ),
    ],
)
def test_activities_of_patterns_are_called_by_their_milestones(built: Built, text: str, when: Expr) -> None:
    assert built(f"trace|pattern: {{when: '{text}'}}") == Pattern(when)


def test_a_pattern_compares_times_of_events(built: Built) -> None:
    found = built("trace|pattern: {when: event.time - previous.time < hours(1), unless: seen_at is not missing}")
    assert isinstance(found, Pattern)
    assert found.refs() == (Ref("seen_at"),)


def test_clocks_that_pause(files: dict[str, str], built: Built) -> None:
    files["vocabulary/ticket.yaml"] += "pauses: [{from: opened_on, to: closed_at}]\n"
    found = built("deadline: {from: received_at, to: answered_at, within: limit, pausing: yes}")
    assert isinstance(found, Deadline)
    assert found.pausing


def test_each_request_has_its_own_answer(built: Built) -> None:
    found = built("trace|deadline: {from: asked_at, to: given_at, within: limit, each: yes}")
    assert isinstance(found, Deadline)
    assert found.each


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "deadline: {from: received_at, to: answered_at, within: limit, each: yes}",
            ["15:73: ticket is not a log of events; leave 'each' out: a row has each time once"],
        ),
        (
            "trace|deadline: {from: asked_at, to: {earliest: [given_at, seen_at]}, within: limit, each: yes}",
            ["14:36: with 'each' a single milestone is needed"],
        ),
        (
            "trace|deadline: {from: asked_at.last, to: given_at, within: limit, each: yes}",
            ["14:22: 'asked_at.last' is no milestone of trace; did you mean 'asked_at'?"],
        ),
        (
            "deadline: {from: received_at, to: answered_at, within: 3 days, pausing: yes}",
            [
                "15:60: 3 days does not pause; a clock that pauses counts hours, minutes or seconds, not working time",
                "15:77: the vocabulary of ticket says nothing of pauses; give its 'pauses', or leave 'pausing' out",
            ],
        ),
        (
            "deadline: {from: received_at, to: answered_at, within: {by: tier, table: {urgent: limit}}, not_before: 25 hours}",
            ["15:108: not before 25 hours and within 24 hours contradict each other"],
        ),
        (
            "due_on: {done: answered_at, of: answered_at, per: month, day: 25}",
            ["15:20: 'answered_at' is what the period is taken from; name what has to be done"],
        ),
        ("due_on: {done: answered_at, of: opened_on, per: month, day: 32}", ["15:65: 32 is more than 31"]),
        (
            "due_on: {done: answered_at, of: opened_on, per: quarter, day: 0, month: 4}",
            ["15:67: 0 is less than 1", "15:77: 4 is more than 3"],
        ),
        (
            "due_on: {done: answered_at, of: opened_on, per: week, day: 3}",
            ["15:13: a week has no days to name by month; take a period of months"],
        ),
        ("due_on: {done: answered_at, of: opened_on, per: mnth, day: lst}", ["15:53: 'mnth' is not a period; did you mean 'month'?"]),
        (
            "due_on: {done: answered_at, of: opened_on, per: month, day: lst}",
            ["15:65: 'lst' is neither a number nor 'last'; did you mean 'last'?"],
        ),
        (
            "due_on: {done: answered_at, of: opened_on, per: limit, day: 3}",
            ["15:53: the parameter 'limit' is '24 hours', where a calendar period is needed; write 'month' or 'cycle of 2 months'"],
        ),
        (
            "due_on: {done: taker, of: score, per: cycle of 5 months, day: 3}",
            [
                "15:20: 'taker' is a text, where a time is needed",
                "15:31: 'score' is a number, where a time is needed",
                (
                    "15:43: 'cycle of 5 months' is not a period; write one of day, week, month, quarter, half_year, year, "
                    "or 'cycle of 2 months' (2, 3, 4, 6 or 12)"
                ),
            ],
        ),
    ],
)
def test_times_that_do_not_go_together(refused: Refused, text: str, faults: list[str]) -> None:
    assert refused(text) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "row_count: {of: {log: registr, match: {person: taker}}, at_least: 1}",
            ["15:27: there is no log 'registr'; did you mean 'register'?"],
        ),
        (
            "row_count: {of: {log: register, match: {persn: taker, person: takr}}, at_least: 1}",
            [
                "15:45: 'persn' is not a field of register; did you mean 'person' or 'open'?",
                "15:67: 'takr' is not a field of ticket; did you mean 'taker'?",
            ],
        ),
        (
            "row_count: {of: {log: register, match: {points: taker}}, at_least: 1}",
            ["15:53: 'taker' is a text and cannot be matched with 'points', a number"],
        ),
        (
            f'row_count: {{of: {{{SEEN}, where: post == "desk"}}, at_least: 1}}',
            ["15:68: 'post' is not a field of ticket; write register.post for a field of that log"],
        ),
        (
            f'row_count: {{of: {{{SEEN}, where: register.post == "dsk"}}, at_least: 1}}',
            ["15:68: 'dsk' is not a code of register.post; did you mean 'desk'?"],
        ),
        (
            f"row_count: {{of: {{{SEEN}, where: register is missing}}, at_least: 1}}",
            ["15:68: 'register' is not a field of ticket; write register.<field> for a field of that log"],
        ),
        (
            f'row_count: {{of: {{{SEEN}, where: register.pst == "desk"}}, at_least: 1}}',
            ["15:68: 'pst' is not a field of register; did you mean 'post'?"],
        ),
        (
            f"row_count: {{of: {{{SEEN}, where: register.points}}, at_least: 1}}",
            ["15:68: the expression is a number, where something true or false is needed"],
        ),
        (f"row_count: {{of: {{{SEEN}, at: person}}, at_least: 1}}", ["15:65: 'person' is a text, where a time is needed"]),
        (f"row_count: {{of: {{{SEEN}}}}}", ["15:16: give 'at_least', 'at_most' or both"]),
        (
            f"row_count: {{of: {{{SEEN}}}, at_least: 3, at_most: 2, until: taker}}",
            ["15:72: at least 3 and at most 2 contradict each other", "15:94: 'taker' is a text, where a time is needed"],
        ),
        ("row_count: {of: {log: register, match: {}}, at_least: 1}", ["15:44: 'match': fewer entries than the 1 that are needed"]),
        (f"follow_up: {{{SEEN}, after: answered_at}}", ["15:16: give 'within', 'every' or both"]),
        (
            f"follow_up: {{{SEEN}, after: tier, within: soon, every: 3 working days}}",
            [
                "15:63: 'tier' is a text, where a time is needed",
                "15:77: there is no parameter 'soon'; known: cycle, limit, most, open, share",
                "15:90: 3 working days runs on the working days clock; working time is not known here",
            ],
        ),
        (
            f"requires: {{{SEEN}, before: taker, within: 2 working hours}}",
            [
                "15:63: 'taker' is a text, where a time is needed",
                "15:78: 2 working hours runs on the working clock; working time is not known here",
            ],
        ),
        (
            f"triggers: {{when: score, {SEEN}, within: 1, after: owner}}",
            [
                "15:22: the expression is a number, where something true or false is needed",
                "15:76: '1' is not a time limit; write a whole number and a unit, such as '24 hours' or '2 working hours'",
                "15:86: 'owner' is a text, where a time is needed",
            ],
        ),
        (f"triggers: {{when: scor < 1, {SEEN}, within: limit}}", ["15:22: 'scor' is not a field of ticket; did you mean 'score'?"]),
    ],
)
def test_other_logs_that_are_not_there(refused: Refused, text: str, faults: list[str]) -> None:
    assert refused(text) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('pattern: {when: tier == "urgent"}', ["15:14: ticket is not a log of events; a pattern is one of events"]),
        (
            "trace|pattern: {when: 'event.activity == \"请\"'}",
            ["14:21: '请' is not a code of event.activity; did you mean '请求'?"],
        ),
        (
            "trace|pattern: {when: event.place == 3}",
            ["14:21: 'event.place' is nothing that an event has; write event.activity, event.time or event.actor"],
        ),
        (
            "trace|pattern: {when: event == 3}",
            ["14:21: 'event' is nothing that an event has; write event.activity, event.time or event.actor"],
        ),
        (
            "trace|pattern: {when: event.time < hours(1), unless: previous.time > 1}",
            ["14:21: a time is compared with a duration", "14:52: a time is compared with the number 1"],
        ),
    ],
)
def test_patterns_of_what_no_event_has(refused: Refused, text: str, faults: list[str]) -> None:
    assert refused(text) == faults


def test_a_log_whose_file_is_wrong_is_no_second_fault(
    files: dict[str, str], with_check: Callable[[str], dict[str, str]], wrong: Callable[[dict[str, str]], list[str]]
) -> None:
    changed = with_check(f"row_count: {{of: {{{SEEN}}}, at_least: 1}}")
    files["vocabulary/register.yaml"] = files["vocabulary/register.yaml"].replace("key: entry", "kee: entry")
    assert [fault.split(": ", 1)[1] for fault in wrong(changed)] == ["'key' is missing", "unknown key 'kee'; did you mean 'key'?"]
