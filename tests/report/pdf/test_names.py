"""What periods, codes, versions and findings are called in print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.report.pdf.adopted import version_of
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.period_names import period_name
from hegui.report.pdf.remarks import remarks
from hegui.words.findings import Answer, Decision, Determination, FindingKind, Grade
from hegui.words.periods import UNITS, Period
from hegui.words.record import Record
from hegui.words.text import Language, Text
from hegui.words.vocabulary import Field, FieldType


@pytest.mark.parametrize(
    ("label", "zh", "en"),
    [
        ("2026-Q3", "2026年第三季度", "Q3 2026"),
        ("2026-H1", "2026年上半年", "H1 2026"),
        ("2026-W07", "2026年第7周", "week 7 of 2026"),
        ("2026-01/04", "2026年1—4月", "2026-01 to 04"),
        ("2026-12B", "2026年12月出账期", "billing 2026-12"),
        ("2026", "2026年", "2026"),
        ("2026-03", "2026-03", "2026-03"),
        ("2026-03-07", "2026-03-07", "2026-03-07"),
        ("unknown", "期间不明", "period unknown"),
    ],
)
def test_periods_are_called_by_name(label: str, zh: str, en: str) -> None:
    assert period_name(label) == Text(zh, en)


@given(st.sampled_from([*UNITS, "cycle of 2 months", "cycle of 6 months"]), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_neighbouring_periods_have_different_names(unit: str, day: date) -> None:
    per = Period.parse(unit)
    number = per.number_at(day)
    assert number is not None
    here, next_ = period_name(per.label(number)), period_name(per.label(number + 1))
    assert here.zh != next_.zh
    assert here.en != next_.en


@pytest.mark.parametrize(
    ("version", "zh", "en"),
    [("标准版 (standard edition)", "标准版", "standard edition"), ("2.1 (draft)", "2.1 (draft)", "2.1 (draft)"), ("", "—", "—")],
)
def test_a_version_in_two_languages_is_printed_in_one(record: Record, version: str, zh: str, en: str) -> None:
    assert version_of(replace(record.handbooks[0], version=version)) == Text(zh, en)


def coded(record: Record, language: Language) -> Edition:
    """An edition whose first log has a field with codes, a list of codes and a yes or no."""
    log = record.logs[0]
    codes = {"on_site": ("现场", "上门"), "phone": ()}
    fields = {
        name: Field(name, type_, Text(name, name), values=codes)
        for name, type_ in (("channel", FieldType.ENUM), ("channels", FieldType.LIST), ("approved", FieldType.BOOLEAN))
    }
    wide = replace(log, log=replace(log.log, fields={**log.log.fields, **fields}))
    return Edition(replace(record, logs=(wide, *record.logs[1:])), language)


@pytest.mark.parametrize(
    ("field", "value", "zh", "en"),
    [
        ("channel", "on_site", "现场", "on site"),
        ("channel", "phone", "phone", "phone"),
        ("channel", "传真", "传真", "传真"),
        ("channels", "on_site, phone", "现场、phone", "on site, phone"),
        ("approved", "false", "否", "no"),
        ("approved", "maybe", "maybe", "maybe"),
        ("unheard_of", "on_site", "on_site", "on_site"),
    ],
)
def test_codes_are_said_in_words(record: Record, field: str, value: str, zh: str, en: str) -> None:
    name = record.logs[0].log.name
    assert coded(record, Language.ZH).value(name, field, value) == zh
    assert coded(record, Language.EN).value(name, field, value) == en


def test_in_a_confirmed_report_only_what_differs_is_said(record: Record) -> None:
    decided = Determination("x", Decision.CONFIRMED, "张", date(2026, 4, 3), "", answer=Answer.ACCEPTED)
    plain = replace(record.findings[2], determination=decided, proposed=None, repeated=None, previous="", escalated=None)
    disputed = replace(plain, determination=replace(decided, answer=Answer.DISPUTED))
    unclear = replace(plain, kind=FindingKind.INCONCLUSIVE, proposed=Grade.MAJOR)
    confirmed = Edition(replace(record, findings=(plain, disputed, unclear)), Language.ZH)
    assert [[text.zh for text in remarks(confirmed, each)] for each in (plain, disputed, unclear)] == [
        [], ["受审核单位：有异议"], ["记录不足以审核", "由严重改判"],
    ]  # fmt: skip
    draft = Edition(record, Language.ZH)
    assert [text.zh for text in remarks(draft, plain)] == ["已认定（张，2026-04-03）", "受审核单位：属实"]
    unanswered = replace(plain, determination=replace(decided, answer=None))
    assert [text.zh for text in remarks(draft, unanswered)] == ["已认定（张，2026-04-03）"]
