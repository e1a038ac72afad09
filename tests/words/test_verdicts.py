"""Reason codes and kinds of check hang together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hegui.words.checks import (
    Allowed,
    Condition,
    Count,
    Deadline,
    Different,
    DueOn,
    Filled,
    LimitTable,
    Moment,
    Pick,
    Presence,
    Same,
    Sequence,
)  # fmt: skip
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.groups import Average, Coverage, Frequency, Percentile, Ratio, Sampling, Score, Trend
from hegui.words.kinds import KIND_OF, KINDS, Check, Scope, others, scope_of
from hegui.words.measured import Counts
from hegui.words.periods import MONTH, CalendarPoint
from hegui.words.related import FollowUp, Pattern, Related, Requires, RowCount, Triggers
from hegui.words.slots import Cadence, Roster
from hegui.words.text import Language, Text
from hegui.words.verdicts import REASON_OF_NUMBER, REASONS, VERDICT_TITLES, Verdict

A, B, C, D = Ref("a"), Ref("b"), Ref("c"), Ref("d")
DAY, ONE = Limit(1, "day"), Decimal(1)
ROWS = Related("log", ((Ref("x"), A), (Ref("y"), A)), parse("log.z.first == b and log.z > a"), Ref("t"))
ROSTER = Roster("log", Ref("x"), Ref("y"), Ref("z"), parse("w == 1 and x == 2"))

CHECKS: list[tuple[Check, str, str]] = [
    (Deadline(Moment((A,)), Moment((B,)), Limit(1, "hour")), "a b", "conforming late missing pending not_credible"),
    (
        Deadline(Moment((A,)), Moment((B, C), Pick.ALL), LimitTable(C, {"x": Limit(1, "hour")})),
        "c a b c",
        "conforming late missing pending not_credible unknown_limit",
    ),
    (Presence((Filled(A), Filled(B, ("x",))), after=C), "c a b", "conforming blank not_applicable"),
    (Presence((Filled(A),), booleans=True, others=False), "a", "conforming not_met unknown_value"),
    (Sequence(((A,), (B, C))), "a b c", "conforming out_of_order missing_stage pending"),
    (Same((A, B), parse("c == 1")), "a b c", "conforming differs unknown_value not_applicable"),
    (Different((A, B)), "a b", "conforming not_different unknown_value not_applicable"),
    (Allowed(A, ("x",)), "a", "conforming not_allowed unknown_value"),
    (Allowed(A, by=B, table={"x": ("y",)}), "b a", "conforming not_allowed unknown_value"),
    (Condition(parse("a > b or a < c")), "a b c", "conforming violated unknown_value"),
    (Count(A, at_least=1), "a", "conforming too_few pending"),
    (Count(A, at_least=0, at_most=2, until=B), "a b", "conforming too_many"),
    (Deadline(Moment((A,)), Moment((B,)), DAY, not_before=DAY), "a b", "conforming late missing early pending not_credible"),
    (DueOn(B, A, MONTH, CalendarPoint(25)), "a b", "conforming late missing pending"),
    (RowCount(ROWS, 1, 2, C), "a b c", "conforming too_few pending too_many"),
    (RowCount(ROWS, at_most=2), "a b", "conforming too_many"),
    (FollowUp(ROWS, C, DAY, until=D), "c d a b", "conforming late missing pending not_applicable"),
    (Triggers(parse("d < 1"), ROWS, DAY, C), "d c a b", "conforming late missing pending not_applicable"),
    (Requires(ROWS, C), "c a b", "conforming not_preceded unknown_value not_applicable"),
    (Pattern(parse("event.time > a"), parse("previous.actor == b")), "a b", "conforming pattern_found"),
    (Cadence(MONTH), "", "conforming missing_slot pending"),
    (Cadence(MONTH, 2, A, on=B, done=C), "a b c", "conforming missing_slot too_few late pending"),
    (Ratio(parse("a > 1"), parse("b > 1"), at_least=ONE, min_sample=2), "a b", "conforming below_limit pending small_sample"),
    (Ratio(numerator=A, denominator=B, at_most=ONE), "a b", "conforming above_limit pending"),
    (Average(parse("a - b"), parse("c > 1"), ONE, ONE), "a b c", "conforming below_limit above_limit pending"),
    (Percentile(A, ONE, at_most=DAY, min_sample=2), "a", "conforming above_limit pending small_sample"),
    (Sampling(A, ROSTER, ONE), "a", "conforming below_limit pending"),
    (Score((A,), B, C, D), "a c d b", "conforming disagrees unknown_value"),
    (Score((A,), B, weights=((C, ONE),), pass_mark=ONE), "a c b", "conforming disagrees below_limit unknown_value"),
    (Frequency(A, ONE, B, C, at_most=ONE), "b a c", "conforming disagrees above_limit pending unknown_value no_exposure"),
    (Trend("rising", 2, A, B), "a b", "conforming worsening pending no_comparison"),
    (Coverage(A, ("x",)), "a", "conforming items_missing pending"),
]


@pytest.mark.parametrize(("check", "names", "codes"), CHECKS)
def test_what_a_check_reads_and_can_say(check: Check, names: str, codes: str) -> None:
    assert " ".join(str(ref) for ref in check.refs()) == names
    assert " ".join(reason.code for reason in check.reasons()) == codes


def test_every_kind_is_tried_here() -> None:
    assert {type(check) for check, _, _ in CHECKS} == set(KINDS.values())
    assert {KINDS[name] for name in KIND_OF.values()} == set(KINDS.values())


@pytest.mark.parametrize(
    ("check", "scope", "read"),
    [
        (Condition(A), Scope.CASE, []),
        (RowCount(ROWS, 1), Scope.CASE, [("log", "x y t z.first z")]),
        (FollowUp(ROWS, C), Scope.CASE, [("log", "x y t z.first z")]),
        (Requires(ROWS, C), Scope.CASE, [("log", "x y t z.first z")]),
        (Triggers(A, ROWS, DAY), Scope.CASE, [("log", "x y t z.first z")]),
        (Cadence(MONTH), Scope.SLOT, []),
        (Cadence(MONTH, roster=ROSTER), Scope.SLOT, [("log", "x y z w")]),
        (Ratio(A), Scope.GROUP, []),
        (Sampling(A, ROSTER, ONE), Scope.GROUP, [("log", "x y z w")]),
    ],
)
def test_what_a_check_is_about_and_what_it_reads_elsewhere(check: Check, scope: Scope, read: list[tuple[str, str]]) -> None:
    assert scope_of(check) is scope
    assert [(log, " ".join(map(str, names))) for log, names in others(check)] == read


def test_every_reason_has_a_number_of_its_own() -> None:
    assert len(REASON_OF_NUMBER) == len(REASONS)
    assert set(VERDICT_TITLES) == set(Verdict)
    assert {reason.verdict for reason in REASONS.values()} == set(Verdict)


def test_counts_add_up() -> None:
    counts = Counts({"conforming": 5, "late": 2}) + Counts({"late": 1, "pending": 3, "not_applicable": 9})
    assert counts == Counts({"conforming": 5, "late": 3, "not_applicable": 9, "pending": 3})
    assert (counts.of(Verdict.NONCONFORMING), counts.in_scope, counts.judged) == (3, 11, 8)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        (Text("甲", "A"), Language.ZH, "甲"),
        (Text("甲", "A"), Language.EN, "A"),
        (Text("甲", "A"), Language.BOTH, "甲 A"),
        (Text("A", "A"), Language.BOTH, "A"),
    ],
)
def test_a_text_is_said_in_a_language(text: Text, language: Language, said: str) -> None:
    assert text.said(language) == said
