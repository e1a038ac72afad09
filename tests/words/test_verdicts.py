"""Reason codes and kinds of check hang together."""

from __future__ import annotations

import pytest

from hegui.words.checks import (
    Allowed,
    Condition,
    Count,
    Deadline,
    Different,
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
from hegui.words.kinds import KIND_OF, KINDS, Check
from hegui.words.measured import Counts
from hegui.words.text import Language, Text
from hegui.words.verdicts import REASON_OF_NUMBER, REASONS, VERDICT_TITLES, Verdict

A, B, C = Ref("a"), Ref("b"), Ref("c")

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
]


@pytest.mark.parametrize(("check", "names", "codes"), CHECKS)
def test_what_a_check_reads_and_can_say(check: Check, names: str, codes: str) -> None:
    assert " ".join(str(ref) for ref in check.refs()) == names
    assert " ".join(reason.code for reason in check.reasons()) == codes


def test_every_kind_is_tried_here() -> None:
    assert {type(check) for check, _, _ in CHECKS} == set(KINDS.values())
    assert {KINDS[name] for name in KIND_OF.values()} == set(KINDS.values())


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
