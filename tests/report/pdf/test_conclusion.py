"""The conclusion and the figures it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from hegui.report.pdf.conclusion import PairState, pairs, sentences
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.statement import periods, ratio, reason_title, statement
from hegui.words.expressions import Ref
from hegui.words.findings import Grade
from hegui.words.groups import Score
from hegui.words.kinds import Scope
from hegui.words.measured import Counts, Tally
from hegui.words.record import Record
from hegui.words.text import Language
from hegui.words.verdicts import Verdict

Build = Callable[..., Record]


def edition(record: Record) -> Edition:
    return Edition(record, Language.ZH)


def test_pairs_are_in_one_state_each(record: Record) -> None:
    states = pairs(edition(record))
    assert states == {
        PairState.BREACHED: 8,
        PairState.CONFORMING: 1,
        PairState.TOLERATED: 1,
        PairState.UNDETERMINED: 2,
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
    assert "已判定 909 件，其中 29 件（3.19%）不符合要求：超过时限 26 件；未做或无记录，时限已过 3 件。" in said.zh
    assert "最长超出时限 1 天 2 小时。" in said.zh
    assert "另有未到期 5 件、无法判定 2 件，不计入。" in said.zh
    assert "of 916 records" in said.en
    assert "29 do not meet the requirement (3.19%): 26 done after the limit" in said.en
    assert ratio(edition(record), record.findings[0]) == "29 / 909"


def test_an_inconclusive_finding_states_what_could_not_be_judged(record: Record) -> None:
    finding = record.findings[3]
    said = statement(edition(record), finding)
    assert "300 件（25.00%）无法判定：单元格无法识别；超过允许的 5.00%" in said.zh
    assert "the record does not allow the audit" in said.en
    assert ratio(edition(record), finding) == "无法判定\n300 / 1,200"


def test_periods_are_listed(record: Record) -> None:
    listed = periods(edition(record), record.findings[0])
    assert listed is not None
    assert "2026-01 1/290  2026-02 2/300" in listed.en


def test_an_open_window_is_said(build: Build) -> None:
    record = build(since=None, until=None)
    assert statement(edition(record), record.findings[0]).zh.startswith("所送数据的全部时间内")


def test_slots_are_counted_not_rated(record: Record) -> None:
    slots = next(finding for finding in record.findings if finding.standard.endswith("monthly-drill"))
    said = statement(edition(record), slots)
    assert "%" not in said.zh + said.en
    assert periods(edition(record), slots) is None
    judged, missed = slots.counts.judged, slots.counts.of(Verdict.NONCONFORMING)
    assert ratio(edition(record), slots) == f"缺 {missed} / 应 {judged}"
    late = replace(slots, counts=Counts({"conforming": 2, "late": 1}))
    assert ratio(edition(record), late) == "迟 1 / 应 3"
    both = replace(slots, counts=Counts({"conforming": 2, "late": 1, "missing_slot": 2}))
    assert ratio(edition(record), both) == "3 / 5"


def test_why_a_slot_cannot_be_judged_is_said_of_slots() -> None:
    assert "可能属于该期" in reason_title("unknown_scope", Scope.SLOT).zh
    assert reason_title("unknown_scope", Scope.CASE).zh == "无法判断是否适用"
    assert reason_title("brand_new", Scope.CASE).zh == "brand_new"


def test_recomputed_scores_are_counted_as_scores(record: Record) -> None:
    group = next(finding for finding in record.findings if finding.standard.endswith("waiting-time"))
    check = Score(subject=(Ref("supplier_id"),), recorded=Ref("final_score"))
    standards = tuple(replace(each, check=check) if each.id == group.standard else each for each in record.standards)
    said = statement(edition(replace(record, standards=standards)), replace(group, counts=Counts({"disagrees": 1, "pending": 1})))
    assert "逐一重算 2 张评分，已判定 1 张，其中 1 张不符合要求" in said.zh
    assert "1 was judged, 1 does not meet" in said.en
    assert "另有未到期 1 张" in said.zh
