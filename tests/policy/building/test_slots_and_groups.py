"""Checks on slots and groups: every name and figure is looked up, and what does not go together is refused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from hegui.words.durations import Limit
from hegui.words.expressions import Arithmetic, Compare, Literal, Ref
from hegui.words.groups import Average, Coverage, Frequency, Percentile, Ratio, Sampling, Score, Trend
from hegui.words.kinds import Check
from hegui.words.periods import MONTH, CalendarPoint, Period
from hegui.words.slots import Cadence, Roster

Built = Callable[[str], Check]
Refused = Callable[[str], list[str]]

TAKER, SCORE, CALLS = Ref("taker"), Ref("score"), Ref("calls")
QUARTER, CYCLE = Period("quarter", 3), Period("cycle", 4)
LISTED = '{log: register, entity: person, from: since, until: until, where: post == "desk"}'
ROSTER = Roster("register", Ref("person"), Ref("since"), Ref("until"), Compare("==", Ref("post"), Literal("desk")))
WAITED = Arithmetic("-", Ref("answered_at"), Ref("received_at"))
ANSWERED = Compare(">", SCORE, Literal(3))


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("cadence: {per: quarter}", Cadence(QUARTER)),
        ("cadence: {per: month, entity: organisation}", Cadence(MONTH, whole=True)),
        (
            (
                f"cadence: {{per: cycle, at_least: most, entity: taker, on: opened_on, done: closed_at, roster: {LISTED}, at_least_days: 9,"
                " by: {day: 25}, grace: 10 days}"
            ),
            Cadence(
                CYCLE,
                3,
                TAKER,
                on=Ref("opened_on"),
                done=Ref("closed_at"),
                roster=ROSTER,
                at_least_days=9,
                by=CalendarPoint(25),
                grace=Limit(10, "day"),
            ),
        ),
        ("cadence: {per: day, working_days_only: yes}", Cadence(Period("day"), working_days_only=True)),
        ("cadence: {per: {last_days: 2, first_days: most}}", Cadence(Period.billing_window(2, 3))),
        (
            "ratio: {of: score > 3, among: calls > 1, at_least: share, per: quarter, min_sample: 30, by: organisation}",
            Ratio(ANSWERED, Compare(">", CALLS, Literal(1)), at_least=Decimal("97.5"), min_sample=30, per=QUARTER, whole=True),
        ),
        ("ratio: {sum: score, over: calls, at_most: 105.5}", Ratio(numerator=SCORE, denominator=CALLS, at_most=Decimal("105.5"))),
        ("average: {of: score, at_least: 4.5, at_most: 5}", Average(SCORE, at_least=Decimal("4.5"), at_most=Decimal(5))),
        ("average: {of: answered_at - received_at, at_most: 30 seconds}", Average(WAITED, at_most=Limit(30, "second"))),
        (
            "average: {of: waited, among: score > 3, at_least: 1 second, at_most: limit}",
            Average(Ref("waited"), ANSWERED, Limit(1, "second"), Limit(24, "hour")),
        ),
        ("percentile: {of: score, percent: 90, at_most: -1}", Percentile(SCORE, Decimal(90), at_most=Decimal(-1))),
        (
            f"sampling: {{drawn: taker, population: {LISTED}, at_least: 10, per: cycle}}",
            Sampling(TAKER, ROSTER, Decimal(10), per=CYCLE),
        ),
        (
            "score: {subject: [taker, opened_on], recorded: score, base: 100, deductions: calls, floor: 0, within: 0.01, pass: 60}",
            Score((TAKER, Ref("opened_on")), SCORE, Decimal(100), CALLS, floor=Decimal(0), within=Decimal("0.01"), pass_mark=Decimal(60)),
        ),
        ("score: {subject: [taker], recorded: score, base: calls}", Score((TAKER,), SCORE, CALLS)),
        (
            "score: {subject: [taker], recorded: score, weights: {calls: 0.4, score: share}}",
            Score((TAKER,), SCORE, weights=((CALLS, Decimal("0.4")), (SCORE, Decimal("97.5")))),
        ),
        (
            "frequency: {events: calls, exposure: score, base: 10000, recorded: score, decimals: 1, at_most: 5}",
            Frequency(SCORE, Decimal(10000), CALLS, SCORE, 1, Decimal(5)),
        ),
        ("trend: {of: calls, over: score, worse: rising, periods: most}", Trend("rising", 3, CALLS, SCORE)),
        ("trend: {worse: falling, periods: 2, per: week, by: organisation}", Trend("falling", 2, per=Period("week"), whole=True)),
        ("coverage: {field: items, items: [name, address]}", Coverage(Ref("items"), ("name", "address"))),
    ],
)
def test_checks_are_read_as_written(built: Built, text: str, check: Check) -> None:
    assert built(text) == check


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "cadence: {per: 3 months}",
            [
                (
                    "15:20: '3 months' is not a period; write one of day, week, month, quarter, half_year, year, "
                    "or 'cycle of 2 months' (2, 3, 4, 6 or 12)"
                )
            ],
        ),
        ("cadence: {per: month, at_least: 0}", ["15:37: 0 is less than 1"]),
        (
            "cadence: {per: month, entity: score, on: tier, done: taker}",
            [
                "15:35: 'score' is a number, where a text is needed",
                "15:46: 'tier' is a text, where a time is needed",
                "15:58: 'taker' is a text, where a time is needed",
            ],
        ),
        (
            f"cadence: {{per: month, entity: organisation, roster: {LISTED}}}",
            ["15:57: the organisation as a whole is on no roster; leave 'roster' out, or name the entity"],
        ),
        ("cadence: {per: month, at_least_days: 3}", ["15:42: 'at_least_days' goes with 'roster'"]),
        (f"cadence: {{per: month, roster: {LISTED}, at_least_days: 32}}", ["15:133: 32 is more than 31"]),
        (f"cadence: {{per: year, roster: {LISTED}, at_least_days: 367}}", ["15:132: 367 is more than 366"]),
        (
            "cadence: {per: month, roster: {log: register, entity: person, from: since, where: register.post == 'desk'}}",
            ["15:87: 'register' is not a field of register; write post: names here are those of that log"],
        ),
        (
            "cadence: {per: week, working_days_only: yes, by: {day: 3}}",
            ["15:45: 'working_days_only' goes with 'per: day'", "15:54: a week has no days to name by month; take a period of months"],
        ),
        (
            "cadence: {per: {last_days: 15, first_days: 2}}",
            ["15:20: a billing window has at most 14 days on each side of the end of the month, and at least one day"],
        ),
        ("cadence: {per: {last_days: x, first_days: 2}}", ["15:32: there is no parameter 'x'; known: cycle, limit, most, open, share"]),
        (
            "cadence: {per: {last_days: 2, first_days: 2}, by: {day: 3}}",
            ["15:55: a billing window (last 2 and first 2 days) has no days to name by month; take a period of months"],
        ),
        ("cadence: {per: month, grace: 3 hours}", ["15:34: 3 hours runs on the elapsed clock; write it in days, weeks, months or years"]),
        (
            "cadence: {per: month, roster: {log: registr, entity: person, from: since}}",
            ["15:41: there is no log 'registr'; did you mean 'register'?"],
        ),
        (
            'cadence: {per: month, roster: {log: register, entity: points, from: person, until: post, where: posst == "desk"}}',
            [
                "15:59: 'points' is a number, where a text is needed",
                "15:73: 'person' is a text, where a time is needed",
                "15:88: 'post' is a text, where a time is needed",
                "15:101: 'posst' is not a field of register; did you mean 'post' or 'most'?",
            ],
        ),
    ],
)
def test_slots_that_cannot_be_measured(refused: Refused, text: str, faults: list[str]) -> None:
    assert refused(text) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("ratio: {of: score > 3}", ["15:12: give 'at_least', 'at_most' or both"]),
        ("ratio: {sum: score, at_least: 3}", ["15:12: give either 'of' (and 'among'), or 'sum' with 'over'"]),
        ("ratio: {of: score > 3, sum: score, over: calls, at_least: 3}", ["15:12: give either 'of' (and 'among'), or 'sum' with 'over'"]),
        (
            "ratio: {sum: score, over: calls, among: score > 3, at_least: 3}",
            ["15:12: give either 'of' (and 'among'), or 'sum' with 'over'"],
        ),
        (
            "ratio: {of: score, among: scor > 1, at_least: 101, at_most: -1, min_sample: 0}",
            [
                "15:17: the expression is a number, where something true or false is needed",
                "15:31: 'scor' is not a field of ticket; did you mean 'score'?",
                "15:51: 101 is more than 100",
                "15:65: -1 is less than 0",
                "15:81: 0 is less than 1",
            ],
        ),
        ("ratio: {of: score > 3, at_least: 90, at_most: 80}", ["15:38: at least 90 and at most 80 contradict each other"]),
        ("ratio: {of: score > 3, at_least: 9.5.1, by: team}", ["15:49: 'by': 'team' is not one of unit, organisation"]),
        ("ratio: {of: score > 3, at_least: 9.5.1}", ["15:38: '9.5.1' is not a number"]),
        ("ratio: {of: score > 3, at_least: limit}", ["15:38: the parameter 'limit' is '24 hours', where a number is needed"]),
        (
            "ratio: {sum: taker, over: tier, at_least: 1}",
            ["15:18: 'taker' is a text, where a number is needed", "15:31: 'tier' is a text, where a number is needed"],
        ),
        ("average: {of: tier, at_least: 1}", ["15:19: the expression is a text, where a number or duration is needed"]),
        ("average: {of: score +, at_least: 1}", ["15:26: not an expression: invalid syntax"]),
        ("average: {of: scor, at_least: 1}", ["15:19: 'scor' is not a field of ticket; did you mean 'score'?"]),
        (
            "average: {of: waited, at_most: 3}",
            ["15:36: '3' is not a time limit; write a whole number and a unit, such as '24 hours' or '2 working hours'"],
        ),
        ("average: {of: waited, at_most: 3 days}", ["15:36: 3 days runs on the calendar clock; write it in seconds, minutes or hours"]),
        ("average: {of: waited, at_least: 2 hours, at_most: 119 minutes}", ["15:37: at least 7200 and at most 7140 contradict each other"]),
        ("percentile: {of: score, percent: 0, at_least: 1}", ["15:38: no value stands at 0 per cent; write a number above 0"]),
        ("percentile: {of: score, percent: 101, at_least: 1}", ["15:38: 101 is more than 100"]),
        ("percentile: {of: tier, percent: 90, at_least: 1}", ["15:22: the expression is a text, where a number or duration is needed"]),
        (
            "sampling: {drawn: score, population: {log: register, entity: person, from: since}, at_least: 200}",
            ["15:23: 'score' is a number, where a text is needed", "15:98: 200 is more than 100"],
        ),
        ("trend: {of: taker, worse: up, periods: 0}", ["15:31: 'worse': 'up' is not one of rising, falling"]),
        (
            "trend: {of: taker, worse: rising, periods: 0}",
            ["15:17: 'taker' is a text, where a number is needed", "15:48: 0 is less than 1"],
        ),
        ("trend: {over: calls, worse: rising, periods: 2}", ["15:12: 'over' and 'average' go with 'of'"]),
        ("trend: {of: calls, over: calls, average: yes, worse: rising, periods: 2}", ["15:12: give either 'over' or 'average'"]),
        (
            "coverage: {field: items, items: [name, nam, name]}",
            ["15:44: 'nam' is not a code of items; did you mean 'name'?", "15:49: 'name' stands twice"],
        ),
        ("coverage: {field: score, items: [a]}", ["15:23: 'score' is a number, where a text or list is needed"]),
    ],
)
def test_groups_that_cannot_be_measured(refused: Refused, text: str, faults: list[str]) -> None:
    assert refused(text) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("score: {subject: [taker], recorded: score}", ["15:12: give either 'base' (and 'deductions'), or 'weights'"]),
        (
            "score: {subject: [taker], recorded: score, base: 1, weights: {calls: 1}}",
            ["15:12: give either 'base' (and 'deductions'), or 'weights'"],
        ),
        (
            "score: {subject: [taker], recorded: score, weights: {calls: 1}, deductions: calls}",
            ["15:12: give either 'base' (and 'deductions'), or 'weights'"],
        ),
        (
            "score: {subject: [taker, items, taker], recorded: tier, base: bass, deductions: owner, floor: low, within: -1, pass: x y}",
            [
                "15:30: 'items' is a list, where a text or number or time is needed",
                "15:37: 'taker' stands twice",
                "15:55: 'tier' is a text, where a number is needed",
                "15:67: 'bass' is not a field of ticket",
                "15:85: 'owner' is a text, where a number is needed",
                "15:99: there is no parameter 'low'; known: cycle, limit, most, open, share",
                "15:112: -1 is less than 0",
                "15:122: 'x y' is not a number",
            ],
        ),
        ("score: {subject: [taker], recorded: score, base: tier}", ["15:54: 'tier' is a text, where a number is needed"]),
        (
            "score: {subject: [taker], recorded: score, weights: {cals: 1, tier: x}}",
            [
                "15:58: 'cals' is not a field of ticket; did you mean 'calls'?",
                "15:67: 'tier' is a text, where a number is needed",
                "15:73: there is no parameter 'x'; known: cycle, limit, most, open, share",
            ],
        ),
        ("frequency: {exposure: calls, base: 100}", ["15:16: give 'recorded', 'at_most' or both"]),
        (
            "frequency: {exposure: taker, events: tier, base: 0, recorded: owner, decimals: 7, at_most: -1}",
            [
                "15:27: 'taker' is a text, where a number is needed",
                "15:42: 'tier' is a text, where a number is needed",
                "15:54: 0 is less than 1",
                "15:67: 'owner' is a text, where a number is needed",
                "15:84: 7 is more than 6",
                "15:96: -1 is less than 0",
            ],
        ),
    ],
)
def test_figures_that_cannot_be_computed_again(refused: Refused, text: str, faults: list[str]) -> None:
    assert refused(text) == faults
