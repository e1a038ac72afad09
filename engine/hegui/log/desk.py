"""Where binding works: the engine's connection, a folder, and names that are not taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hegui.log.engine import scratch_of
from hegui.log.sql import name, select, text, unquoted

if TYPE_CHECKING:
    import ibis
    from ibis.backends.duckdb import Backend

BATCH = 20_000
"""Rows that are handed to the engine at a time."""


@dataclass
class Desk:
    """One binding at work."""

    engine: Backend
    zone: str
    """Time zone of the audit."""
    scratch: Path = field(init=False)
    _allowed: tuple[Path, ...] = field(init=False)
    """Folders that the engine may read."""
    _types: dict[tuple[str, bool], Any] = field(init=False, default_factory=dict)
    """Types of the engine, and whether nulls are allowed, to those of Ibis."""
    _taken: int = field(init=False)
    """The highest number that a name ends in: what was bound before may have dropped some of its tables."""

    def __post_init__(self) -> None:
        self.scratch = scratch_of(self.engine)
        self._allowed = tuple(Path(folder) for folder in self.row("SELECT current_setting('allowed_directories')")[0])
        (self._taken,) = self.row(
            "SELECT coalesce(max(try_cast(regexp_extract(name, '_([0-9]+)$', 1) AS INTEGER)), 0) FROM ("
            "SELECT table_name AS name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal)"
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return list(self.engine.con.execute(query).fetchall())

    def row(self, query: str) -> tuple[Any, ...]:
        """The one row of a query."""
        return self.rows(query)[0]

    def texts(self, query: str) -> list[str]:
        """The first column of a query, as it comes."""
        return [row[0] for row in self.rows(query)]

    def count(self, relation: str, *clauses: str) -> int:
        """Rows of a relation."""
        return int(self.row(select(["count(*)"], relation, *clauses))[0])

    def fresh(self, kind: str) -> str:
        """A quoted name for a table or view."""
        self._taken += 1
        return name(f"{kind}_{self._taken}")

    def table(self, kind: str, query: str) -> str:
        """Store what a query gives."""
        return self.counted(kind, query)[0]

    def counted(self, kind: str, query: str) -> tuple[str, int]:
        """Store what a query gives, and say how many rows that is."""
        table = self.fresh(kind)
        (rows,) = self.row(f"CREATE TABLE {table} AS {query}")
        return table, int(rows)

    def view(self, kind: str, query: str) -> str:
        """Name a query."""
        view = self.fresh(kind)
        self.engine.con.execute(f"CREATE VIEW {view} AS {query}")
        return view

    def relation(self, kind: str, query: str) -> ibis.Table:
        """Name a query, and give it to Ibis, whose own way reads the type of every column anew."""
        import ibis
        import ibis.expr.operations as ops

        view = self.view(kind, query)
        types = {column: self._type(type_, null == "YES") for column, type_, null, *_ in self.rows(f"DESCRIBE {view}")}
        namespace = ops.Namespace(catalog=None, database=None)
        return ops.DatabaseTable(unquoted(view), schema=ibis.schema(types), source=self.engine, namespace=namespace).to_expr()

    def _type(self, type_: str, nullable: bool) -> Any:  # noqa: ANN401, FBT001 - a type of Ibis
        if (type_, nullable) not in self._types:
            self._types[type_, nullable] = self.engine.compiler.type_mapper.from_string(type_, nullable=nullable)
        return self._types[type_, nullable]

    def drop(self, table: str) -> None:
        """Give the room of a table back."""
        self.engine.con.execute(f"DROP TABLE IF EXISTS {table}")

    def lookup(self, mapping: Mapping[str, Any], type_: str) -> str:
        """Store a mapping of texts as a table of ``k`` and ``v``."""
        import pyarrow as pa

        table = self.fresh("lookup")
        pairs = pa.table({"k": pa.array(mapping.keys(), pa.string()), "v": pa.array([_plain(v) for v in mapping.values()], pa.string())})
        self._filled(table, pairs, f"SELECT k, CAST(v AS {type_}) AS v")
        return table

    def cells(self, rows: Iterable[tuple[int, Sequence[str | None]]], width: int) -> str:
        """Store numbered rows of cells as texts: column ``_row``, then ``c0``, ``c1`` and so on."""
        import pyarrow as pa

        names = ["_row", *(f"c{i}" for i in range(width))]
        schema = pa.schema([(n, pa.int64() if n == "_row" else pa.string()) for n in names])
        table = self.fresh("raw")
        self.engine.con.execute(f"CREATE TABLE {table} (_row BIGINT, {', '.join(f'c{i} VARCHAR' for i in range(width))})")
        for batch in _batches(rows):
            numbers, cells = zip(*batch, strict=True)
            columns = [numbers, *zip(*cells, strict=True)]
            chunk = pa.table([pa.array(column, kind.type) for column, kind in zip(columns, schema, strict=True)], schema=schema)
            self._inserted(table, chunk)
        return table

    def frame(self, chunk: Any) -> str:  # noqa: ANN401 - an Arrow table
        """Store an Arrow table."""
        table = self.fresh("raw")
        self._filled(table, chunk, "SELECT *")
        return table

    def _filled(self, table: str, chunk: Any, query: str) -> None:  # noqa: ANN401 - an Arrow table
        self.engine.con.register("handed_over", chunk)
        self.engine.con.execute(f"CREATE TABLE {table} AS {query} FROM handed_over")
        self.engine.con.unregister("handed_over")

    def _inserted(self, table: str, chunk: Any) -> None:  # noqa: ANN401 - an Arrow table
        self.engine.con.register("handed_over", chunk)
        self.engine.con.execute(f"INSERT INTO {table} FROM handed_over")
        self.engine.con.unregister("handed_over")

    def reachable(self, path: Path) -> str:
        """The file as the engine may read it, quoted: copied where its folder is locked or its name is a glob."""
        import os
        import shutil

        full = path.resolve()
        if set(str(full)) & set("*?[]{}") or not any(full.is_relative_to(folder) for folder in self._allowed):
            full = next(p for n in range(10**9) if not (p := self.scratch / f"copy-{n}").exists())
            try:
                os.link(path, full)
            except OSError:
                shutil.copyfile(path, full)
        return text(str(full))


def _plain(value: Any) -> str | None:  # noqa: ANN401 - numbers, booleans, texts
    return None if value is None else str(value)


def _batches(rows: Iterable[tuple[int, Sequence[str | None]]]) -> Iterator[list[tuple[int, Sequence[str | None]]]]:
    iterator = iter(rows)
    for first in iterator:
        yield list(chain([first], islice(iterator, BATCH - 1)))
