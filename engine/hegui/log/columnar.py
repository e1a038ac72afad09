"""Reading what has columns already: Parquet, JSON Lines and data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.log.desk import Desk
from hegui.log.files import Input
from hegui.log.raw import Column, Mishap, Raw
from hegui.log.sql import name, select, text
from hegui.words.bound import SourceFile
from hegui.words.errors import Fault, LogError
from hegui.words.places import Place

MAX_OBJECT = 64 << 20
"""Bytes of one JSON object."""
OBJECTS = "WHERE json_type(json) = 'OBJECT'"

if TYPE_CHECKING:
    import pandas as pd


def read_parquet(desk: Desk, found: Input) -> Raw:
    """A Parquet file, left where it is: each query reads the columns that it needs.

    Raises:
        LogError: the file is damaged.
    """
    import duckdb

    relation = f"read_parquet({desk.reachable(found.path)}, file_row_number = true)"
    try:
        described = desk.rows(f"DESCRIBE {select(['* EXCLUDE (file_row_number)'], relation)}")
        rows = desk.count(relation)
    except duckdb.Error as error:
        raise LogError(Fault(found.place, f"not a Parquet file that can be read ({_first_line(error)})", "export it again")) from None
    columns = tuple(Column(header, name(header), type_) for header, type_, *_ in described)
    return Raw(relation, "file_row_number + 1", columns, SourceFile(found.name, found.sha256, rows, "Parquet"), stored=False, loose=False)


def read_json_lines(desk: Desk, found: Input) -> Raw:
    """A file with one JSON object a line; a column for every key that occurs, cells as texts.

    Raises:
        LogError: no line is a JSON object.
    """
    path = desk.reachable(found.path)
    options = f"ignore_errors = true, maximum_object_size = {MAX_OBJECT}"
    lines, rows = desk.counted("raw", select(["json"], f"read_ndjson_objects({path}, {options})"))
    keys = desk.texts(
        select(
            ["key"], f"({select(['rowid AS r', 'unnest(json_keys(json)) AS key'], lines, OBJECTS)})", "GROUP BY key ORDER BY min(r), key"
        )
    )
    if not keys:
        raise LogError(Fault(found.place, "no line is a JSON object", "write one object a line"))
    cells = [f"json ->> {text('$.' + name(key))} AS c{i}" for i, key in enumerate(keys)]
    table, objects = desk.counted("raw", select(["rowid + 1 AS _row", *cells], lines, OBJECTS))
    desk.drop(lines)
    broken = rows - objects
    return Raw(
        table,
        "_row",
        tuple(Column(key, name(f"c{i}")) for i, key in enumerate(keys)),
        SourceFile(found.name, found.sha256, rows, "JSON Lines"),
        loose=False,
        set_aside={"broken_line": broken} if broken else {},
        mishaps=(Mishap("broken_line", "", broken),) if broken else (),
    )


def read_frame(desk: Desk, frame: pd.DataFrame) -> Raw:
    """A pandas data frame; columns of mixed objects are taken as texts.

    Raises:
        LogError: it has no columns.
    """
    import pyarrow as pa

    if not len(frame.columns):
        raise LogError(Fault(Place("<frame>"), "the data frame has no columns"))
    arrays = [_arrow(frame.iloc[:, at]) for at in range(len(frame.columns))]
    table = desk.frame(pa.table(arrays, names=[f"c{at}" for at in range(len(arrays))]))
    types = [row[1] for row in desk.rows(f"DESCRIBE {table}")]
    columns = tuple(Column(str(header), name(f"c{at}"), types[at]) for at, header in enumerate(frame.columns))
    return Raw(table, "rowid + 1", columns, SourceFile("<frame>", "", len(frame), "data frame"), loose=False)


def _arrow(series: pd.Series) -> object:
    import pyarrow as pa

    try:
        return pa.Array.from_pandas(series)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if value is None or value != value else str(value) for value in series], pa.string())  # noqa: PLR0124 - NaN


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
