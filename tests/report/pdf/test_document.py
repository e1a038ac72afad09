"""The PDF as a file: bytes, metadata, fonts, pages, links, outline, and nothing that hostile text could set off."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from hegui.report.as_json import as_json
from hegui.report.pdf import as_pdf
from hegui.report.pdf.edition import SHEETS
from hegui.report.pdf.gravity import gravest
from hegui.words.findings import Answer, Decision, Determination
from hegui.words.record import Record
from hegui.words.text import Language, Text

Build = Callable[..., Record]
Read = Callable[[Record, Language], Any]
Printed = Callable[[Language], Any]
DRAFT = {Language.ZH: "草稿", Language.EN: "DRAFT", Language.BOTH: "草稿DRAFT"}


def fonts(reader: PdfReader) -> Iterator[DictionaryObject]:
    seen: set[int] = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            if isinstance(font, IndirectObject):
                if font.idnum in seen:
                    continue
                seen.add(font.idnum)
            yield font.get_object()


def confirmed(record: Record) -> Record:
    """The record with a decision and an answer on every finding."""
    decided = [
        replace(
            finding,
            determination=Determination(finding.id, Decision.CONFIRMED, "张镕堃", record.as_of.date(), "", answer=Answer.ACCEPTED),
        )
        for finding in record.findings
    ]
    return replace(record, findings=tuple(decided))


@pytest.mark.parametrize("language", list(Language))
def test_same_record_same_bytes(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    as_pdf(record, tmp_path / "one.pdf", language)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "America/Lima")
    time.tzset()
    as_pdf(record, tmp_path / "two.pdf", language)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_metadata_come_from_the_record(record: Record, printed: Printed) -> None:
    reader = printed(Language.ZH).reader
    meta = reader.metadata
    assert meta.title == "服务质量合规审核不符合项报告"
    assert meta.author == "张镕堃, Jane Auditor"
    assert meta.creator == "hegui 0.1.0"
    assert meta.creation_date.replace(tzinfo=None) == record.as_of
    assert str(reader.root_object["/Lang"]) == "zh-CN"


def test_the_data_are_attached(record: Record, printed: Printed) -> None:
    reader = printed(Language.ZH).reader
    assert reader.attachments == {"report.json": [as_json(record)]}
    assert json.loads(reader.attachments["report.json"][0])["schema"] == "hegui/report/1"
    specification = reader.root_object["/AF"][0].get_object()
    assert (specification["/AFRelationship"], specification["/UF"]) == ("/Data", "report.json")


@pytest.mark.parametrize("language", list(Language))
def test_every_font_is_embedded_and_can_be_copied_from(printed: Printed, language: Language) -> None:
    used = list(fonts(printed(language).reader))
    assert used
    for font in used:
        assert "/FontFile2" in font["/FontDescriptor"]  # type: ignore[operator]
        assert "/ToUnicode" in font


def test_rare_characters_survive_copying(printed: Printed) -> None:
    assert "𠮷䶮喆镕㐂" in printed(Language.ZH).text


def test_hostile_text_is_inert_and_visible(hostile: dict[str, str], printed: Printed) -> None:
    paper = printed(Language.ZH)
    reader, whole = paper.reader, paper.text
    assert re.sub(r"\s+", "", hostile["markup"]) in whole
    for said in (
        "a[U+0000]b[U+001B][31mc[U+007F][U+0085]", "abc[U+202E]gnp.exe[U+202C]", "密[U+200B]码[U+FEFF]", "坏[U+D800]字", "[U+1F44D]",
        "{window}{0}%s${x}", "…+",
    ):  # fmt: skip
        assert said in whole
    objects = [each.get_object() for page in reader.pages for each in page.get("/Annots", [])]
    assert {annotation["/Subtype"] for annotation in objects} == {"/Link"}
    assert not any("/A" in annotation for annotation in objects)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(reader.root_object)
    assert not any("/XObject" in page["/Resources"] and _images(page) for page in reader.pages)


def _images(page: Any) -> list[Any]:
    return [each for each in page["/Resources"]["/XObject"].values() if each.get_object()["/Subtype"] == "/Image"]


def test_links_lead_both_ways_between_finding_action_and_evidence(record: Record, printed: Printed) -> None:
    paper = printed(Language.ZH)
    at = paper.at
    sheets = [at[finding.number] for finding in record.findings]
    planned = {at[finding.number] for finding in record.findings if finding.actions}
    register = [link for page in range(at["4.1"], at["4.2"] + 1) for link in paper.links(page)]
    plan = [link for page in range(at["6"], at["7"]) for link in paper.links(page)]
    assert set(sheets) <= set(register)
    assert planned <= set(plan)
    assert at["6"] in register
    first = [link for page in range(sheets[0], sheets[1]) for link in paper.links(page)]
    assert {at["4.1"], at["6"]} <= set(first)
    assert sheets[0] in paper.links(at["3"]), "what recurred leads to its sheet"
    assert at["4.2"] in plan, "an action on a common problem leads to it"
    assert sheets[0] in paper.links(at["7"])


def test_contents_give_the_right_pages(printed: Printed) -> None:
    paper = printed(Language.ZH)
    contents = paper.reader.pages[1].extract_text().replace("\n", " ")
    for place, name in (("1", "执行摘要"), ("3", "上次审核发现的落实"), ("4.4", "意见分歧"), ("7", "条款覆盖表"), ("9", "溯源")):
        assert f"{place}  {name}" in paper.reader.pages[paper.at[place]].extract_text()
        assert re.search(rf"{name}\D*{paper.at[place] + 1}\b", contents)
        assert paper.at[place] in paper.links(1)


def test_outline_has_chapters_sections_and_sheets(record: Record, printed: Printed) -> None:
    at = printed(Language.ZH).at
    assert {*"123456789", "1.5", "2.8", "2.11", "4.1", "4.5", "7.2", "7.3", "8.1", "9.4"} <= set(at)
    assert {finding.number for finding in record.findings} <= set(at)


@pytest.mark.parametrize("language", list(Language))
def test_every_page_is_marked_as_draft_and_numbered(printed: Printed, language: Language) -> None:
    paper = printed(language)
    last = len(paper)
    assert 30 <= last <= 48
    for number, said in enumerate(paper.pages, 1):
        assert DRAFT[language] in said
        if number > 1:
            assert (f"Page{number}of{last}" if language is Language.EN else f"第{number}页/共{last}页") in said


def test_a_draft_has_no_boxes_to_sign(printed: Printed) -> None:
    cover = printed(Language.BOTH).pages[0]
    assert "编制Prepared" not in cover
    assert "共9项发现，审核员已认定3项，受审核单位已答复2项" in cover
    assert "准则未经正式发布采用" in cover


def test_a_confirmed_report_can_be_signed_and_is_no_draft(record: Record, read: Read) -> None:
    paper = read(confirmed(record), Language.BOTH)
    for box in ("编制Prepared", "审核Reviewed", "批准Approved", "签收Received", "签名Signature"):
        assert box in paper.pages[0]
    assert not any("草稿DRAFT" in page for page in paper.pages)
    assert all("受审核单位已答复" in page for page in paper.pages[1:])


def test_findings_beyond_the_limit_stand_in_the_register_only(record_of_many: Callable[..., Record], tmp_path: Path) -> None:
    number = SHEETS + 300
    began = time.process_time()
    record = record_of_many(number)
    as_pdf(record, tmp_path / "many.pdf", Language.ZH)
    assert time.process_time() - began < 30
    reader = PdfReader(tmp_path / "many.pdf")
    names = [str(entry.title) for part in reader.outline if isinstance(part, list) for entry in part if not isinstance(entry, list)]
    told = {finding.number for finding in gravest(record.findings)[:SHEETS]}
    assert {name.split()[0] for name in names if name.startswith("D-")} == told
    register = next(page.extract_text() for page in reader.pages[8:] if "4.1  清单" in page.extract_text())
    assert f"共 {number} 项发现，先按等级" in register
    assert f"为前 {SHEETS} 项" in register


def test_many_handbooks_still_fit_the_cover(build: Build, read: Read) -> None:
    books = build().handbooks
    many = tuple(replace(books[0], slug=f"book-{n}", title=Text("手册" * 30, "handbook " * 20)) for n in range(30))
    cover = read(build(handbooks=(*books, *many)), Language.BOTH).pages[0]
    assert "部，见2.2" in cover
    assert "草稿：共9项发现" in cover


@pytest.mark.parametrize("title", ["服务质量合规审计（2026年上半年）", "关于" + "电信服务质量" * 24 + "的审核"])
def test_a_title_is_never_cut(build: Build, read: Read, title: str) -> None:
    record = build()
    cover = read(replace(record, job=replace(record.job, title=title)), Language.EN).pages[0]
    assert title in cover


def test_unmasked_personal_data_are_said_on_the_cover(build: Build, read: Read) -> None:
    record = build()
    shown = read(replace(record, job=replace(record.job, show_personal=True)), Language.BOTH)
    assert "本报告含未遮蔽的个人信息/Thisreportshowspersonaldataunmasked" in shown.pages[0]
