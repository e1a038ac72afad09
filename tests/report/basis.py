"""What the shared record rests on: handbooks, one log, and text as hostile as any that a cell may hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from hegui.words.bound import Account, BoundColumn, BoundLog, DataFault, SourceFile
from hegui.words.standards import Adoption, Checkable, Clause, Handbook
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Log, Shape

HOSTILE = {
    "markup": '<img src="file:///etc/passwd"/><a href="javascript:alert(1)">x</a> & <b>',
    "control": "a\x00b\x1b[31mc\x7f\x85",
    "bidi": "abc\u202egnp.exe\u202c",
    "zero width": "密\u200b码\ufeff",
    "surrogate": "坏\ud800字",
    "emoji": "已处理 👍🏽",
    "rare": "𠮷䶮喆镕㐂𬭎",
    "foreign": "שלום عربي ไทย",
    "formula": '=HYPERLINK("http://x","y")',
    "template": "{window} {0} %s ${x}",
    "long": "A1b2C3" * 120,
    "lines": "第一行\n第二行\t制表\r\n第三行",
}
"""Text as it may stand in a cell, a unit's name or a file's name."""
CLAUSES = (
    ("5.1", "受理登记", "Acceptance and registration"),
    ("5.2", "投诉分级", "Complaint tiers"),
    ("5.3", "办结时限", "Time limits"),
    ("5.4", "回访", "Follow-up call"),
    ("6.1", "一单到底", "One owner to the end"),
    ("6.2", "服务礼仪", "Courtesy"),
    ("7.1", "故障修复", "Fault repair"),
)


def clause(number: str, zh: str, en: str) -> Clause:
    checkable = {"6.2": Checkable.NO, "5.4": Checkable.PARTLY}.get(number, Checkable.YES)
    why = None
    if checkable is not Checkable.YES:
        why = Text("通话内容不在日志中，须听录音判断", "what was said is not in the log; a recording has to be heard")
    return Clause(number, Text(zh, en), Text(f"{zh}的要求", f"What is asked of {en.lower()}"), checkable, why)


def handbooks() -> tuple[Handbook, ...]:
    clauses = tuple(clause(*each) for each in CLAUSES)
    adopted = Adoption("市服〔2025〕12号", "市分公司", date(2025, 12, 1), date(2026, 1, 1), date(2027, 1, 1))
    source = Text("来源", "source")
    areas = clause("4.2", "合规检查与审计", "Compliance checks and audit")
    return (
        Handbook("service-guide", "002", Text("客户服务规范指南", "Customer service guide"), "标准版", source, clauses),
        Handbook(
            "improvement-manual",
            "001",
            Text("服务质量管理与提升手册", "Improvement manual"),
            "2025",
            source,
            (*clauses[:3], areas),
            adopted,
        ),
    )


def log() -> Log:
    fields = {
        name: Field(name, FieldType(type_), Text(zh, en))
        for name, type_, zh, en in (
            ("complaint_id", "id", "投诉编号", "Complaint"),
            ("received_at", "datetime", "受理时间", "Received"),
            ("handled_at", "datetime", "办结时间", "Handled"),
            ("feedback_at", "datetime", "反馈时间", "Fed back"),
            ("severity_tier", "enum", "投诉等级", "Severity tier"),
            ("channel", "enum", "渠道", "Channel"),
            ("content", "text", "投诉内容", "Content"),
            ("accepted_by", "id", "受理人", "Accepted by"),
            ("owner_id", "id", "办理人", "Owner"),
            ("branch_id", "id", "责任单位", "Branch"),
            ("called_back_at", "datetime", "回访时间", "Called back"),
        )
    }
    title, row = Text("投诉工单", "Complaint tickets"), Text("一件投诉一行", "one complaint")
    return Log("complaint", title, row, "complaint_id", "branch_id", "received_at", fields)


def bound(**more: Any) -> BoundLog:
    known = log()
    samples = tuple(("投诉 2026Q1.csv", 12 + i, text) for i, text in enumerate(HOSTILE.values()))[:5]
    faults = (
        DataFault("complaint", "unreadable_time", "handled_at", 37, Text("时间无法识别", "a time cannot be read"), samples),
        DataFault("complaint", "duplicate_row", "", 4, Text("完全重复的行", "rows that are exact duplicates")),
    )
    defaults: dict[str, Any] = {
        "columns": tuple(
            BoundColumn(name, field.title.zh, "synonym", ask=name == "feedback_at")
            for name, field in known.fields.items()
            if name != "called_back_at"
        ),
        "unbound": ("备注", HOSTILE["markup"]),
        "flawed": frozenset({"handled_at"}),
        "sources": (SourceFile("投诉 2026Q1.csv", "ab" * 32, 12_410, "GB18030, comma, header in row 3"),),
        "account": Account(12_410, 12_300, {"duplicate": 4, "after_as_of": 6}, {"withdrawn": 70, "test": 30}),
        "faults": faults,
        "covers": (date(2026, 1, 1), date(2026, 4, 1)),
        "unit_field": "branch_id",
        "control_total": 12_410,
        "origin": {"system": "客服工单系统", "extracted_by": "李䶮", "extracted_at": "2026-04-01 08:00", "filter": "受理时间在一季度"},
    }
    return BoundLog(log=known, shape=Shape.WIDE, table=None, **{**defaults, **more})
