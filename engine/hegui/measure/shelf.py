"""Tables kept in the engine while a log is measured."""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Self

import ibis
import ibis.expr.operations as ops

from hegui.measure.functions import MACROS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import ibis.expr.types as ir
    import pyarrow as pa
    from ibis.backends.duckdb import Backend


ARRIVING = "hegui arriving"


class Shelf:
    """Results that are computed once and read many times; all go when the shelf is left.

    Names are fixed, so that error messages are the same from run to run; Ibis's own ``create_table`` and ``memtable`` make up names, and
    ask the engine again for every schema.
    """

    def __init__(self, backend: Backend, name: str) -> None:
        self.backend = backend
        self.name = name
        self._kept: list[str] = []
        self._shown: list[str] = []

    def __enter__(self) -> Self:
        for macro in MACROS:
            self.backend.con.execute(macro)
        return self

    def __exit__(self, *_: object) -> None:
        while self._shown:
            self.backend.con.execute(f"DROP VIEW IF EXISTS {self._sql(self._shown.pop())}")
        while self._kept:
            self.drop(self._kept[-1])

    def keep(self, what: str, expr: ir.Table) -> ir.Table:
        """Compute a table and keep it as ``what``, in the place of what was kept under that name."""
        self.backend.con.execute(f"CREATE OR REPLACE TEMP TABLE {self._sql(what)} AS {self.backend.compile(expr)}")
        if what not in self._kept:
            self._kept.append(what)
        return self._table(what, expr.schema())

    def show(self, what: str, expr: ir.Table) -> ir.Table:
        """Give a query a name, under which it is written into whatever reads it; nothing is computed before."""
        self.backend.con.execute(f"CREATE OR REPLACE TEMP VIEW {self._sql(what)} AS {self.backend.compile(expr)}")
        self._shown.append(what)
        return self._table(what, expr.schema())

    def bring(self, what: str, texts: Collection[str] = (), /, **columns: Iterable[int | str]) -> ir.Table:
        """Keep a small table that comes from Python as ``what``; its columns hold whole numbers, or texts where ``texts`` says so."""
        import pyarrow as pa

        data = pa.table({name: _texts(column) if name in texts else _numbers(column) for name, column in columns.items()})
        connection = self.backend.con
        connection.register(ARRIVING, data)
        try:
            connection.execute(f'CREATE OR REPLACE TEMP TABLE {self._sql(what)} AS SELECT * FROM "{ARRIVING}"')  # noqa: S608 - names of our own
        finally:
            connection.unregister(ARRIVING)
        if what not in self._kept:
            self._kept.append(what)
        return self._table(what, ibis.Schema.from_pyarrow(data.schema))

    def drop(self, what: str) -> None:
        """Give up a table that nothing reads any more."""
        self._kept.remove(what)
        self.backend.con.execute(f"DROP TABLE IF EXISTS {self._sql(what)}")

    def fetch(self, expr: ir.Table) -> pa.Table:
        """Compute a table that is small enough to come back."""
        return self.backend.con.sql(self.backend.compile(expr)).to_arrow_table()

    def _table(self, what: str, schema: ibis.Schema) -> ir.Table:
        namespace = ops.Namespace(catalog="temp", database="main")
        return ops.DatabaseTable(self._full(what), schema=schema, source=self.backend, namespace=namespace).to_expr()

    def _full(self, what: str) -> str:
        return f"hegui {self.name} {what}"

    def _sql(self, what: str) -> str:
        return '"' + self._full(what).replace('"', '""') + '"'


def _numbers(column: Iterable[int | str]) -> pa.Array:
    """From buffers: ``pa.array`` would import pandas, a tenth of a small check, only to see whether it is given one of its series."""
    import pyarrow as pa

    numbers = array("q", (int(number) for number in column))
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])


def _texts(column: Iterable[int | str]) -> pa.Array:
    import pyarrow as pa

    texts = [str(text).encode() for text in column]
    ends = array("i", accumulate(map(len, texts), initial=0))
    return pa.Array.from_buffers(pa.string(), len(texts), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(texts))])
