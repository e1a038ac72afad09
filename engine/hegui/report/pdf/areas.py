"""The areas that an audit has to cover (001 4.2), and whether this one did."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_data as wd
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, number
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.heading import heading
from hegui.report.pdf.look import CELL_BOLD, CELL_RIGHT, GREEN, GREY, NOTE, Style
from hegui.report.pdf.page import Pages
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.kinds import others
from hegui.words.measured import Status
from hegui.words.standards import Standard
from hegui.words.text import Text

ASKED_BY = ("001", "4.2")
"""Catalogue number of the handbook that names the areas, and the clause."""
AREAS: tuple[tuple[Text, frozenset[str]], ...] = (
    (Text("服务流程", "service processes"), frozenset({"complaint", "service_order", "inquiry", "hotline_call", "callback_task"})),
    (Text("客户反馈", "customer feedback"), frozenset({"survey_response", "feedback_item", "case_contact", "evaluation"})),
    (Text("系统运行", "operation of systems"), frozenset({"fault", "outage", "circuit_month", "monitoring", "network_test", "backup"})),
    (
        Text("资源使用", "use of resources"),
        frozenset({"resource_dispatch", "staff", "training", "project", "site_inspection", "supplier_score"}),
    ),
    (Text("数据安全", "data security"), frozenset({"access_log", "data_asset", "security_event", "backup", "archive_record"})),
    (Text("隐私保护", "privacy"), frozenset({"access_log", "data_asset", "vip_customer", "telemarketing"})),
    (Text("服务中断时间", "interruption time"), frozenset({"outage", "circuit_month", "fault"})),
)
"""Each area with the logs that show it."""


def areas(pages: Pages, place: str) -> list[Flowable]:
    """The section; nothing where no handbook in force asks for it."""
    edition = pages.edition
    catalogue, clause = ASKED_BY
    if not any(handbook.catalogue == catalogue and handbook.clause(clause) for handbook in edition.record.handbooks):
        return []
    columns = [Column(edition.stacked(text), share, right) for text, share, right in (
        (wd.AREA, 40, False), (wd.COVERED, 32, False), (wd.AREA_STANDARDS, 30, True), (wd.AREA_FINDINGS, 22, True),
        (wd.AREA_LOGS, 56, False),
    )]  # fmt: skip
    return [
        *heading(pages, place, w.AREAS, 150),
        Words(edition.stacked(wd.AREAS_NOTE), NOTE),
        table(columns, [_row(edition, area, logs) for area, logs in AREAS]),
    ]


def _row(edition: Edition, area: Text, logs: frozenset[str]) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    about = [standard for standard in edition.record.standards if _reads(standard) & logs]
    judged = [standard for standard in about if edition.record.statuses[standard.id].status is Status.JUDGED]
    findings = sum(finding.standard in {standard.id for standard in about} for finding in edition.record.findings)
    read = sorted({log for standard in judged for log in _reads(standard) & logs})
    titles = [edition.log(log) for log in read]
    return (
        edition.words(area, CELL_BOLD),
        Words(edition.stacked(wd.AREA_COVERED if judged else wd.AREA_NOT_COVERED), Style(BOLD, 8, GREEN if judged else GREY)),
        Words(f"{number(len(judged))} / {number(len(about))}", CELL_RIGHT),
        Words(number(findings) if judged else NOTHING, CELL_RIGHT),
        Words(edition.stacked(Text("、".join(t.zh for t in titles), ", ".join(t.en for t in titles))) or NOTHING, limit=CELL_LIMIT),
    )


def _reads(standard: Standard) -> set[str]:
    return {standard.log, *(log for log, _ in others(standard.check))}
