"""The conclusion and the figures it rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hegui.report.pdf.conclusion import PairState, pairs, sentences
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.statement import periods, ratio, statement
from hegui.words.findings import Grade
from hegui.words.measured import Counts, Tally
from hegui.words.record import Record
from hegui.words.text import Language

Build = Callable[..., Record]


def edition(record: Record) -> Edition:
    return Edition(record, Language.ZH)


def test_pairs_are_in_one_state_each(record: Record) -> None:
    states = pairs(edition(record))
    assert states == {
        PairState.BREACHED: 9,
        PairState.CONFORMING: 1,
        PairState.TOLERATED: 1,
        PairState.UNDETERMINED: 1,
        PairState.PENDING: 1,
    }


def test_waived_and_not_applicable_pairs(build: Build) -> None:
    standard = build().standards[0].id
    tallies = (Tally(standard, "B01", "2026-03", Counts({"waived": 2})), Tally(standard, "B02", "2026-03", Counts({"not_applicable": 9})))
    assert pairs(edition(build(findings=(), tallies=tallies))) == {PairState.WAIVED: 1}


def test_results_are_counted_by_standard_and_unit_never_by_instance(record: Record) -> None:
    said = sentences(edition(record))[1]
    total = pairs(edition(record)).total()
    assert f"在 {total} 个“标准×单位”结果中" in said.zh
    assert f"of {total} results by standard and unit" in said.en


@pytest.mark.parametrize(
    ("grades", "zh", "en"),
    [
        (tuple(Grade), "未得到充分满足", "not sufficiently met"),
        ((Grade.MINOR, Grade.OBSERVATION), "部分得到满足", "met in part"),
        ((Grade.OBSERVATION,), "基本得到满足", "met in the main"),
        ((), "未见不符合", "no nonconformity"),
    ],
)
def test_the_gravest_grade_decides(build: Build, grades: tuple[Grade, ...], zh: str, en: str) -> None:
    findings = tuple(finding for finding in build().findings if finding.grade in grades)
    met = sentences(edition(build(findings=findings)))[2]
    assert zh in met.zh
    assert en in met.en


def test_nothing_judged_is_no_conclusion(build: Build) -> None:
    standard = build().standards[0].id
    record = build(findings=(), tallies=(Tally(standard, "B01", "2026-03", Counts({"pending": 3})),))
    assert "不能就准则的满足程度作出结论" in sentences(edition(record))[2].zh


def test_the_statement_has_all_figures(record: Record) -> None:
    said = statement(edition(record), record.findings[0])
    assert "已判定 909 件，其中 29 件（3.19%）不符合要求：超过时限 26 件、未做或无记录，时限已过 3 件。" in said.zh
    assert "最长超出时限 1 天 2 小时。" in said.zh
    assert "另有未到期 5 件、无法判定 2 件、豁免 0 件" in said.zh
    assert "of 916 instances" in said.en
    assert "29 (3.19%) do not meet the requirement: done after the limit: 26" in said.en
    assert ratio(record.findings[0]) == "29 / 909"


def test_an_inconclusive_finding_states_what_could_not_be_judged(record: Record) -> None:
    finding = record.findings[3]
    said = statement(edition(record), finding)
    assert "300 件（25.00%）无法判定：单元格无法识别 300 件；超过允许的 5.00%" in said.zh
    assert "the record does not allow the audit" in said.en
    assert ratio(finding) == "300 / 1,200"


def test_periods_are_listed(record: Record) -> None:
    listed = periods(record.findings[0])
    assert listed is not None
    assert "2026-01 1/290  2026-02 2/300" in listed.en


def test_an_open_window_is_said(build: Build) -> None:
    record = build(since=None, until=None)
    assert statement(edition(record), record.findings[0]).zh.startswith("所送数据的全部时间内")
