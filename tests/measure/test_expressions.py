"""Expressions as columns: three values, times, durations, numbers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import product
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.measure import measure, verdicts
from hegui.words.checks import Condition
from hegui.words.expressions import And, Compare, Expr, In, IsMissing, Literal, Not, Or, Ref, parse
from hegui.words.measured import Setting, Status
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType

AS_OF = datetime(2026, 6, 1)
FIELDS: dict[str, Any] = {
    "ticket_id": "id",
    "opened_at": "datetime",
    "ended_at": "datetime",
    "day": "date",
    "month": "month",
    "tier": Field("tier", FieldType.ENUM, Text("级", "tier"), values={"g": (), "u": ()}),
    "name": "id",
    "flag": "boolean",
    "amount": "number",
    "visits": "integer",
    "none": "integer",
    "wait": "duration",
    "items": "list",
}
ROW = {
    "_key": "1",
    "opened_at": datetime(2026, 1, 31, 9),
    "ended_at": datetime(2026, 2, 28, 9),
    "day": date(2026, 2, 28),
    "month": "2026-02",
    "tier": "u",
    "name": "ann",
    "flag": True,
    "amount": Decimal("0.95"),
    "visits": 3,
    "none": None,
    "wait": 90,
    "items": ["a", "b"],
}


def truths(build: Any, expressions: list[Expr], rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    log = build.vocabulary(FIELDS)
    asked = [build.standard(Condition(expr), str(number)) for number, expr in enumerate(expressions)]
    found = verdicts(build.bound(log, rows, columns=[name for name in FIELDS if name != "ticket_id"]), asked, AS_OF)
    return [found[standard.id] for standard in asked]


TRUE = [
    "amount * 100 == 95",
    "100 * amount >= 95",
    "visits + 1 == 4 and visits - 1 == 2 and visits / 2 == 1.5 and -3 + visits == 0",
    "amount < visits",
    "visits > amount",
    'tier == "u" and "u" == tier and tier != "g"',
    'tier in ["g", "u"] and tier not in ["g"]',
    "visits in [1, 3]",
    'ended_at in ["2026-02-28 09:00"]',
    "flag and flag == True and not (flag == False)",
    "True and not False",
    "(visits == 3) == True",
    'month == "2026-02" and month >= "2025-12"',
    'name == "ann" and name != tier',
    'items == "a" and items != "c" and items in ["c", "b"]',
    "ended_at - opened_at == hours(672)",
    "ended_at - opened_at >= days(28)",
    "ended_at - opened_at <= months(1)",
    "months(1) >= ended_at - opened_at",
    "ended_at == opened_at + months(1)",
    "months(1) + opened_at == ended_at",
    'opened_at - months(1) == "2025-12-31 09:00"',
    'ended_at - days(1) == "2026-02-27 09:00"',
    "ended_at - opened_at > wait",
    "opened_at + wait < ended_at",
    "opened_at - wait < opened_at",
    "wait == seconds(90) and wait <= minutes(2) and wait < days(1)",
    'day == "2026-02-28" and day <= "2026-02-28 08:00" and "2026-03-01" > day',
    "day == ended_at and ended_at <= day",
    "day + days(1) > ended_at",
    'day + hours(1) == "2026-02-28 01:00"',
    "none is missing and visits is not missing",
    "visits / 0 is missing and (none + 1) is missing",
    "(opened_at + wait) is not missing and (opened_at - ended_at) is not missing and (visits + 1) is not missing",
    '"x" is not missing',
]
UNKNOWN = [
    "none == 1",
    "visits / 0 > 1",
    "none in [1]",
    "none not in [1]",
    "not (none == 1)",
    "none + visits > 0",
]
CRASH = [
    ("visits", "'visits' is neither true nor false"),
    ("visits + 1", "an expression that is neither true nor false"),
    ("visits == tier", "a number cannot be compared with a value of type enum"),
    ("opened_at == hours(1)", "a time cannot be compared with a duration"),
    ("opened_at + ended_at == visits", "a time + a time is not in the language"),
    ("wait > months(1)", "1 month has no fixed length; compare times with it"),
    ('"a" == "b"', "'a' cannot be compared with 'b'"),
    ("hours(1) == hours(2)", "a duration cannot be compared with a duration"),
]


def test_what_is_true_and_what_is_unknown(build: Any) -> None:
    found = truths(build, [parse(text) for text in (*TRUE, *UNKNOWN)], [ROW])
    wrong = {text: one["1"] for text, one in zip(TRUE, found, strict=False) if one["1"] != "conforming"}
    wrong |= {text: one["1"] for text, one in zip(UNKNOWN, found[len(TRUE) :], strict=True) if one["1"] != "unknown_value"}
    assert wrong == {}


def test_negation_of_what_is_true_is_false(build: Any) -> None:
    found = truths(build, [Not(parse(text)) for text in TRUE], [ROW])
    assert [text for text, one in zip(TRUE, found, strict=True) if one["1"] != "violated"] == []


@pytest.mark.parametrize(("text", "message"), CRASH)
def test_what_has_no_meaning_is_an_error_of_the_standard(build: Any, text: str, message: str) -> None:
    log = build.vocabulary(FIELDS)
    asked = build.standard(Condition(parse(text)))
    found = measure([build.bound(log, [ROW])], [asked], Setting(AS_OF)).statuses[0]
    assert (found.status, found.why) == (Status.ERROR, f"TypeError: {message}")


VALUES = {"flag": (True, False, None), "visits": (1, 2, None), "tier": ("g", "u", None)}
atoms: st.SearchStrategy[Expr] = st.sampled_from(
    [
        Ref("flag"),
        Literal(True),
        Compare("<=", Ref("visits"), Literal(1)),
        Compare("!=", Ref("tier"), Literal("g")),
        In(Ref("tier"), ("g", "x")),
        In(Ref("visits"), (2, 3), negated=True),
        IsMissing(Ref("tier")),
        IsMissing(Ref("flag"), negated=True),
    ]
)
trees: st.SearchStrategy[Expr] = st.recursive(
    atoms,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(And, st.tuples(parts, parts)),
        st.builds(Or, st.tuples(parts, parts, parts)),
        st.builds(Compare, st.sampled_from(["==", "!="]), parts, parts),
    ),
    max_leaves=6,
)


def test_logic_has_three_values(build: Any, naive: ModuleType) -> None:
    rows = [dict(zip(VALUES, values, strict=True)) for values in product(*VALUES.values())]
    keyed = [{"_key": str(number), "opened_at": datetime(2026, 1, 1), **row} for number, row in enumerate(rows)]
    log = build.vocabulary(FIELDS)
    codes = {True: "conforming", False: "violated", None: "unknown_value"}

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
    @given(st.lists(trees, min_size=25, max_size=25))
    def law(expressions: list[Expr]) -> None:
        for expr, found in zip(expressions, truths(build, expressions, keyed), strict=True):
            for key, row in enumerate(rows):
                expected = codes[naive.holds(expr, naive.Case(log, AS_OF, row))]
                assert found[str(key)] == expected, (expr, row)

    law()
