"""What a standard asks of slots, groups and other logs, said in both languages with the figures in force."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hegui.report.requirement import SENTENCES, required
from hegui.report.requirement.slots import thing
from hegui.words.checks import Deadline, DueOn, Moment
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.groups import Average, Coverage, Frequency, Percentile, Ratio, Sampling, Score, Trend
from hegui.words.kinds import KINDS, Check
from hegui.words.periods import MONTH, CalendarPoint, Period
from hegui.words.related import FollowUp, Pattern, Related, Requires, RowCount, Triggers
from hegui.words.slots import Cadence, Roster
from hegui.words.standards import Force, Parameter, Remedy, Source, Standard
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Log

A, B, C = Ref("a"), Ref("b"), Ref("c")
CYCLE, QUARTER = Period("cycle", 2), Period("quarter", 3)


def log(name: str, zh: str, fields: dict[str, str]) -> Log:
    of = {
        key: Field(
            key, FieldType.ENUM if key == "c" else FieldType.NUMBER, Text(title, key.upper()), values={"x": ("乂",)} if key == "c" else {}
        )
        for key, title in fields.items()
    }
    return Log(name=name, title=Text(zh, name.title()), row=Text("行", "row"), key="a", unit=None, anchor="a", fields=of)


OWN, OTHER = log("own", "本志", {"a": "甲", "b": "乙", "c": "丙"}), log("register", "登记", {"a": "子", "b": "丑", "c": "寅"})
ROSTER = Roster("register", A, B)
CENTRES = Roster("register", A, B, where=parse("c == 'x' or a > 1"))
ROWS = Related("register", ((A, A),))
SOME = Related("register", ((A, A),), parse("register.c == 'x' and register.b > b"))


def said(check: Check) -> tuple[str, str]:
    text = Text("文。", "Text.")
    standard = Standard(
        id="h.1.x",
        handbook="h",
        clause="1",
        title=text,
        force=Force.MANDATORY,
        log="own",
        check=check,
        remedy=Remedy(text, text, text),
        responsible="r",
        cause="c",
    )
    found = required(standard, OWN, {"own": OWN, "register": OTHER})
    return found.zh, found.en


def test_every_kind_has_a_sentence() -> None:
    assert list(SENTENCES) == list(KINDS)


@pytest.mark.parametrize(
    ("check", "zh", "en"),
    [
        (
            Deadline(Moment((A,)), Moment((B,)), Limit(2, "hour"), Limit(1, "hour"), each=True, pausing=True),
            "每次乙不晚于甲后2小时，且不早于1小时后（挂起时间不计）",
            "each time B within 2 hours of A, and no earlier than 1 hour after it, not counting pauses",
        ),
        (
            DueOn(A, B, CYCLE, CalendarPoint(25)),
            "甲不晚于乙所在2个月周期末月25日",
            "A by the 25th of its last month in the cycle of 2 months that holds B",
        ),
        (
            DueOn(A, B, CYCLE, CalendarPoint(-1, 1)),
            "甲不晚于乙所在2个月周期第1个月最后一日",
            "A by the last day of its 1st month in the cycle of 2 months that holds B",
        ),
        (DueOn(A, B, MONTH, CalendarPoint(3)), "甲不晚于乙所在月当月3日", "A by the 3rd in the month that holds B"),
    ],
)
def test_cases(check: Check, zh: str, en: str) -> None:
    assert said(check) == (zh, en)


@pytest.mark.parametrize(
    ("check", "zh", "en"),
    [
        (
            RowCount(SOME, 2, None, B, distinct_days=True),
            "乙之前相应的“登记”记录（子 = 甲；寅 = 乂 且 丑 > 乙）至少2条（同一天只计一条）",
            "at least 2 records in “Register” (same A) where its C = x and its B > B, on different days, up to B",
        ),
        (RowCount(ROWS, None, 0), "没有相应的“登记”记录（子 = 甲）", "no record in “Register” (same A)"),
        (RowCount(ROWS, 1, 3), "相应的“登记”记录（子 = 甲）1至3条", "1 to 3 records in “Register” (same A)"),
        (
            FollowUp(ROWS, A, Limit(3, "day")),
            "甲后3天内有相应的“登记”记录（子 = 甲）",
            "a record in “Register” (same A) within 3 days of A",
        ),
        (
            FollowUp(ROWS, A, None, Limit(1, "month"), B),
            "甲后有相应的“登记”记录（子 = 甲），此后每1个月至少一次，直至乙",
            "a record in “Register” (same A) after A, then at least one every month, until B",
        ),
        (
            FollowUp(ROWS, A, Limit(3, "day"), Limit(2, "week")),
            "甲后3天内有相应的“登记”记录（子 = 甲），此后每2周至少一次",
            "a record in “Register” (same A) within 3 days of A, then at least one every 2 weeks",
        ),
        (
            Requires(replace(SOME, match=((A, B),), at=C), B, Limit(1, "year")),
            "乙之前1年内已有相应的“登记”记录（子 = 乙；寅 = 乂 且 丑 > 乙），以寅为准",
            "a record in “Register” (A = B) where its C = x and its B > B, its C no later than B and at most 1 year before it",
        ),
        (Requires(ROWS, B), "乙之前已有相应的“登记”记录（子 = 甲）", "a record in “Register” (same A) no later than B"),
        (
            Requires(ROWS, B, Limit(1, "year")),
            "乙之前1年内已有相应的“登记”记录（子 = 甲）",
            "a record in “Register” (same A) no later than B and at most 1 year before it",
        ),
        (
            Triggers(parse("b < 60"), ROWS, Limit(30, "day")),
            "乙 < 60时，甲后30天内有相应的“登记”记录（子 = 甲）",
            "when B < 60, a record in “Register” (same A) within 30 days of A",
        ),
        (
            Triggers(parse("b < 60"), ROWS, Limit(30, "day"), C),
            "乙 < 60时，丙后30天内有相应的“登记”记录（子 = 甲）",
            "when B < 60, a record in “Register” (same A) within 30 days of C",
        ),
        (
            Pattern(parse("event.activity == 'b' and event.time - previous.time < days(7)")),
            "不得出现：本环节名称 = 乙 且 本环节时间 - 上一环节时间 < 7天",
            "never: this event's activity = B and this event's time - the previous event's time < 7 days",
        ),
        (
            Pattern(parse("next.actor == event.actor"), parse("c == 'x'")),
            "不得出现：下一环节经办人 = 本环节经办人（丙 = 乂时除外）",
            "never: the next event's actor = this event's actor, unless C = x",
        ),
    ],
)
def test_other_logs_and_events(check: Check, zh: str, en: str) -> None:
    assert said(check) == (zh, en)


@pytest.mark.parametrize(
    ("check", "zh", "en"),
    [
        (Cadence(QUARTER), "每个单位每季度至少1条“本志”", "each unit has at least 1 record in “Own” every quarter"),
        (
            Cadence(QUARTER, 2, whole=True, done=B, by=CalendarPoint(5), grace=Limit(1, "day")),
            "全公司每季度至少2条“本志”，以乙为准，不晚于末月5日，宽限1天",
            "the organisation has at least 2 records in “Own” every quarter, B by the 5th of its last month, with 1 day of grace",
        ),
        (
            Cadence(Period("day"), entity=A, roster=ROSTER, working_days_only=True),
            "每个甲每个工作日至少1条“本志”（对象：整个周期都在“登记”内）",
            "each A has at least 1 record in “Own” every working day (asked of those on “Register”, for the whole of it)",
        ),
        (
            Cadence(MONTH, entity=A, roster=CENTRES, at_least_days=10),
            "每个甲每月至少1条“本志”（对象：周期内至少10天在“登记”（寅 = 乂 或 子 > 1）内）",
            (
                "each A has at least 1 record in “Own” every month "
                "(asked of those on “Register” where (C = x or A > 1), for at least 10 days of it)"
            ),
        ),
    ],
)
def test_slots(check: Check, zh: str, en: str) -> None:
    assert said(check) == (zh, en)


@pytest.mark.parametrize(
    ("check", "zh", "en"),
    [
        (
            Ratio(parse("b > 1"), parse("c == 'x'"), at_least=Decimal("98.50"), min_sample=30),
            "每月丙 = 乂者中，乙 > 1的占比不低于98.5%（不足30个不判定）",
            "every month, at least 98.5 % of those with C = x have B > 1 (not judged below 30)",
        ),
        (
            Ratio(parse("b > 1"), at_least=Decimal(10), at_most=Decimal(20), per=Period.billing_window(2, 4), whole=True),
            "全公司每个出账期（月末2天和月初4天）乙 > 1的占比不低于10%且不高于20%",
            (
                "every billing window (last 2 and first 4 days) for the organisation as a whole, "
                "at least 10 % and at most 20 % of all records have B > 1"
            ),
        ),
        (
            Ratio(numerator=A, denominator=B, at_least=Decimal(90), per=QUARTER),
            "每季度甲合计与乙合计之比不低于90%",
            "every quarter, the sum of A divided by the sum of B is at least 90 %",
        ),
        (
            Average(parse("b - a"), at_most=Limit(30, "second")),
            "每月乙 - 甲的平均值不高于30秒",
            "every month, the average of B - A is at most 30 seconds",
        ),
        (
            Percentile(B, Decimal(90), parse("c == 'x'"), at_most=Decimal(5)),
            "每月丙 = 乂者中，乙的第90百分位数不高于5",
            "every month, the 90th percentile of B among those with C = x is at most 5",
        ),
        (
            Percentile(B, Decimal("99.5"), at_least=Decimal(100)),
            "每月乙的第99.5百分位数不低于100",
            "every month, the 99.5th percentile of B is at least 100",
        ),
        (
            Sampling(A, ROSTER, Decimal(10), per=Period("cycle", 4)),
            "每4个月周期抽取的甲不少于“登记”的10%，且至少1个",
            "every cycle of 4 months, at least 10 % of “Register”, and at least one, are drawn (told by A)",
        ),
        (
            Sampling(A, CENTRES, Decimal(10), at_least_one=False),
            "每月抽取的甲不少于“登记”（寅 = 乂 或 子 > 1）的10%",
            "every month, at least 10 % of “Register” where (C = x or A > 1) are drawn (told by A)",
        ),
        (
            Score((A,), B, Decimal(100), C, floor=Decimal(0), within=Decimal("0.01"), pass_mark=Decimal(60)),
            "乙与重算一致：100减去丙合计，最低0，相差不超过0.01；且不低于60",
            "B agrees with 100 less the sum of C, no lower than 0, to within 0.01; and at least 60",
        ),
        (
            Score((A,), B, weights=((A, Decimal("0.4")), (C, Decimal("0.60")))),
            "乙与重算一致：甲×0.4 + 丙×0.6",
            "B agrees with A × 0.4 + C × 0.6",
        ),
        (Score((A,), B, C), "乙与重算一致：丙", "B agrees with C"),
        (
            Frequency(A, Decimal(10000), B, C, at_most=Decimal(5)),
            "每月乙合计除以甲合计再乘10000不高于5，丙与之相符（2位小数）",
            "every month, C agrees to 2 decimals with the sum of B divided by the sum of A, times 10000, which is at most 5",
        ),
        (
            Frequency(A, Decimal(100), at_most=Decimal(5)),
            "每月记录数除以甲合计再乘100不高于5",
            "every month, the number of records divided by the sum of A, times 100, is at most 5",
        ),
        (
            Trend("rising", 3, A, B),
            "甲合计与乙合计之比按月不连续3次上升",
            "the sum of A divided by the sum of B does not rise 3 times in a row, month by month",
        ),
        (
            Trend("rising", 1, A, per=QUARTER),
            "甲合计不较上一季度上升",
            "the sum of A does not rise from one quarter to the next",
        ),
        (
            Trend("falling", 2, A, average=True, whole=True),
            "全公司甲的平均值按月不连续2次下降",
            "the average of A does not fall 2 times in a row, month by month for the organisation as a whole",
        ),
        (
            Trend("rising", 2, per=QUARTER),
            "记录数按季度不连续2次上升",
            "the number of records does not rise 2 times in a row, quarter by quarter",
        ),
        (Coverage(A, ("x", "y")), "每月甲包括：x、y", "every month, A covers x, y"),
    ],
)
def test_groups(check: Check, zh: str, en: str) -> None:
    assert said(check) == (zh, en)


def test_what_a_number_names() -> None:
    assert [thing(title) for title in ("项目编号", "被质检人工号", "单位", "编号")] == ["项目", "被质检人", "单位", "编号"]


def test_a_figure_that_nobody_has_set_is_not_made_up() -> None:
    text = Text("达标", "The target is met")
    standard = Standard(
        id="h.1.x",
        handbook="h",
        clause="1",
        title=text,
        force=Force.MANDATORY,
        log="own",
        check=Ratio(parse("b > 1"), at_least=Decimal(1)),
        remedy=Remedy(text, text, text),
        responsible="r",
        cause="c",
        parameters={"target": Parameter("target", None, Source.DEFAULT), "odd_mark": Parameter("odd_mark", None, Source.DEFAULT)},
        unset=("target", "odd_mark"),
    )
    assert required(standard, OWN) == Text("达标（尚未设定：目标值（%）、odd_mark）", "The target is met (not set: target (%), odd mark)")
    assert required(replace(standard, unset=()), OWN).en == "every month, at least 1 % of all records have B > 1"


def test_other_logs_go_by_their_names_where_they_are_not_known() -> None:
    text = Text("文。", "Text.")
    standard = Standard(
        id="h.1.x",
        handbook="h",
        clause="1",
        title=text,
        force=Force.MANDATORY,
        log="own",
        check=Triggers(parse("b < 60"), ROWS, Limit(1, "day")),
        remedy=Remedy(text, text, text),
        responsible="r",
        cause="c",
    )
    assert required(standard).en == "when b < 60, a record in “register” (same a) within 1 day of the record"
    assert required(replace(standard, check=Triggers(parse("b < 60"), SOME, Limit(1, "day")))).en == (
        "when b < 60, a record in “register” (same a) where register.c = x and register.b > b, within 1 day of the record"
    )
    assert (
        required(replace(standard, check=Cadence(MONTH, done=B))).en
        == "each unit has at least 1 record in the log every month, b by its end"
    )
    assert required(replace(standard, check=Cadence(MONTH))).zh == "每个单位每月至少1条记录"
