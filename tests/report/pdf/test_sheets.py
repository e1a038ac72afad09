"""Nonconformity sheets: three parts, evidence in columns, calendars of slots, figures of units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

from hegui.report.pdf.edition import Edition
from hegui.report.pdf.evidence import evidence
from hegui.report.pdf.form import Blank
from hegui.report.pdf.grid import Track, fitted
from hegui.report.pdf.known_slots import Calendar
from hegui.report.pdf.look import WIDTH
from hegui.report.pdf.marks import Mark
from hegui.report.pdf.sheet import sheet
from hegui.report.pdf.slots import calendar
from hegui.report.pdf.tables import Row
from hegui.report.pdf.text import Words
from hegui.report.pdf.unit_figures import unit_figures
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.findings import Answer, Decision, Determination, Finding
from hegui.words.groups import Coverage, Ratio, Trend
from hegui.words.kinds import Check
from hegui.words.measured import Counts, EvidenceRow, Tally
from hegui.words.periods import MONTH, Period
from hegui.words.record import Record
from hegui.words.related import Related, Triggers
from hegui.words.slots import Cadence
from hegui.words.text import Language, Text
from hegui.words.vocabulary import Field, FieldType

Build = Callable[..., Record]
Read = Callable[[Record, Language], Any]
Printed = Callable[[Language], Any]

AUDITOR = """
    受审核单位东城分公司 部门客户服务部 单位负责人王喆 审核员张镕堃、JaneAuditor 审核日期（数据截止）2026-04-0100:00
    002《客户服务规范指南》 版本标准版；准则未经正式发布采用 5.3办结时限 □体系性■实施性□效果性 严重不符合
    审核方案设定：时限 按不符合比率判级 重复发生，上次编号NC-2025-003 升级至：市分公司总经理 审核期间2026-01-01至2026-03-31
    共916件，已判定909件，其中29件（3.19%）不符合要求 数据出自客服工单系统 证据编号E1至E20 同一要求另有1个单位不符合
    列出20行，共41行 来源:投诉2026Q1.csv 6小时 建议纠正措施 投诉处理班长，2026-05-10前完成 须核对原始工单或录音的记录"""


def said(rows: list[Row]) -> str:
    """All words of rows; marks and plots have none."""
    cells = (cell for row in rows for cell in row.cells)
    return "\n".join(part.text for cell in cells for part in cell.parts if isinstance(part, Words))


def of(record: Record, standard: str) -> Finding:
    return next(finding for finding in record.findings if finding.standard.endswith(standard))


def slot(finding: Finding, entity: str, day: date, verdict: str = "nonconforming") -> EvidenceRow:
    return replace(
        finding.evidence[0], key=entity, period=day.isoformat(), anchor=datetime.combine(day, datetime.min.time()), verdict=verdict
    )


# Parts


def test_a_sheet_has_everything_an_auditor_fills_in(printed: Printed) -> None:
    page = printed(Language.ZH)
    sheet_ = page.between("D-001", "D-002")
    assert [expected for expected in AUDITOR.split() if expected not in sheet_] == []


def test_numbers_are_issued_or_drafts(printed: Printed) -> None:
    issued = printed(Language.ZH)
    assert "已签发SFSJ-2026-B01-005" in issued.between("SFSJ-2026-B01-005", "D-006")
    assert "草稿编号D-006" in issued.between("D-006", "D-007")


def test_unit_and_verifier_fields_are_blank(printed: Printed) -> None:
    page = next(each for each in printed(Language.ZH).pages if "二、责任单位填写" in each and "D-002" in each)
    filled_in = page[page.index("二、责任单位填写") :]
    for label in ("事实确认", "原因分析", "举一反三", "责任人", "验证方法", "样本", "数据期间", "销号"):
        assert label in filled_in
    assert "逐件补办并向客户说明" not in filled_in
    assert "□属实□有异议" in filled_in


def test_an_answer_is_printed(printed: Printed) -> None:
    disputed, accepted = printed(Language.ZH).between("D-001", "D-002"), printed(Language.ZH).between("SFSJ-2026-B01-005", "D-006")
    assert "□属实■有异议，理由与证据：系统时钟慢了两小时，<b>不应</b>计为超时。王喆，2026-04-08" in disputed
    assert "■属实□有异议，理由与证据：属实，已安排补练。" in accepted


def test_an_answer_without_words_or_date(record: Record) -> None:
    decided = Determination("x", Decision.CONFIRMED, "张", date(2026, 4, 3), "", answer=Answer.ACCEPTED)
    finding = replace(record.findings[1], determination=decided)
    edition = Edition(replace(record, findings=(finding,)), Language.ZH)
    assert "—，—" in said(list(sheet(edition, finding)[1].plain))


def test_a_draft_is_not_signed(printed: Printed) -> None:
    paper = printed(Language.ZH)
    assert "草稿：认定后签名" in paper.between("D-002", "D-003")
    assert "草稿：认定后签名" not in paper.between("SFSJ-2026-B01-005", "D-006")


def test_what_is_filled_in_by_hand_stands_on_one_page_and_uses_it(record: Record) -> None:
    edition = Edition(record, Language.ZH)
    blank = sheet(edition, record.findings[0])[1]

    class Frame:
        _atTop = True  # noqa: N815 - reportlab's name

    natural = sum(row.height for row in blank.plain)
    assert blank.split(WIDTH, natural - 50) == []
    roomy = blank.wrap(WIDTH, natural + 100)[1]
    assert natural + 50 < roomy <= natural + 100
    blank._frame = Frame()
    assert blank.wrap(WIDTH, natural + 300)[1] > roomy
    assert blank.wrap(WIDTH, 10_000.0)[1] < 10_000
    assert len(blank.split(WIDTH, 200)) == 2
    assert blank.split(WIDTH, 5_000) == []


def test_a_form_without_room_does_not_grow() -> None:
    assert Blank([], []).wrap(WIDTH, 500)[1] == 0


def test_a_sheet_of_twenty_rows_takes_two_pages(build: Build, read: Read) -> None:
    record = build()
    plain = replace(record.findings[1].evidence[1], observed=record.findings[0].evidence[1].observed)
    rows = tuple(replace(plain, key=f"TS{n:09}", row=n, source=f"complaints-2026-{n % 6 + 1:02}.csv") for n in range(20))
    finding = replace(record.findings[2], evidence=rows, evidence_total=20, verify=rows[:5], unit="B01")
    paper = read(replace(record, findings=(finding, finding)), Language.ZH)
    assert paper.at["6"] - paper.at["5"] == 4


# Evidence


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    wide = fitted([Track("No.", ("E1",)), Track("Key", ("TS2026000001",)), Track("Received", ("2026-03-01 09:30",))])
    assert wide is not None
    assert sum(wide) == pytest.approx(WIDTH)
    assert wide[0] < wide[1] < wide[2]


def test_columns_give_way_where_lines_can_be_broken() -> None:
    tracks = [
        Track("Key", ("TS2026000001",)),
        Track("Content", ("很长的内容" * 30,)),
        Track("Received", ("2026-03-01 09:30:15",)),
        Track("Word", ("A1b2C3" * 20,)),
    ]
    wide = fitted(tracks)
    assert wide is not None
    assert sum(wide) == pytest.approx(WIDTH)
    assert wide[0] == tracks[0].natural == tracks[0].least
    assert tracks[2].least <= wide[2] < tracks[2].natural
    assert wide[3] < tracks[3].natural
    assert fitted([Track(str(n), ("A1b2C3" * 20,)) for n in range(6)]) is None


def test_many_values_share_a_column(record: Record) -> None:
    finding = record.findings[0]
    fields = list(record.logs[0].log.fields)
    row = replace(finding.evidence[1], observed=tuple((field, "2026-03-01 09:30:00") for field in fields for _ in "ab"))
    crowded = replace(finding, evidence=(row, replace(row, reason="missing", source="", overrun_seconds=None)))
    text = said(evidence(Edition(record, Language.ZH), crowded))
    assert "实际记录" in text
    assert "受理时间: 2026-03-01 09:30; 办结时间: 2026-03-01 09:30" in text
    assert "未做或无记录，时限已过" in text


def checked(record: Record, check: Check) -> tuple[Edition, Finding]:
    """The first finding, as if its standard asked for something else."""
    finding = record.findings[0]
    standards = tuple(replace(s, check=check) if s.id == finding.standard else s for s in record.standards)
    return Edition(replace(record, standards=standards), Language.ZH), finding


def test_missing_items_and_entities_are_said_in_words(record: Record) -> None:
    log, field = record.logs[0], Field("channel", FieldType.ENUM, Text("渠道", "Channel"), values={"on_site": ("现场", "上门")})
    wide = replace(log, log=replace(log.log, fields={**log.log.fields, "channel": field}))
    check = Coverage(Ref("channel"), ("on_site", "odd"), entity=Ref("channel"))
    edition, finding = checked(replace(record, logs=(wide, *record.logs[1:])), check)
    row = EvidenceRow(finding.standard, finding.unit, "2026-01", "on_site", "", 0, "nonconforming", "items_missing")
    row = replace(row, observed=(("missing_items", "on_site, odd"),))
    assert "现场、odd" in said(evidence(edition, replace(finding, evidence=(row,))))
    assert edition.about(row) == "现场"


def test_the_time_from_which_a_limit_runs_stands_with_the_evidence(record: Record) -> None:
    edition, finding = checked(record, Triggers(parse("1 == 1"), Related("other", ()), Limit(2, "day")))
    row = replace(finding.evidence[1], observed=(), anchor=datetime(2026, 3, 1, 9, 30))
    text = said(evidence(edition, replace(finding, evidence=(row,))))
    assert "受理时间" in text
    assert "2026-03-01 09:30" in text


def test_no_two_columns_have_one_title(record: Record) -> None:
    log = record.logs[0]
    name = next(iter(log.log.fields))
    fields = {**log.log.fields, name: replace(log.log.fields[name], title=Text("期限", "Due"))}
    renamed = replace(record, logs=(replace(log, log=replace(log.log, fields=fields)), *record.logs[1:]))
    finding = record.findings[0]
    row = replace(finding.evidence[1], observed=((name, "2026-03-01"),), due=datetime(2026, 3, 1))
    text = said(evidence(Edition(renamed, Language.EN), replace(finding, evidence=(row,))))
    assert text.split("\n").count("Due") == 1
    assert "Due by" in text


def test_files_are_named_once_and_rows_by_their_letter(record: Record) -> None:
    finding = record.findings[0]
    rows = tuple(replace(finding.evidence[1], source=f"{n}.csv", row=n) for n in range(28))
    text = said(evidence(Edition(record, Language.EN), replace(finding, evidence=rows[:20], verify=rows[20:])))
    assert "A 0.csv    B 1.csv" in text
    assert "\nB:1\n" in text
    assert "A2 27.csv" in text


def test_a_value_that_is_missing_and_a_reason_that_is_unknown(record: Record) -> None:
    finding = record.findings[0]
    odd = (replace(finding.evidence[1], reason="brand_new"), replace(finding.evidence[2], observed=()))
    text = said(evidence(Edition(record, Language.EN), replace(finding, evidence=odd)))
    assert "brand_new" in text
    assert "—" in text
    assert evidence(Edition(record, Language.EN), replace(finding, evidence=())) == []


def test_what_repeats_the_record_number_and_codes_are_not_printed(record: Record) -> None:
    finding = record.findings[0]
    rows = tuple(
        replace(row, key=f"K{n}", observed=(("owner_id", f"K{n}"), ("channel", None))) for n, row in enumerate(finding.evidence[:3])
    )
    text = said(evidence(Edition(record, Language.ZH), replace(finding, evidence=rows, verify=())))
    assert text.count("K1") == 1


# Slots


JANUARY = 2026 * 12
SPAN = (date(2026, 1, 1), date(2026, 4, 1))


def drills(record: Record, counts: dict[int, Counts] | None = None) -> Calendar:
    """The calendar of the monthly drill, with other counts where they are given."""
    finding = of(record, "monthly-drill")
    counted = {tally.number: tally.counts for tally in record.tallies if tally.standard == finding.standard and tally.number is not None}
    return Calendar(
        MONTH, (*finding.evidence, *record.pending[-2:], record.undetermined[-1]), counts if counts is not None else counted, MONTH, SPAN
    )


def test_the_calendar_marks_what_is_listed_and_what_is_not(record: Record) -> None:
    shown = drills(record)
    assert shown.complete
    assert shown.periods == range(JANUARY, JANUARY + 4)
    assert [shown.mark("B01", JANUARY + n) for n in range(4)] == [Mark.NONCONFORMING, Mark.CONFORMING, Mark.NONCONFORMING, Mark.PENDING]
    assert [shown.mark("B03", JANUARY + n) for n in range(3)] == [Mark.CONFORMING, Mark.UNDETERMINED, Mark.CONFORMING]
    assert shown.mark("B03", JANUARY + 9) is Mark.NONE


def test_where_there_are_fewer_slots_than_fields_nothing_is_said_to_conform(record: Record) -> None:
    shown = drills(record, {JANUARY: Counts({"conforming": 1, "missing_slot": 1}), JANUARY + 1: Counts({"not_applicable": 3})})
    assert shown.mark("B03", JANUARY) is Mark.UNLISTED
    assert shown.mark("B01", JANUARY + 1) is Mark.NONE, "nothing conforms in that month"


def test_a_calendar_knows_whether_all_is_listed(record: Record) -> None:
    assert not drills(record, {JANUARY: Counts({"missing_slot": 20})}).complete
    assert drills(record, {JANUARY: Counts({"conforming": 2})}).complete


def test_days_are_counted_by_the_months_of_the_report() -> None:
    first = datetime(2026, 1, 3)
    row = EvidenceRow("s", "B01", "2026-01-03", "shop", "", 0, "nonconforming", "missing_slot", first)
    full = Calendar(Period("day"), (row,), {JANUARY: Counts({"missing_slot": 1, "conforming": 30})}, MONTH, (date.min, date(2026, 2, 9)))
    assert [full.per.label(full.periods[at]) for at in (0, -1)] == ["2026-01-01", "2026-01-31"]
    assert full.mark("shop", full.periods[-1]) is Mark.CONFORMING
    open_ = replace(full, span=(date(2026, 1, 3), date(2026, 1, 20)))
    assert [open_.per.label(open_.periods[at]) for at in (0, -1)] == ["2026-01-03", "2026-01-20"]
    assert open_.mark("shop", open_.periods[-1]) is Mark.UNLISTED


def test_billing_windows_have_gaps_between_them() -> None:
    window = Period.billing_window(2, 4)
    row = EvidenceRow("s", "B01", "2026-01B", "B01", "", 0, "nonconforming", "missing_slot", datetime(2026, 1, 30))
    shown = Calendar(window, (row,), {JANUARY: Counts({"missing_slot": 1})}, MONTH, SPAN)
    assert shown.mark("B01", JANUARY) is Mark.NONCONFORMING
    assert JANUARY in shown.periods


def test_a_calendar_that_is_cut_short_says_so_and_marks_nothing_as_conforming(record: Record) -> None:
    finding = of(record, "daily-visit")
    shown = said(calendar(Edition(record, Language.ZH), finding))
    assert "共 102 次不符合，日历只画出所列的 12 次；空白处不表示符合" in shown
    assert "南大街厅: 2026-01-05 – 2026-01-06, 2026-01-14, 2026-02-04 – 2026-02-05, 2026-03-06" in shown
    assert "2026-02" in shown.split("\n")


def test_entities_are_named_as_units_where_they_are(record: Record) -> None:
    shown = said(calendar(Edition(record, Language.ZH), of(record, "monthly-drill")))
    assert "东城分公司" in shown
    assert "未画出的对象和期次均无缺失。" in shown
    assert "逐一列出" not in shown, "three gaps are plain to see"


def test_only_objects_with_a_gap_are_drawn(record: Record) -> None:
    finding = of(record, "monthly-drill")
    pending = tuple(replace(row, key="B99", unit=finding.unit) for row in record.pending if row.standard == finding.standard)
    shown = said(calendar(Edition(replace(record, pending=(*record.pending, *pending)), Language.ZH), finding))
    assert "B99" not in shown


def test_many_objects_are_not_all_drawn(record: Record) -> None:
    finding = of(record, "daily-visit")
    rows = tuple(slot(finding, f"shop {n:02}", date(2026, 1, 1) + timedelta(days=40 * n)) for n in range(33))
    shown = said(calendar(Edition(replace(record, tallies=()), Language.EN), replace(finding, evidence=rows, evidence_total=33)))
    assert "3 more are not drawn" in shown
    assert "more stretches of periods with gaps are not drawn" in shown
    assert "shop 32: 2029-07-04" in shown


def test_weeks_fill_as_many_lines_as_they_need(record: Record, parts: ModuleType) -> None:
    weekly = Period("week")
    standard = next(standard for standard in record.standards if standard.id == parts.VISIT)
    assert isinstance(standard.check, Cadence)
    check = replace(standard.check, per=weekly)
    standards = tuple(replace(each, check=check) if each.id == parts.VISIT else each for each in record.standards)
    finding = of(record, "daily-visit")
    rows = tuple(slot(finding, "shop", date(2026, 1, 5) + timedelta(weeks=8 * n)) for n in range(4))
    edition = Edition(replace(record, standards=standards, tallies=()), Language.BOTH)
    shown = calendar(edition, replace(finding, evidence=rows, evidence_total=4))
    assert len([row for row in shown if row.together and len(row.cells) == 2 and "Object" in said([row])]) == 4


def test_no_calendar_without_slots(record: Record) -> None:
    finding = of(record, "daily-visit")
    assert calendar(Edition(record, Language.ZH), replace(finding, evidence=())) == []


# Figures of units


def test_figures_stand_against_their_limit(record: Record) -> None:
    edition = Edition(record, Language.ZH)
    text = said(evidence(edition, of(record, "answer-rate")))
    for expected in ("分子", "分母", "占比（%）", "规定值", "812", "81.2", "95% 区间", "78.66% – 83.51%", "低于规定值"):
        assert expected in text
    assert "符合的期次（数值不列）：2026-02" in said(unit_figures(edition, of(record, "answer-rate")))


def test_conforming_periods_are_called_as_the_standard_counts(record: Record) -> None:
    finding = of(record, "answer-rate")
    standard = next(each for each in record.standards if each.id == finding.standard)
    assert isinstance(standard.check, Ratio)
    quarterly = replace(standard, check=replace(standard.check, per=Period.parse("quarter")))
    tallies = tuple(Tally(standard.id, finding.unit, f"2026-{n:02}", Counts({"conforming": 1}), JANUARY + n - 1) for n in (1, 2, 4))
    changed = replace(record, standards=tuple(quarterly if each is standard else each for each in record.standards), tallies=tallies)
    shown = said(unit_figures(Edition(changed, Language.ZH), finding))
    assert "2026年第一季度、2026-02、2026年第二季度" in shown, "a month in which no quarter begins stands for itself"


def test_a_figure_that_is_no_number_is_not_drawn(record: Record) -> None:
    finding = of(record, "waiting-time")
    odd = replace(finding.evidence[0], observed=(("series", "3, 4, 6"),), anchor=None)
    assert unit_figures(Edition(record, Language.ZH), replace(finding, evidence=(odd,))) == []


def test_figures_with_several_limits_or_objects(record: Record) -> None:
    finding = of(record, "waiting-time")
    rows = tuple(
        replace(finding.evidence[0], key=key, observed=(("value", value), ("limit", limit)))
        for key, value, limit in (("S1 / P1", "-4", "30"), ("S1 / P2", "12.5", "31"))
    )
    rows = (*rows, replace(rows[0], observed=(("missing_items", "a"),)))
    (_, drawn) = unit_figures(Edition(record, Language.ZH), replace(finding, evidence=rows))
    plot: Any = drawn.cells[0].parts[0]
    assert plot.limits == {Decimal(30), Decimal(31)}
    assert [value.value for value in plot.values] == [Decimal(-4), None, Decimal("12.5")]
    assert [value.limit for value in plot.values] == [Decimal(30), None, Decimal(31)]
    assert plot.values[0].period.endswith("S1 / P1")


def test_an_interval_needs_two_numbers(record: Record) -> None:
    finding = of(record, "answer-rate")
    odd = replace(finding.evidence[0], observed=(("numerator", "12.5"), ("denominator", "30")))
    assert "—" in said(evidence(Edition(record, Language.ZH), replace(finding, evidence=(odd,))))


def test_a_reader_sees_calendar_and_figures(printed: Printed) -> None:
    paper = printed(Language.BOTH)
    assert "逐期日历Calendarofwhatwasdue" in paper.between("D-006", "D-007")
    assert "各期数值Figuresbyperiod" in paper.between("D-007", "D-008")
    assert "□system□implementation■effect" in paper.between("D-007", "D-008")


def test_a_trend_is_drawn_from_what_it_looks_back_upon(record: Record) -> None:
    finding = of(record, "waiting-time")
    check = Trend("rising", 3, per=MONTH)
    standards = tuple(replace(each, check=check) if each.id == finding.standard else each for each in record.standards)
    row = replace(finding.evidence[0], observed=(("series", "3, ?, 4.5, 6"),))
    (_, drawn) = unit_figures(Edition(replace(record, standards=standards), Language.ZH), replace(finding, evidence=(row,)))
    plot: Any = drawn.cells[0].parts[0]
    assert [(each.period, each.value) for each in plot.values] == [
        ("2025-11", Decimal(3)), ("2025-12", None), ("2026-01", Decimal("4.5")), ("2026-02", Decimal(6)),
    ]  # fmt: skip


def test_tallies_without_a_number_are_left_out(record: Record) -> None:
    finding = of(record, "monthly-drill")
    unknown = Tally(finding.standard, finding.unit, "unknown", Counts({"no_anchor": 1}))
    shown = calendar(Edition(replace(record, tallies=(*record.tallies, unknown)), Language.ZH), finding)
    assert "未画出的对象和期次均无缺失。" in said(shown)
