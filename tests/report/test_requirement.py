"""What a standard asks, said in both languages from its check."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hegui.report.requirement import condition, limit, required, scope
from hegui.report.requirement.names import Place
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
    RecordedLimit,
    Same,
    Sequence,
)
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.kinds import Check
from hegui.words.places import Place as Spot
from hegui.words.standards import Force, Remedy, Standard
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Log

A, B, C = Ref("a"), Ref("b"), Ref("c")
LOG = Log(
    name="log",
    title=Text("日志", "log"),
    row=Text("行", "row"),
    key="a",
    unit=None,
    anchor="a",
    fields={name: Field(name, FieldType.TEXT, Text(zh, name.upper())) for name, zh in (("a", "甲"), ("b", "乙"), ("c", "丙"))},
)


def standard(check: Check, where: str | None = None) -> Standard:
    text = Text("文。", "Text.")
    return Standard(
        id="h.1.x", handbook="h", clause="1", title=text, force=Force.MANDATORY, log="log", check=check,
        remedy=Remedy(text, text, text), responsible="r", cause="c", where=parse(where) if where else None, place=Spot("x"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("check", "zh", "en"),
    [
        (Deadline(Moment((A,)), Moment((B,)), Limit(24, "hour")), "乙不晚于甲后24小时", "B within 24 hours of A"),
        (
            Deadline(Moment((A, B), Pick.EARLIEST), Moment((B, C), Pick.ALL), Limit(2, "hour", working=True)),
            "乙与丙均不晚于甲、乙中较早者后2个工作小时",
            "B and C both within 2 working hours of the earlier of A and B",
        ),
        (
            Deadline(Moment((A,)), Moment((A, B, C), Pick.ALL), LimitTable(C, {"x": Limit(1, "month")})),
            "甲与乙与丙均不晚于甲后规定时限（按丙：x 1个月）",
            "A and B and C all within the limit by C (x 1 month) of A",
        ),
        (Deadline(Moment((A,)), Moment((B,)), RecordedLimit(C)), "乙不晚于所载的丙", "B no later than the time recorded as C"),
        (
            Deadline(Moment((A,)), Moment((B,)), RecordedLimit(C, otherwise=Limit(2, "day"))),
            "乙不晚于所载的丙（未记载的为甲后2天）",
            "B no later than the time recorded as C (where none is recorded, within 2 days of A)",
        ),
        (
            Deadline(Moment((A, B), Pick.ALL), Moment((C,)), Limit(2, "day")),
            "丙不晚于甲、乙中较晚者后2天",
            "C within 2 days of the later of A and B",
        ),
        (Condition(parse("a == 1 or b == 1")), "甲 = 1 或 乙 = 1", "A = 1 or B = 1"),
        (Presence((Filled(A), Filled(B)), C), "有丙时，甲、乙均已填写", "A and B are filled in once C is recorded"),
        (Presence((Filled(A),)), "甲已填写", "A is filled in"),
        (Sequence(((A,), (B, C))), "依次为 甲 → 乙/丙", "in this order: A → B / C"),
        (Sequence(((A,), (B,), (C,)), frozenset({B})), "依次为 甲 → 乙（如有） → 丙", "in this order: A → B (where recorded) → C"),
        (Same((A, B)), "甲、乙一致", "A and B are the same"),
        (Same((A, B), parse("c == True")), "甲、乙一致（丙 = 是时除外）", "A and B are the same, unless C = yes"),
        (Different((A, B)), "甲、乙各不相同", "A and B differ"),
        (Different((A, B, C)), "甲、乙、丙各不相同", "A, B and C all differ"),
        (Allowed(A, ("x", "y")), "甲为下列之一：x、y", "A is one of x, y"),
        (Allowed(A, ("x",)), "甲为x", "A is x"),
        (Allowed(A, by=B, table={"x": ("y",)}), "甲与乙相符", "A is one laid down for B"),
        (Condition(parse("a <= 30")), "甲 ≤ 30", "A ≤ 30"),
        (Count(A, at_least=1, at_most=3), "甲1至3次", "A 1 to 3 times"),
        (Count(A, at_least=2), "甲至少2次", "A at least 2 times"),
        (Count(A, at_most=2), "甲至多2次", "A at most 2 times"),
        (Count(A, at_least=1), "甲至少1次", "A at least 1 time"),
    ],
)
def test_sentences(check: Check, zh: str, en: str) -> None:
    said = required(standard(check), LOG)
    assert (said.zh, said.en) == (zh, en)


def test_what_has_to_be_true_or_to_hold_something_is_not_only_filled_in() -> None:
    values = {"x": ("乂",), "y_z": ("丫",)}
    fields = {
        **LOG.fields,
        "b": Field("b", FieldType.BOOLEAN, Text("乙", "B")),
        "c": Field("c", FieldType.LIST, Text("丙", "C"), values=values),
    }
    said = required(standard(Presence((Filled(A), Filled(B), Filled(C, ("x", "y_z"))))), replace(LOG, fields=fields))
    assert said == Text("甲已填写，乙为是，丙含乂、丫", "A is filled in, B is yes, C holds x, y z")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("a is missing and b is not missing", "甲无记录 且 乙有记录", "A is missing and B is recorded"),
        ("a in ['x', 'y'] or not b == 'z'", "甲属于 x、y 或 非（乙 = z）", "A in x, y or not (B = z)"),
        ("a == 1 or b == 1 and c == 1", "甲 = 1 或 （乙 = 1 且 丙 = 1）", "A = 1 or (B = 1 and C = 1)"),
        ("a not in ['x']", "甲不属于 x", "A not in x"),
        ("a - b > hours(24)", "甲 - 乙 > 24小时", "A - B > 24 hours"),
        ("a.first == b.last", "首次甲 = 末次乙", "first A = last B"),
        ("d == False", "d = 否", "d = no"),
        ("a > 1.5", "甲 > 1.5", "A > 1.5"),
    ],
)
def test_conditions(text: str, zh: str, en: str) -> None:
    said = scope(standard(Condition(parse("a == 1")), text), LOG)
    assert said == Text(zh, en)


def test_names_stand_for_themselves_without_a_log() -> None:
    assert required(standard(Condition(parse("a != 2")))) == Text("a ≠ 2", "a ≠ 2")
    assert scope(standard(Condition(parse("a != 2")))) is None


def test_limits_and_numbers_read_well() -> None:
    assert limit(Limit(3, "day", working=True)) == Text("3个工作日", "3 working days")
    assert condition(parse("a == 0.5"), Place(None, {})).en == f"a = {Decimal('0.5')}"
