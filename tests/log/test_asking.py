"""Many questions are asked in few statements, and each gets its own answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hegui.log import bind_logs, open_engine
from hegui.log.asking import AT_ONCE, answers, figures
from hegui.log.cleaning import Cleaner, cleaned
from hegui.log.desk import Desk
from hegui.log.raw import Column, Raw
from hegui.log.sql import select
from hegui.log.texts import BLANK, MISSING, MISSING_TEXT
from hegui.log.times import MISSING_TIMES
from hegui.words.bound import SourceFile
from hegui.words.jobs import LogSource
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Log

CELLS = {
    "id": ("A1", "B２", "-"),
    "text": ("无", "资费，太高", ""),
    "datetime": ("2026-03-01 09:15:30", "2026/3/2 10:00", "待补录"),
    "date": ("2026-03-01", "2026年3月2日", ""),
    "number": ("12.5", "1,200元", "很多"),
    "integer": ("3", "4次", "/"),
    "duration": ("90", "1小时", "-5"),
    "enum": ("一般", "紧急", "特别"),
    "boolean": ("是", "否", "大概"),
    "month": ("2026-03", "2026年4月", "x"),
    "list": ("a、b", "语音", "-"),
}
"""What stands in the columns of a wide log, by the type of the field."""


class Counted:
    """A connection that counts what it executes."""

    def __init__(self, con: Any) -> None:
        self._con = con
        self.statements: list[str] = []

    def execute(self, query: str, *more: Any) -> Any:
        self.statements.append(query)
        return self._con.execute(query, *more)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)


def wide(times: int) -> Log:
    """A log with several fields of each type, and something wrong in most of them."""
    values = {"general": ("一般",), "urgent": ("紧急",)}
    kinds = [(f"{type_}_{i}", FieldType(type_)) for i in range(times) for type_ in CELLS]
    fields = [Field(name, type_, Text(name, name), values=values if type_ is FieldType.ENUM else {}) for name, type_ in kinds]
    title = Text("wide", "wide")
    return Log("wide", title, title, fields={one.name: one for one in fields}, key="id_0", unit=None, anchor="datetime_0")


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with open_engine() as engine:
        yield Desk(engine, "UTC")


@pytest.mark.parametrize("times", [1, 4, 8])
def test_the_width_of_a_file_costs_no_statements(times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = wide(times)
    rows = [[CELLS[one.type][at % 3] for one in log.fields.values()] for at in range(30)]
    for at, row in enumerate(rows):
        row[0] = f"K{at}"
    (tmp_path / "a.csv").write_text("\n".join(",".join(f'"{cell}"' for cell in cells) for cells in ([*log.fields], *rows)) + "\n", "utf-8")
    with open_engine(folders=[tmp_path]) as engine:
        con = Counted(engine.con)
        monkeypatch.setattr(engine, "con", con)
        bound = bind_logs(engine, [LogSource(files=("a.csv",), base=tmp_path)], {"wide": log}).logs[0]
    samples = [statement for statement in con.statements if "ORDER BY _source, _row LIMIT" in statement]
    assert len(samples) == len([fault for fault in bound.faults if fault.samples]) >= 4 * times
    assert len(con.statements) - len(samples) <= 25


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), max_size=6), st.integers(1, AT_ONCE + 5))
@settings(max_examples=20, deadline=None)
def test_each_column_and_each_query_gets_its_own_answer(desk: Desk, numbers: list[list[int]], many: int) -> None:
    values = ", ".join(str((*row,)) for row in [[0, 0, 0], *numbers])
    table = desk.table("t", select(["*"], f"(VALUES {values}) v(a, b, c)", "WHERE a + b + c > 0"))
    columns = [{"x": "abc"[at % 3], "y": str(at)} for at in range(many)]
    kept = [row for row in numbers if sum(row)]
    told = figures(desk, table, columns, ["max(x)", "count(*) FILTER (x > y)"])
    expected = [[row[at % 3] for row in kept] for at in range(many)]
    assert told == [(max(cells, default=None), sum(x > at for x in cells) if cells else None) for at, cells in enumerate(expected)]
    found = answers(desk, [select([one["x"]], table, f"WHERE {one['x']} > {one['y']}") for one in columns])
    assert [sorted(rows) for rows in found] == [sorted((x,) for x in cells if x > at) for at, cells in enumerate(expected)]
    assert not figures(desk, table, [], ["max(x)"])
    assert not answers(desk, [])


ODD = st.sampled_from([*BLANK, "\u00a0", "=", '"', "＝", "Ａ", "！", "～", "　", "A", "z", "无", "é", "\x00", "\x1f", "!", "😀"])
TEXTS = (
    st.none()
    | st.sampled_from([*MISSING, *MISSING_TIMES, "".join(BLANK), '="A"', ' ="-"', "Ｎ/Ａ", "－", "ＮＵＬＬ"])
    | st.text(ODD, max_size=5)
)
COLUMNS = st.lists(st.lists(TEXTS, min_size=4, max_size=4), min_size=1, max_size=8)


@given(COLUMNS)
@settings(max_examples=60, deadline=None)
def test_what_a_column_does_not_need_would_change_nothing(desk: Desk, columns: Sequence[Sequence[str | None]]) -> None:
    table = desk.cells(enumerate(zip(*columns, strict=True)), len(columns))
    named = [Column("", f"c{at}") for at in range(len(columns))]
    cleaner = Cleaner(desk, Raw(table, "_row", tuple(named), SourceFile("", "", 4, "")), named)
    ways: list[Callable[[Callable[..., str]], list[str]]] = [
        lambda clean: [clean(column, MISSING) for column in named],
        lambda clean: [clean(column, (*MISSING, *MISSING_TIMES)) for column in named],
        lambda clean: [clean(column, MISSING_TEXT, narrow=False) for column in named],
    ]
    for way in ways:
        told = way(cleaner.clean)
        full = way(lambda column, marks, **more: cleaned(column.sql, marks, **more))
        assert desk.rows(select(told, table, "ORDER BY _row")) == desk.rows(select(full, table, "ORDER BY _row"))
