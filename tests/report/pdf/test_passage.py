"""How evidence of a sequence is told: stages as they came, numbered as the requirement asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hegui.report.pdf.edition import Edition
from hegui.report.pdf.evidence import evidence
from hegui.report.pdf.passage import passage
from hegui.report.pdf.text import Words
from hegui.words.checks import Sequence
from hegui.words.expressions import Ref
from hegui.words.record import Record
from hegui.words.text import Language

CHECK = Sequence(
    ((Ref("received_at"),), (Ref("handled_at"), Ref("feedback_at")), (Ref("called_back_at"),)), frozenset({Ref("called_back_at")})
)


@pytest.mark.parametrize(
    ("observed", "told"),
    [
        (
            (("received_at", "2026-03-01 09:30:00"), ("handled_at", "2026-03-01 08:00"), ("feedback_at", "2026-03-02 10:00:05")),
            "2 办结时间 2026-03-01 08:00 → 1 受理时间 09:30:00 → 2 反馈时间 2026-03-02 10:00:05",
        ),
        (
            (("received_at", "2026-03-01 09:30"), ("handled_at", None), ("feedback_at", ""), ("called_back_at", None)),
            "1 受理时间 2026-03-01 09:30\n缺 2 办结时间、2 反馈时间",
        ),
        ((("received_at", None), ("channel", "phone")), "缺 1 受理时间"),
        ((), ""),
    ],
)
def test_stages_are_told_in_the_order_of_time(record: Record, observed: tuple[tuple[str, str | None], ...], told: str) -> None:
    row = replace(record.findings[0].evidence[0], observed=observed)
    assert passage(Edition(record, Language.ZH), record.logs[0].log.name, CHECK, row) == told


def test_the_whole_passage_is_printed(record: Record) -> None:
    finding = record.findings[0]
    standards = tuple(replace(each, check=CHECK) if each.id == finding.standard else each for each in record.standards)
    times = tuple((ref.name, f"2026-03-0{n} 10:00:0{n}") for n, ref in enumerate(CHECK.refs(), 1))
    shown = replace(finding, evidence=(replace(finding.evidence[0], observed=times),), evidence_total=1)
    rows = evidence(Edition(replace(record, standards=standards), Language.EN), shown)
    text = "\n".join(part.text for row in rows for cell in row.cells for part in cell.parts if isinstance(part, Words))
    assert "Stages as they came (numbered as required)" in text
    assert "10:00:04" in text
    assert "+" not in text
