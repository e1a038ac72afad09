"""Laws of group checks on random rows: they say what the naive evaluator says, in whatever order the rows come, whoever else there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.groups import Average, Coverage, Frequency, Group, Percentile, Ratio, Sampling, Score, Trend
from hegui.words.periods import Period

FRAMES = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
"""Frames hold many groups: a failure names the group, so nothing is gained by shrinking the frame."""
FEW = settings(FRAMES, max_examples=2)
WHERE = "asked == True"
OFFERED = parse("offered == True")
GOOD = parse("good == True")
WAIT = parse("answered_at - opened_at")
BILLING = Period.billing_window(2, 4)
SECONDS = Limit.parse("30 seconds")


def checks(roster: Any) -> dict[str, list[Group]]:
    """Checks of every kind, by kind."""
    size, times, noted = Ref("size"), Ref("times"), Ref("noted")
    return {
        "ratio": [
            Ratio(GOOD, OFFERED, at_least=Decimal(50)),
            Ratio(GOOD, at_least=Decimal("33.3"), at_most=Decimal(75), min_sample=4, per=BILLING),
            Ratio(numerator=times, denominator=size, at_most=Decimal(60), per=Period("quarter", 3), whole=True),
            Ratio(GOOD, at_most=Decimal(50), per=Period("week")),
        ],
        "average": [
            Average(WAIT, at_most=SECONDS),
            Average(Ref("times"), OFFERED, at_least=Decimal("1.5"), min_sample=3, whole=True),
            Average(Ref("size"), at_least=Decimal(1), at_most=Decimal(2), per=Period("cycle", 2)),
        ],
        "percentile": [
            Percentile(WAIT, Decimal(90), at_most=SECONDS),
            Percentile(times, Decimal(50), at_least=Decimal(1), at_most=Decimal(2), per=Period("cycle", 4)),
            Percentile(times, Decimal("66.6"), OFFERED, at_most=Decimal(1), min_sample=3),
        ],
        "sampling": [
            Sampling(Ref("thing"), roster, Decimal(30), per=Period("cycle", 2)),
            Sampling(Ref("thing"), roster, Decimal(50), at_least_one=False, per=BILLING, whole=True),
        ],
        "score": [
            Score(
                (Ref("item"), Ref("thing")),
                noted,
                base=Decimal(4),
                deductions=size,
                floor=Decimal(0),
                within=Decimal(1),
                pass_mark=Decimal(2),
            ),
            Score((Ref("thing"),), noted, base=times, deductions=size, per=Period("quarter", 3)),
            Score((Ref("item"), Ref("thing")), noted, weights=((size, Decimal("0.5")), (times, Decimal("0.25"))), within=Decimal("0.5")),
        ],
        "frequency": [
            Frequency(size, Decimal(10), events=times, recorded=noted, at_most=Decimal(8), decimals=0, per=Period("week")),
            Frequency(size, Decimal("0.5"), at_most=Decimal("0.4"), per=Period("week"), whole=True),
        ],
        "trend": [
            Trend("rising", 2),
            Trend("falling", 1, of=times),
            Trend("rising", 1, of=times, over=size, per=BILLING),
            Trend("rising", 3, of=size, average=True, whole=True),
        ],
        "coverage": [
            Coverage(Ref("items"), ("a", "b"), Period("week")),
            Coverage(Ref("item"), ("a", "b", "c"), whole=True),
            Coverage(Ref("item"), ("a", "b", "c"), Period("week"), at_least=2),
        ],
    }


KINDS = ("ratio", "average", "percentile", "sampling", "score", "frequency", "trend", "coverage")
_edges = [date(2026, 1, 30), date(2026, 2, 4), date(2026, 2, 5), date(2025, 12, 30), date(2026, 4, 30)]
_day = st.one_of(st.sampled_from(_edges), st.dates(date(2025, 12, 20), date(2026, 5, 10)))
_sparse = st.sampled_from([True, True, True, True, False, None])
_mostly = st.sampled_from([True] * 12 + [False, None])
_few = st.sampled_from([Decimal(n) / 2 for n in range(6)])


@st.composite
def one_row(draw: st.DrawFn, doubt: bool) -> dict[str, Any]:  # noqa: FBT001 - a strategy
    """A row; only rows drawn in doubt have gaps, so that there are groups without any."""
    known = st.just(True)
    opened = datetime.combine(draw(_day), datetime.min.time()) + timedelta(hours=draw(st.integers(0, 23)))
    row: dict[str, Any] = {
        "_unit": draw(st.sampled_from(["A", "B", "unknown"])),
        "opened_at": opened,
        "answered_at": opened + timedelta(seconds=draw(st.integers(28, 32))),
        "asked": draw(_mostly if doubt else known),
        "offered": draw(_sparse if doubt else st.booleans()),
        "good": draw(_sparse if doubt else st.booleans()),
        "times": draw(st.integers(0, 3)),
        "size": draw(_few),
        "noted": draw(_few),
        "item": draw(st.sampled_from("abc")),
        "items": draw(st.lists(st.sampled_from("abc"), max_size=2)),
        "thing": draw(st.sampled_from([f"P{n}" for n in range(5)])),
    }
    if doubt and draw(st.booleans()):
        row |= dict.fromkeys(draw(st.lists(st.sampled_from([name for name in row if name != "_unit"]), max_size=2)))
        row["_conflict"] = draw(st.booleans())
    if row["size"] is None:
        row |= {"size__state": draw(st.sampled_from(["missing", "unreadable"]))}
    return row


@st.composite
def frames(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of several units over half a year, most of them whole; things have marks that most of their rows agree on."""
    rows = [draw(one_row(draw(st.integers(0, 5)) == 0)) for _ in range(draw(st.integers(40, 80)))]
    marks = {f"P{n}": {"noted": draw(_few), "times": draw(st.integers(0, 3))} for n in range(5)}
    for row in rows:
        if row["thing"] and draw(st.integers(0, 9)):
            row |= {name: mark for name, mark in marks[row["thing"]].items() if row[name] is not None}
    return rows


@st.composite
def audits(draw: st.DrawFn) -> dict[str, Any]:
    """Window, as-of and span of the log."""
    since = draw(st.sampled_from([None, None, date(2026, 1, 1), date(2026, 2, 3)]))
    until = draw(st.sampled_from([None, None, date(2026, 5, 1), date(2026, 4, 15)]))
    as_of = draw(st.sampled_from([datetime(2026, 5, 1), datetime(2026, 5, 11), datetime(2027, 1, 1)]))
    covers = draw(st.sampled_from([(date(2025, 12, 20), date(2026, 5, 11)), (date(2025, 1, 1), date(2027, 1, 1))]))
    return {"since": since, "until": until, "as_of": as_of, "covers": covers, "declared": draw(st.booleans())}


@st.composite
def registers(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Stretches of a few things on a roster."""
    dates = st.sampled_from([date(2025, 6, 1), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 1)])
    return [
        {
            "_key": f"S{n}",
            "_unit": draw(st.sampled_from("AB")),
            "project_id": draw(st.sampled_from([f"P{n}" for n in range(6)])),
            "started_on": draw(st.one_of(st.none(), dates)),
            "ended_on": draw(st.one_of(st.none(), dates)),
            "drawable": draw(_sparse),
        }
        for n in range(draw(st.integers(3, 8)))
    ]


def expected(naive: ModuleType, check: Group, rows: Sequence[Any], audit: Mapping[str, Any], register: Sequence[Any]) -> dict[Any, str]:
    """What the naive evaluator says, with the period by its label."""
    found = naive.judge(check, rows, naive.Audit(where=parse(WHERE), population=register, **audit))
    labels = {(unit, entity, start): "unknown" if start is None else label(check.per, start) for unit, entity, start in found}
    return {(unit, entity, labels[unit, entity, start]): reason for (unit, entity, start), reason in found.items()}


def label(per: Period, start: date) -> str:
    number = per.number_at(start)
    assert number is not None
    return per.label(number)


@pytest.mark.parametrize("kind", KINDS)
@FRAMES
@given(rows=frames(), audit=audits(), register=registers())
def test_verdicts_are_those_of_the_naive_evaluator(
    bench: Any, group_bench: ModuleType, naive_groups: ModuleType, kind: str, rows: Any, audit: Any, register: Any
) -> None:
    # Binding sets rows aside that are anchored after the audit.
    rows = [row for row in rows if row["opened_at"] is None or row["opened_at"] < audit["as_of"]]
    for check in checks(group_bench.ROSTER)[kind]:
        judged = group_bench.codes(bench.judged(check, rows, where=WHERE, population=register, **audit))
        assert judged == expected(naive_groups, check, rows, audit, register), check


@pytest.mark.parametrize("kind", KINDS)
@FEW
@given(rows=frames(), register=registers(), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(bench: Any, group_bench: ModuleType, kind: str, rows: Any, register: Any, order: Any) -> None:
    check = checks(group_bench.ROSTER)[kind][0]
    # The last row of a card decides its unit, so that its rows have to agree on it.
    given_rows = [{**row, "_unit": "A"} for row in rows] if kind == "score" else list(rows)
    judged = bench.judged(check, given_rows, where=WHERE, population=register)
    order.shuffle(given_rows)
    assert bench.judged(check, given_rows, where=WHERE, population=register) == judged


@pytest.mark.parametrize("kind", KINDS)
@FEW
@given(rows=frames(), register=registers())
def test_another_unit_changes_nothing(bench: Any, group_bench: ModuleType, kind: str, rows: Any, register: Any) -> None:
    check = checks(group_bench.ROSTER)[kind][0]
    others = [{**row, "_unit": "Z", "thing": "Z" if row["thing"] else None} for row in rows]
    listed = [*register, *({**row, "_key": f"Z{n}", "_unit": "Z", "project_id": f"Z{n}"} for n, row in enumerate(register))]
    alone = bench.judged(check, rows, where=WHERE, population=register)
    together = bench.judged(check, [*rows, *others], where=WHERE, population=listed)
    nameless = {key for key in alone if "unknown" in key[1] and kind == "score"}
    assert {key: said for key, said in together.items() if key[0] != "Z" and key not in nameless} == {
        key: said for key, said in alone.items() if key not in nameless
    }


@FRAMES
@given(rows=frames())
def test_a_row_that_becomes_known_never_turns_a_verdict_round(bench: Any, group_bench: ModuleType, rows: Any) -> None:
    check = Ratio(GOOD, at_least=Decimal(50))
    before = group_bench.codes(bench.judged(check, rows))
    for answer in (True, False):
        known = [{**row, "good": answer} if row["good"] is None else row for row in rows]
        after = group_bench.codes(bench.judged(check, known))
        turned = {key for key, reason in before.items() if reason in {"conforming", "below_limit"} and after[key] != reason}
        assert not turned
