"""Bound logs, vocabularies and standards for tests, straight from data frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import ibis
import pandas as pd
import pyarrow as pa

from hegui.words.bound import Account, BoundColumn, BoundLog, SourceFile
from hegui.words.checks import Deadline, LimitTable, Moment, Pick
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse, parse_ref
from hegui.words.kinds import Check
from hegui.words.standards import Force, Remedy, Standard
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Log, Shape, Snapshot

SAID = Text("文", "text")
ARROW = {
    FieldType.DATE: pa.date32(),
    FieldType.DATETIME: pa.timestamp("us"),
    FieldType.NUMBER: pa.decimal128(18, 6),
    FieldType.INTEGER: pa.int64(),
    FieldType.BOOLEAN: pa.bool_(),
    FieldType.LIST: pa.list_(pa.string()),
    FieldType.DURATION: pa.int64(),
}
OWN = {
    "_source": pa.int16(),
    "_row": pa.int64(),
    "_key": pa.string(),
    "_unit": pa.string(),
    "_conflict": pa.bool_(),
    "_activity": pa.string(),
    "_time": pa.timestamp("us"),
    "_actor": pa.string(),
}


class Builders:
    """Makes what measuring starts from; one engine for all."""

    def __init__(self) -> None:
        self.engine = ibis.duckdb.connect()
        self._tables = 0

    def vocabulary(self, fields: Mapping[str, str | Field], **given: Any) -> Log:
        """A log whose fields are given by type, or whole."""
        whole = {
            name: field if isinstance(field, Field) else Field(name, FieldType(field), Text(name, name)) for name, field in fields.items()
        }
        known: dict[str, Any] = {"name": "ticket", "title": SAID, "row": SAID, "key": "ticket_id", "unit": "branch", "anchor": "opened_at"}
        known |= given
        if isinstance(known.get("closed"), str):
            known["closed"] = parse(known["closed"])
        if isinstance(known.get("snapshot"), str):
            known["snapshot"] = Snapshot(known["snapshot"], "state")
        return Log(fields=whole, **known)

    def bound(
        self,
        log: Log,
        rows: Sequence[Mapping[str, Any]],
        shape: Shape = Shape.WIDE,
        *,
        columns: Sequence[str] | None = None,
        sources: Sequence[str] = ("tickets.csv",),
    ) -> BoundLog:
        """A bound log of rows; ``_key`` is asked for, what else is not given is filled in."""
        fields = list(columns if columns is not None else dict.fromkeys(n for row in rows for n in row if not n.startswith("_")))
        names = [name for name in fields if not name.endswith(("__state", "__raw"))]
        flawed = frozenset(name.removesuffix("__state") for name in fields if name.endswith("__state"))
        own = ["_source", "_row", "_key", "_unit", *(["_conflict"] if shape is Shape.WIDE else ["_activity", "_time", "_actor"])]
        filled = [{"_source": 0, "_row": number, "_unit": "A", "_conflict": False, **row} for number, row in enumerate(rows, start=1)]
        arrays = {name: pa.array([row.get(name) for row in filled], type=OWN[name]) for name in own}
        for name in fields:
            kind = ARROW.get(log.fields[name].type, pa.string()) if name in log.fields else pa.string()
            arrays[name] = pa.array([_plain(row.get(name)) for row in filled], type=kind)
        bound = [BoundColumn(name, name, "name") for name in names]
        if shape is Shape.LONG:
            bound += [BoundColumn(name, name, "event") for name in (*log.events, *log.actors) if name not in names]
        return BoundLog(
            log,
            shape,
            self.table(pa.table(arrays)),
            tuple(bound),
            (),
            flawed,
            tuple(SourceFile(name, "", len(rows)) for name in sources),
            Account(len(rows), len(rows)),
            (),
            (date(2026, 1, 1), date(2026, 7, 1)),
        )

    def table(self, data: pa.Table) -> ibis.Table:
        """A table of the engine."""
        self._tables += 1
        name = f"bound_{self._tables}"
        self.engine.con.register("incoming", data)
        self.engine.con.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")  # noqa: S608 - a name made here
        self.engine.con.unregister("incoming")
        schema = ibis.Schema.from_pyarrow(data.schema)
        return ibis.expr.operations.DatabaseTable(
            name, schema=schema, source=self.engine, namespace=ibis.expr.operations.Namespace(catalog="memory", database="main")
        ).to_expr()

    def standard(self, check: Check, number: str = "1", *, where: str | None = None, log: str = "ticket") -> Standard:
        """A standard around a check."""
        return Standard(
            f"guide.{number}.asked",
            "guide",
            number,
            Text(f"标准{number}", f"standard {number}"),
            Force.MANDATORY,
            log,
            check,
            Remedy(SAID, SAID, SAID),
            "service",
            "process",
            where=parse(where) if where else None,
        )

    def deadline(self, start: str, end: str, within: str | Mapping[str, str], by: str = "tier") -> Deadline:
        """A deadline; ``start`` and ``end`` as ``a``, ``earliest a b`` or ``all a b``."""
        if isinstance(within, str):
            return Deadline(moment(start), moment(end), Limit.parse(within))
        return Deadline(moment(start), moment(end), LimitTable(Ref(by), {code: Limit.parse(text) for code, text in within.items()}))


def moment(text: str) -> Moment:
    """``a``, ``earliest a b`` or ``all a b``."""
    first, *rest = text.split()
    if first in {"earliest", "all"}:
        return Moment(tuple(parse_ref(name) for name in rest), Pick(first))
    return Moment((parse_ref(first),))


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value


def at(text: str) -> datetime:
    """A time."""
    return datetime.fromisoformat(text)
