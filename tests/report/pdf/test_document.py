"""The PDF as a reader and an archive get it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from hegui.report.pdf import as_pdf
from hegui.report.pdf.edition import SHEETS
from hegui.words.jobs import Extent
from hegui.words.measured import StandardStatus, Status
from hegui.words.record import Record
from hegui.words.standards import Clause
from hegui.words.text import Language, Text

Build = Callable[..., Record]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Record, Language], PdfReader]:
    def written(record: Record, language: Language) -> PdfReader:
        path = tmp_path / f"{language}.pdf"
        as_pdf(record, path, language)
        return PdfReader(path)

    return written


Read = Callable[[Record, Language], PdfReader]
Printed = Callable[[Language], PdfReader]


@pytest.fixture(scope="module")
def printed(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The shared record in a language, written once."""

    @cache
    def written(language: Language) -> PdfReader:
        path = tmp_path_factory.mktemp("printed") / f"{language}.pdf"
        as_pdf(build(), path, language)
        return PdfReader(path)

    return written


@cache
def text(reader: PdfReader) -> str:
    """All text without white space, so that it does not matter where lines break."""
    return re.sub(r"\s+", "", "\n".join(page.extract_text() for page in reader.pages))


def plain(said: str) -> str:
    return re.sub(r"\s+", "", said)


def fonts(reader: PdfReader) -> Iterator[DictionaryObject]:
    seen: set[int] = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            if isinstance(font, IndirectObject):
                if font.idnum in seen:
                    continue
                seen.add(font.idnum)
            yield font.get_object()


MUST = {
    Language.ZH: """
        执行摘要 不符合项清单 纠正措施计划 条款覆盖表 溯源 准则未经正式发布采用 市服〔2025〕12号 第2页/共 举一反三
        超出6小时 一般不符合 严重不符合 观察项
        导出数据中的记录已全部检查；未导出的数据不在结论之内 紧急投诉24小时内办结并反馈 12,410，相符
        未提供日志“故障工单” 日志缺少字段：回访时间
        BinderError:<b>nosuchcolumn</b> 默认值（手册未定）""",
    Language.EN: """
        Executivesummary Registerofnonconformities Corrective-actionplan Clausecoveragematrix criterianotformallyadopted Page2of 6hover
        Everythingintheexportwaschecked;whatwasnotexportedisoutsidetheconclusion Urgentcomplainthandledandfedbackwithin24hours
        Majornonconformity nolog"Faulttickets"wasgiven theloglacks:Calledback 12,410,agrees""",
    Language.BOTH: "执行摘要 Executivesummary 超出6小时/6hover 第2页/共 /Page2of",
}


@pytest.mark.parametrize("language", list(Language))
def test_it_says_what_it_must(printed: Printed, language: Language) -> None:
    whole = text(printed(language))
    assert [said for said in MUST[language].split() if said not in whole] == []


def test_one_language_does_not_leak_into_the_other(printed: Printed) -> None:
    english = text(printed(Language.EN))
    assert "执行摘要" not in english
    assert "不符合项" not in english
    assert "Nonconformity" not in text(printed(Language.ZH))


@pytest.mark.parametrize("language", list(Language))
def test_same_record_same_bytes(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    as_pdf(record, tmp_path / "one.pdf", language)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "America/Lima")
    time.tzset()
    as_pdf(record, tmp_path / "two.pdf", language)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_metadata_come_from_the_record(record: Record, printed: Printed) -> None:
    reader = printed(Language.ZH)
    meta = reader.metadata
    assert meta is not None
    assert meta.title == "服务质量合规审核不符合项报告"
    assert meta.author == "张镕堃, Jane Auditor"
    assert meta.creator == "hegui 0.1.0"
    assert meta.creation_date is not None
    assert meta.creation_date.replace(tzinfo=None) == record.as_of
    assert str(reader.root_object["/Lang"]) == "zh-CN"


@pytest.mark.parametrize("language", list(Language))
def test_every_font_is_embedded_and_can_be_copied_from(printed: Printed, language: Language) -> None:
    used = list(fonts(printed(language)))
    assert used
    for font in used:
        assert "/FontFile2" in font["/FontDescriptor"]  # type: ignore[operator]
        assert "/ToUnicode" in font


def test_rare_characters_survive_copying(printed: Printed) -> None:
    assert "𠮷䶮喆镕㐂" in text(printed(Language.ZH))


def test_hostile_text_is_inert_and_visible(hostile: dict[str, str], printed: Printed) -> None:
    reader = printed(Language.ZH)
    whole = text(reader)
    assert plain(hostile["markup"]) in whole
    assert "a[U+0000]b[U+001B][31mc[U+007F][U+0085]" in whole
    assert "abc[U+202E]gnp.exe[U+202C]" in whole
    assert "密[U+200B]码[U+FEFF]" in whole
    assert "坏[U+D800]字" in whole
    assert "[U+1F44D]" in whole
    assert "{window}{0}%s${x}" in whole
    assert "…+" in whole
    objects = [each.get_object() for page in reader.pages for each in page.get("/Annots", [])]
    assert objects
    assert {annotation["/Subtype"] for annotation in objects} == {"/Link"}
    assert not any("/A" in annotation for annotation in objects)
    catalogue = reader.root_object
    assert "/OpenAction" not in catalogue
    assert "/AA" not in catalogue
    assert not any("/XObject" in page["/Resources"] and _images(page) for page in reader.pages)  # type: ignore[operator]


def _images(page: Any) -> list[Any]:
    return [each for each in page["/Resources"]["/XObject"].values() if each.get_object()["/Subtype"] == "/Image"]


def outline(reader: PdfReader) -> dict[str, int]:
    """First word of an entry of the outline to its page, from 0."""
    found: dict[str, int] = {}

    def walk(entries: Iterable[Any]) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            else:
                page = reader.get_destination_page_number(entry)
                assert page is not None
                found[str(entry.title).split()[0]] = page

    walk(reader.outline)
    return found


def links(reader: PdfReader, page: int) -> list[int]:
    """Pages that the links of a page lead to, from 0."""
    pages = {each.indirect_reference.idnum: number for number, each in enumerate(reader.pages) if each.indirect_reference}
    found = [each.get_object()["/Dest"] for each in reader.pages[page].get("/Annots", [])]
    return [pages[destination[0].idnum] for destination in found]


def test_links_lead_from_register_to_sheet_to_plan_and_back(printed: Printed) -> None:
    reader = printed(Language.ZH)
    at = outline(reader)
    every = [target for page in range(len(reader.pages)) for target in links(reader, page)]
    assert len(every) > 50
    for number in ("D-001", "D-002", "D-003", "D-004", "D-005"):
        assert at[number] in links(reader, at["3"])
    assert {at["D-001"], at["D-002"], at["D-003"], at["D-005"]} <= set(links(reader, at["5"]))
    ends = [page for page in range(at["D-001"], at["D-002"]) if {at["3"], at["5"]} <= set(links(reader, page))]
    assert len(ends) == 1
    assert at["D-001"] in links(reader, at["6"])


def test_contents_give_the_right_pages(printed: Printed) -> None:
    reader = printed(Language.ZH)
    at = outline(reader)
    contents = reader.pages[1].extract_text().replace("\n", " ")
    for place, name in (("1", "执行摘要"), ("3", "不符合项清单"), ("6", "条款覆盖表"), ("8", "溯源")):
        assert f"{place}  {name}" in reader.pages[at[place]].extract_text()
        assert re.search(rf"{name}\D*{at[place] + 1}\b", contents)
        assert at[place] in links(reader, 1)


def test_outline_has_chapters_and_sheets(record: Record, printed: Printed) -> None:
    at = outline(printed(Language.ZH))
    assert {"1", "2", "2.9", "3", "4", "5", "6", "6.2", "7", "7.1", "8", "8.4"} <= set(at)
    assert {finding.number for finding in record.findings} <= set(at)


@pytest.mark.parametrize("language", list(Language))
def test_every_page_is_marked_as_draft_and_numbered(printed: Printed, language: Language) -> None:
    reader = printed(language)
    last = len(reader.pages)
    assert 20 <= last <= 40
    for number, page in enumerate(reader.pages, 1):
        said = plain(page.extract_text())
        assert {Language.ZH: "草稿", Language.EN: "DRAFT", Language.BOTH: "草稿DRAFT"}[language] in said
        if number > 1:
            assert (f"Page{number}of{last}" if language is Language.EN else f"第{number}页/共{last}页") in said


def test_every_clause_is_in_the_matrix(build: Build, read: Read) -> None:
    book = build().handbooks[0]
    more = tuple(
        Clause(f"{chapter}.{n}", Text(f"第{chapter}章第{n}节", f"section {n} of {chapter}"), Text("", ""), book.clauses[0].checkable)
        for chapter in range(10, 30)
        for n in range(1, 11)
    )
    record = build(handbooks=(replace(book, clauses=(*book.clauses, *more)), *build().handbooks[1:]))
    reader = read(record, Language.EN)
    at = outline(reader)
    rows = plain("".join(page.extract_text() for page in reader.pages[at["6"] : at["7"]]))
    missing = [c.number for handbook in record.handbooks for c in handbook.clauses if f"{handbook.catalogue}{c.number}" not in rows]
    assert missing == []
    assert "nothingcouldbejudgedyet" in rows
    assert "checkfailed" in rows
    assert "cannotbecheckedfromrecords" in rows
    assert "checkable,notencodedyet" in rows


def test_unit_and_verifier_fields_are_blank(printed: Printed) -> None:
    reader = printed(Language.ZH)
    page = next(each.extract_text() for each in reader.pages if "二、责任单位填写" in each.extract_text())
    filled_in = plain(page[page.index("二、责任单位填写") :])
    for label in ("事实确认", "原因分析", "举一反三", "责任人", "验证方法", "样本", "数据期间", "销号"):
        assert label in filled_in
    assert "逐件补办并向客户说明" not in filled_in
    assert "□属实" in filled_in


@pytest.mark.parametrize("language", list(Language))
def test_no_findings(build: Build, read: Read, language: Language) -> None:
    whole = text(read(build(findings=(), pending=()), language))
    assert ("Nofindingswereraised" if language is Language.EN else "本次审核未提出发现") in whole
    assert ("nononconformitywiththecriteriawasfound" if language is Language.EN else "未见不符合审核准则的情况") in whole


def test_nothing_given_at_all(build: Build, read: Read) -> None:
    record = build(
        findings=(),
        pending=(),
        undetermined=(),
        tallies=(),
        logs=(),
        handbooks=(),
        standards=(),
        statuses={},
        rules=(),
        inputs=(),
        warnings=(),
        since=None,
        until=None,
        versions={},
        command="",
        as_of=datetime(2026, 4, 1, 12, 30, 5),
        as_of_given=True,
    )
    record = replace(
        record, job=replace(record.job, units=(), waivers=(), auditors=(), title="年度审核", document_no=""), unused_waivers=()
    )
    record = replace(record, profile=replace(record.profile, overrides=(), parameters={}))
    whole = text(read(record, Language.BOTH))
    assert "没有可供判定的记录" in whole
    assert "nothingcouldbejudged" in whole
    assert "年度审核" in whole
    assert "2026-04-0112:30:05" in whole
    assert "未提供日志" in whole


def test_all_judged_leaves_no_table_of_reasons(build: Build, read: Read) -> None:
    record = build()
    judged = {id_: replace(status, status=Status.JUDGED, why="") for id_, status in record.statuses.items()}
    assert "All7standardsinforcewerejudged" in text(read(build(statuses=judged), Language.EN))


def test_findings_beyond_the_limit_stand_in_the_register_only(record_of_many: Callable[..., Record], tmp_path: Path) -> None:
    number = SHEETS + 300
    began = time.process_time()
    as_pdf(record_of_many(number), tmp_path / "many.pdf", Language.ZH)
    assert time.process_time() - began < 30
    reader = PdfReader(tmp_path / "many.pdf")
    at = outline(reader)
    assert f"D-{SHEETS:03}" in at
    assert f"D-{SHEETS + 1:03}" not in at
    assert f"共{number}项发现，按轻重为前{SHEETS}项出具报告单" in plain(reader.pages[at["3"]].extract_text())
    assert f"D-{number:03}" in reader.pages[at["4"] - 1].extract_text()


def test_long_texts_run_over_pages_and_lose_nothing(build: Build, read: Read) -> None:
    long = "".join(f"第{n}句话。" for n in range(600))
    record = build()
    first = replace(record.standards[0], note=Text(long, long))
    whole = text(read(replace(record, standards=(first, *record.standards[1:])), Language.ZH))
    lost = [n for n in range(600) if f"第{n}句话。" not in whole]
    assert len(lost) <= 3, "sentences that a page break cuts in two, at most one a page"


def test_many_handbooks_still_fit_the_cover(build: Build, read: Read) -> None:
    books = build().handbooks
    many = tuple(replace(books[0], slug=f"book-{n}", title=Text("手册" * 30, "handbook " * 20)) for n in range(30))
    cover = plain(read(build(handbooks=(*books, *many)), Language.BOTH).pages[0].extract_text())
    assert "部，见2.2" in cover
    assert "编制Prepared" in cover


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
        logs=(sample, plain_log),
        findings=(bare, many),
        statuses={**record.statuses, idle.standard: idle, unsaid.standard: unsaid},
        spool=tmp_path / "evidence.parquet",
    )
    whole = text(read(odd, Language.EN))
    for said in (
        "sample:随机,400of9,000", "12,500,differsfrom12,410rowsread", "offby300", "notgiven", "(declared)", "Nofaultswerefound",
        "thereisasamplingrisk", "某市电信分公司", "12of5,000rows;alloftheminevidence.parquet",
        "norecordtowhichitapplies", "thecolumnsareofnouse",
    ):  # fmt: skip
        assert said in whole


def test_many_units_are_grouped(record_of_many: Callable[..., Record], read: Read) -> None:
    record = record_of_many(60)
    known = {finding.unit for finding in record.findings}
    assert len(known) == 40
    whole = text(read(replace(record, findings=tuple(replace(each, evidence=(), verify=()) for each in record.findings)), Language.EN))
    assert "26otherunits" in whole


def test_unmasked_personal_data_are_said_on_the_cover(build: Build, read: Read) -> None:
    record = build()
    shown = read(replace(record, job=replace(record.job, show_personal=True)), Language.BOTH)
    assert "本报告含未遮蔽的个人信息/Thisreportshowspersonaldataunmasked" in plain(shown.pages[0].extract_text())
