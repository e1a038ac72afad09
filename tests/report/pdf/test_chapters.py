"""What the chapters say, in each language, and when there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hegui.words.durations import Limit
from hegui.words.jobs import Extent
from hegui.words.measured import Counts, StandardStatus, Status, Tally
from hegui.words.record import Record
from hegui.words.standards import Checkable, Clause, Parameter, Source
from hegui.words.text import Language, Text

Build = Callable[..., Record]
Read = Callable[[Record, Language], Any]
Printed = Callable[[Language], Any]

MUST = {
    Language.ZH: """
        执行摘要 不符合项清单 纠正措施计划 条款覆盖表 溯源 准则未经正式发布采用 市服〔2025〕12号 第2页/共 举一反三
        一般不符合 严重不符合 观察项 导出数据中的记录已全部检查；未导出的数据不在结论之内 紧急投诉24小时内办结并反馈 12,410，相符
        未提供日志：故障工单 日志缺少字段：回访时间 BinderError:<b>nosuchcolumn</b> 只列已作判定的标准
        目标值（%）未设定，须在审核方案中设定 未设定 GB18030，逗号分隔，表头在第3行
        成立的申诉2条，所涉记录已从计数中核减 不成立的申诉1条，计数不变 （没有与之对应的不符合） B092026-01 录音20260301.wav
        上次审核：2025年下半年审核（SFSJ-2025-002） 已消除1项，再次发生1项，本次未能判定1项 上次已验证有效并销号
        重复发生，上次编号NC-2025-003 升级至：市分公司总经理 由严重改判 已认定（张镕堃，2026-04-03） 受审核单位：有异议
        多个单位，同一要求 一个单位，多项要求 由归口部门统一整改 预防措施 下列单位在其他单位有不符合的要求上
        系统时钟慢了两小时，<b>不应</b>计为超时。 D-099 导出时取错了时间列
        应做次数，按月 单位指标，按月 记录，按月 未列不完整的周期：应做次数2026-04
        未涵盖 隐私保护""",
    Language.EN: """
        Executivesummary Registerofnonconformities Corrective-actionplan Clausecoveragematrix criterianotformallyadopted Page2of
        Everythingintheexportwaschecked;whatwasnotexportedisoutsidetheconclusion Urgentcomplainthandledandfedbackwithin24hours
        Majornonconformity notgiven:Faulttickets theloglacks:Calledback 12,410,agrees thetarget(%)isnotset;theprofilehastosetit
        Ofits3findings:1nolongerfound,1foundagain,1notjudgedthistime escalatedtoGeneralmanager regradedfromMajor
        onerequirement,severalunits Periodicdutiesbymonth Figuresofunitsbymonth GB18030,comma,headerinrow3
        Upheld:2;therecordsareleftoutofthecount Dismissed:1;thecountstaysasitis
        Nonconformityreport·issued""".replace("·issued", ""),
    Language.BOTH: "执行摘要 Executivesummary 第2页/共 /Page2of 意见分歧Differencesofopinion 已签发/issued",
}


@pytest.mark.parametrize("language", list(Language))
def test_it_says_what_it_must(printed: Printed, language: Language) -> None:
    whole = printed(language).text
    assert [said for said in MUST[language].split() if said not in whole] == []


def test_one_language_does_not_leak_into_the_other(printed: Printed) -> None:
    english, chinese = printed(Language.EN).text, printed(Language.ZH).text
    for said in ("执行摘要", "不符合项", "逐期走势", "不完整", "表头"):
        assert said not in english
    for said in ("Nonconformity", "headerinrow", "nonconforming", "missing", "judged"):
        assert said not in chinese


def test_slots_that_fall_due_are_named_with_unit_and_period(build: Build, read: Read) -> None:
    record = build()
    due = read(replace(record, pending=record.pending[-2:]), Language.ZH).between("1.5", "2")
    assert "2026-04-3030天东城分公司0027.1每月演练一次东城分公司2026-04" in due


def test_every_clause_is_in_the_matrix(build: Build, read: Read) -> None:
    book = build().handbooks[0]
    more = tuple(
        Clause(
            f"{chapter}.{n}",
            Text(f"第{chapter}章第{n}节", f"section {n} of {chapter}"),
            Text("", ""),
            Checkable.NO if n == 10 else Checkable.YES,
        )
        for chapter in range(10, 30)
        for n in range(1, 11)
    )
    record = build(handbooks=(replace(book, clauses=(*book.clauses, *more)), *build().handbooks[1:]))
    rows = read(record, Language.EN).between("7", "8")
    missing = [c.number for handbook in record.handbooks for c in handbook.clauses if f"{handbook.catalogue}{c.number}" not in rows]
    assert missing == []
    for said in ("nothingcouldbejudgedyet", "checkfailed", "cannotbecheckedfromrecords", "checkable,notencodedyet"):
        assert said in rows


def test_areas_are_listed_where_a_handbook_asks_for_them(build: Build, read: Read) -> None:
    record = build()
    without = tuple(replace(book, clauses=tuple(c for c in book.clauses if c.number != "4.2")) for book in record.handbooks)
    assert "7.3" not in read(replace(record, handbooks=without, attestations=()), Language.EN).at


@pytest.mark.parametrize("language", list(Language))
def test_no_findings(build: Build, read: Read, language: Language) -> None:
    record = build(findings=(), pending=(), common=(), strengths=(), withdrawn=(), followed_up=())
    whole = read(replace(record, job=replace(record.job, objections=())), language).text
    english = language is Language.EN
    assert ("Nofindingswereraised" if english else "本次审核未提出发现") in whole
    assert ("nononconformitywiththecriteriawasfound" if english else "未见不符合审核准则的情况") in whole
    for zh, en in (
        ("未发现共性问题", "Nocommonproblemwasfound"), ("没有可列的亮点", "Thereisnonetolist"),
        ("受审核单位未提出异议", "Nounithasobjected"), ("没有撤销的草稿", "Nodraftwaswithdrawn"), ("，未提出发现", "itraisednofindings"),
    ):  # fmt: skip
        assert (en if english else zh) in whole


def test_without_a_last_audit_the_report_says_so_in_a_sentence(build: Build, read: Read) -> None:
    record = build(followed_up=())
    paper = read(replace(record, job=replace(record.job, last_audit=None)), Language.ZH)
    chapter = paper.pages[paper.at["3"]]
    assert paper.at["3"] in {paper.at["4"], paper.at["2.11"]}, "a chapter of one sentence takes no page of its own"
    assert "未提供上次审核的报告，无法核对其发现的落实情况。" in chapter


def test_nothing_given_at_all(build: Build, read: Read) -> None:
    nothing: dict[str, Any] = dict.fromkeys(
        ("findings", "pending", "undetermined", "tallies", "logs", "handbooks", "standards", "rules", "inputs", "warnings", "common",
         "strengths", "withdrawn", "followed_up", "unused_waivers", "unused_objections"), (),
    )  # fmt: skip
    record = build(
        **nothing, statuses={}, since=None, until=None, versions={}, command="", as_of=datetime(2026, 4, 1, 12, 30, 5), as_of_given=True
    )
    job = replace(
        record.job, units=(), waivers=(), auditors=(), title="年度审核", document_no="", objections=(), last_audit=None
    )  # fmt: skip
    record = replace(record, job=job, profile=replace(record.profile, overrides=(), parameters={}))
    whole = read(record, Language.BOTH).text
    for said in ("没有可供判定的记录", "nothingcouldbejudged", "年度审核", "2026-04-0112:30:05", "未提供日志", "完整的周期不足两个"):
        assert said in whole


def test_all_judged_leaves_no_table_of_reasons(build: Build, read: Read) -> None:
    record = build()
    judged = {id_: replace(status, status=Status.JUDGED, why="") for id_, status in record.statuses.items()}
    assert "All12standardsinforcewerejudged" in read(build(statuses=judged), Language.EN).text


def test_long_texts_run_over_pages_and_lose_nothing(build: Build, read: Read) -> None:
    long = "".join(f"第{n}句话。" for n in range(600))
    record = build()
    first = replace(record.standards[0], note=Text(long, long))
    whole = read(replace(record, standards=(first, *record.standards[1:])), Language.ZH).text
    lost = [n for n in range(600) if f"第{n}句话。" not in whole]
    assert len(lost) <= 3, "sentences that a page break cuts in two, at most one a page"


def test_samples_control_totals_and_accounts_that_do_not_agree(build: Build, read: Read, tmp_path: Path) -> None:
    record = build()
    log = record.logs[0]
    sample = replace(
        log,
        extent=Extent(full=False, method="随机", size=400, population=9_000),
        control_total=12_500,
        account=replace(log.account, used=12_000),
        origin={},
        covers=None,
        faults=(),
        unbound=(),
    )
    plain_log = replace(log, control_total=None, covers_declared=True)
    bare = replace(record.findings[0], evidence=(), verify=(), evidence_total=0, periods=(), because=(), actions=(), unit="-")
    many = replace(record.findings[1], evidence_total=5_000)
    idle = StandardStatus(record.standards[3].id, Status.NOT_EVALUATED)
    unsaid = StandardStatus(record.standards[0].id, Status.NOT_CHECKED, "the columns are of no use")
    odd = build(
        logs=(sample, plain_log, *record.logs[1:]),
        findings=(bare, many),
        statuses={**record.statuses, idle.standard: idle, unsaid.standard: unsaid},
        spool=tmp_path / "evidence.parquet",
    )
    whole = read(odd, Language.EN).text
    for said in (
        "sample:随机,400of9,000", "12,500,differsfrom12,410rowsread", "offby300", "notgiven", "(declared)", "Nofaultswerefound",
        "thereisasamplingrisk", "某市电信分公司", "12of5,000rows;alloftheminevidence.parquet",
        "norecordtowhichitapplies", "thecolumnsareofnouse",
    ):  # fmt: skip
        assert said in whole


def test_a_sample_says_how_far_its_shares_may_be_off(build: Build, read: Read) -> None:
    record = build()
    sample = replace(record.logs[0], extent=Extent(full=False, method="随机", size=400, population=9_000))
    whole = read(replace(record, logs=(sample, *record.logs[1:])), Language.ZH).text
    assert "不符合比率的95%置信区间为2.23%–4.55%" in whole
    assert "Wilson法，两端向外取至0.01%" in whole


def test_many_units_are_grouped(record_of_many: Callable[..., Record], read: Read) -> None:
    record = record_of_many(60)
    assert len({finding.unit for finding in record.findings}) == 40
    bare = tuple(replace(each, evidence=(), verify=()) for each in record.findings)
    assert "26otherunits" in read(replace(record, findings=bare), Language.EN).text


def test_a_trend_needs_two_whole_periods(build: Build, read: Read) -> None:
    record = build()
    id_ = record.standards[0].id
    march = 2026 * 12 + 2
    tallies = tuple(Tally(id_, "B01", f"2026-{n:02}", Counts({"conforming": 5, "late": 1}), march + n - 3) for n in (3, 4, 5))
    assert "完整的周期不足两个，不作走势" in read(replace(record, tallies=tallies), Language.ZH).text
    unbounded = replace(record, tallies=tallies, until=None, as_of=datetime(2026, 5, 1))
    shown = read(unbounded, Language.ZH).text
    assert "记录，按月" in shown
    assert "未列不完整的周期：记录2026-05" in shown


def test_an_adoption_may_be_open_ended_and_for_some_units_only(build: Build, read: Read) -> None:
    record = build()
    books = list(record.handbooks)
    adopted = books[1].adoption
    assert adopted is not None
    books[1] = replace(books[1], adoption=replace(adopted, effective_until=None, units=("B01", "B02")))
    said = read(replace(record, handbooks=tuple(books)), Language.ZH).between("2.2", "3")
    assert "2026-01-01起施行适用单位：东城分公司、Haidian" in said


def test_a_finding_of_the_last_audit_that_is_not_called_repeated(build: Build, read: Read) -> None:
    record = build()
    first = replace(record.findings[1], previous="NC-2025-009")
    escalated = record.findings[0].escalated
    assert escalated is not None
    again = replace(record.findings[2], repeated=record.findings[0].repeated, escalated=replace(escalated, to=None))
    register = read(replace(record, findings=(first, again)), Language.ZH).between("4.1", "5")
    assert "上次编号NC-2025-009" in register
    assert "重复发生：上次审核已提出已升级" in register


def test_more_than_ten_chapters_are_put_together(build: Build, read: Read) -> None:
    record = build()
    book, standard = record.handbooks[0], record.standards[0]
    clauses = tuple(Clause(f"{n}.1", Text(f"第{n}章", f"chapter {n}"), Text("", ""), book.clauses[0].checkable) for n in range(20, 34))
    standards = tuple(replace(standard, id=f"service-guide.{c.number}.x", clause=c.number) for c in clauses)
    findings = tuple(replace(record.findings[0], id=f"{n:016x}", standard=s.id, evidence=(), verify=()) for n, s in enumerate(standards))
    wide = replace(
        record,
        handbooks=(replace(book, clauses=(*book.clauses, *clauses)), *record.handbooks[1:]),
        standards=(*record.standards, *standards),
        statuses={**record.statuses, **{s.id: StandardStatus(s.id, Status.JUDGED) for s in standards}},
        findings=findings,
    )
    assert "其他" in read(wide, Language.ZH).between("1.2", "1.3")


@pytest.mark.parametrize(
    ("value", "zh"),
    [("quarter", "周期季度默认值"), (Decimal("0.01"), "周期0.01默认值"), (None, "周期未设定默认值"), (Limit(3, "day"), "周期3天默认值")],
)
def test_open_figures_are_said_in_words(build: Build, read: Read, value: Any, zh: str) -> None:
    record = build()
    figure = Parameter("interval", value, Source.DEFAULT)
    first = replace(record.standards[0], parameters={"interval": figure})
    record = replace(record, standards=(first, *record.standards[1:]), profile=replace(record.profile, parameters={"odd_figure": 3}))
    paper = read(record, Language.ZH)
    assert zh in paper.text
    assert "odd_figure3。" in paper.text, "a threshold of the profile that has no title"


def test_open_figures_have_titles_and_what_a_profile_sets_says_what_the_default_was(build: Build, read: Read) -> None:
    record = build()
    note = Text("条文未定，取一年。", "Open; a year is taken.")
    own = Parameter("in_use", 365, Source.DEFAULT, title=Text("期内在用天数", "days in use in the period"))
    profiled = Parameter("interval", "quarter", Source.PROFILE, note, "公司规定")
    first = replace(record.standards[0], parameters={"in_use": own, "interval": profiled})
    paper = read(replace(record, standards=(first, *record.standards[1:])), Language.ZH)
    assert "期内在用天数365默认值" in paper.text
    assert "公司规定默认：条文未定，取一年。" in paper.text


def test_columns_that_bear_the_name_of_their_field_are_named_in_a_line(build: Build, read: Read) -> None:
    record = build()
    log = record.logs[0]
    columns = tuple(replace(column, by="name", ask=False) for column in log.columns[:2])
    quality = read(replace(record, logs=(replace(log, columns=columns), *record.logs[1:])), Language.ZH).between("8", "9")
    titles = "、".join(log.log.fields[column.field].title.zh for column in columns)
    assert f"列名与字段名一致的2个字段：{titles}。" in quality
