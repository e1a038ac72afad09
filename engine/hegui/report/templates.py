"""Files for people to fill in: decisions on the findings of a report, and objections to its rows (``hegui findings template``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hegui.words.profiles import OBJECTION_COLUMNS
from hegui.words.text import Text
from hegui.words.verdicts import REASONS, Verdict

EVIDENCE = "evidence.parquet"
MAX_ROWS = 100_000
"""Rows of a workbook of objections."""
CONTEXT: Mapping[str, Text] = {
    "number": Text("编号（不符合项）", "Finding"),
    "unit": Text("单位", "Unit"),
    "found": Text("不符合情形", "Found"),
    "source": Text("文件", "File"),
    "row": Text("行", "Row"),
}
"""Columns that help to recognise a row; they are not read back."""
Report = Mapping[str, Any]
"""A ``report.json`` as read."""


def determinations_template(report: Report) -> str:
    """``determinations.yaml`` with an entry for every finding that nobody has decided on; nothing is decided in it."""
    titles = {standard["id"]: standard["title"] for standard in report["standards"]}
    open_ = [finding for finding in report["findings"] if finding["determination"] is None]
    return _HEAD + ("".join(_entry(finding, titles[finding["standard"]]) for finding in open_) or "[]\n")


_HEAD = """\
# Decisions on the findings of a report. An entry without a decision is still to be decided; the report stays a draft until every
# finding is decided on and every unit has answered. Name this file in the job: determinations: determinations.yaml
# decision: confirmed | regraded (with grade: major | minor | observation) | withdrawn
# answer: {answer: accepted | disputed, by: …, on: 2026-01-31, statement: …}
"""


def _entry(finding: Report, title: Mapping[str, str]) -> str:
    unit = finding["unit_name"] or finding["unit"]
    said = json.dumps(f"{finding['number']} {finding['grade']} | {unit} | {title['zh']} | {title['en']}", ensure_ascii=False)[1:-1]
    lines = ("decision:", "by:", "on:", "reason:", "answer:")
    return f"\n# {said}\n- finding: {finding['id']}\n" + "".join(f"  {line}\n" for line in lines)


def write_objections_template(report: Report, folder: Path, path: Path) -> int:
    """A workbook with every breach a row, to be objected to by filling in the rest of the row; gives the number of rows.

    Args:
        report: what was found.
        folder: where the report is; the complete evidence beside it is taken where it is there, else the rows of the report itself.
        path: where the workbook is written.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("objections")
    sheet.freeze_panes = "A2"
    columns = {**CONTEXT, **OBJECTION_COLUMNS}
    for index in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(index)].width = 18
    sheet.append([_bold(sheet, title.zh, Font(bold=True)) for title in columns.values()])
    number = 0
    for row in _rows(report, folder):
        sheet.append([_inert(sheet, row.get(name)) for name in columns])
        number += 1
    book.save(path)
    return number


def _bold(sheet: Any, text: str, font: Any) -> Any:  # noqa: ANN401 - types of openpyxl
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.font = font
    return cell


def _rows(report: Report, folder: Path) -> Iterator[dict[str, object]]:
    logs = {standard["id"]: standard["log"] for standard in report["standards"]}
    kinds = {standard["id"]: standard["instances"] for standard in report["standards"]}
    numbers = {(finding["standard"], finding["unit"]): finding["number"] for finding in report["findings"]}
    names = {unit["code"]: unit["name"] for unit in report["audit"]["units"]}
    for row in _breaches(report, folder):
        standard, unit = row["standard"], row["unit"]
        if (standard, unit) in numbers:
            yield {
                "number": numbers[standard, unit],
                "unit": names.get(unit, unit),
                "found": REASONS[row["reason"]].title.zh,
                "source": row["source"],
                "row": row["row"] or None,
                "log": logs[standard],
                "standard": standard,
                "key": row["key"] if kinds[standard] == "case" else f"{row['key']} {row['period']}",
            }


def _breaches(report: Report, folder: Path) -> Iterable[Mapping[str, Any]]:
    complete = folder / EVIDENCE
    if not complete.is_file():
        return [row for finding in report["findings"] for row in finding["evidence"] if row["verdict"] == Verdict.NONCONFORMING.value]
    import pyarrow.parquet as pq

    table = pq.read_table(
        complete,
        columns=["standard", "unit", "key", "period", "reason", "source", "row"],
        filters=[("verdict", "==", Verdict.NONCONFORMING.value)],
    )
    rows: Sequence[Mapping[str, Any]] = table.slice(0, MAX_ROWS).to_pylist()
    return rows


def _inert(sheet: Any, value: object) -> object:  # noqa: ANN401 - types of openpyxl
    """Text stays text, whatever it begins with, and comes back as it was."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
