"""Logs and figures for the tests of group checks, and how the compiled checks judge them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hegui.measure.cases import case_view
from hegui.measure.ground import INSTANCE, PLACE, Ground
from hegui.measure.instancing import compiled
from hegui.measure.shelf import Shelf
from hegui.measure.slots.rosters import Rosters
from hegui.words.bound import RAW, STATE, BoundLog
from hegui.words.expressions import Ref, parse
from hegui.words.groups import Group
from hegui.words.measured import Setting
from hegui.words.slots import Roster
from hegui.words.verdicts import REASON_OF_NUMBER

AS_OF = datetime(2027, 1, 1)
FIELDS = {
    "ticket_id": "id",
    "branch": "id",
    "opened_at": "datetime",
    "answered_at": "datetime",
    "asked": "boolean",
    "offered": "boolean",
    "good": "boolean",
    "times": "integer",
    "size": "number",
    "noted": "number",
    "item": "enum",
    "items": "list",
    "thing": "id",
    "wait": "duration",
}
ROSTER = Roster("project", Ref("project_id"), Ref("started_on"), Ref("ended_on"), parse("drawable == True"))
Judged = dict[tuple[str, str, str], tuple[str, dict[str, str | None]]]
"""Unit, entity and label of the period to reason code and figures."""


class GroupBench:
    """Makes rows for group checks and judges the checks on them."""

    JANUARY = ("A", "A", "2026-01")
    """Unit, entity and period of most rows."""
    OPENED = datetime(2026, 1, 15, 9)

    def __init__(self, build: Any) -> None:
        self.build = build
        self.log = build.vocabulary(FIELDS)
        fields = {"project_id": "id", "office": "id", "started_on": "date", "ended_on": "date", "drawable": "boolean"}
        self.register = build.vocabulary(fields, name="project", key="project_id", unit="office", anchor="started_on")

    def judged(
        self,
        check: Group,
        rows: Sequence[Mapping[str, Any]],
        *,
        where: str | None = None,
        population: Sequence[Mapping[str, Any]] = (),
        covers: tuple[date, date] | None = (date(2024, 1, 1), date(2028, 1, 1)),
        declared: bool = True,
        as_of: datetime = AS_OF,
        since: date | None = None,
        until: date | None = None,
    ) -> Judged:
        """The instances of a check; rows are of unit A, anchored at ``opened_at``, unless they say otherwise."""
        standard = self.build.standard(check, where=where)
        log = replace(self._bound(self.log, "ticket_id", rows), covers=covers, covers_declared=declared)
        logs = {"ticket": log, "project": self._bound(self.register, "project_id", population)}
        with Shelf(self.build.engine, "groups") as shelf, Shelf(self.build.engine, "every log") as common:
            view = case_view(shelf, log, [standard], as_of, name="rows")
            ground = Ground(standard, view, shelf, Setting(as_of, since, until), Rosters(common, logs, as_of))
            table = compiled({0: ground}, common)
            assert tuple(table.columns) == (PLACE, *INSTANCE)
            assert str(table.schema()["reason"]) == "int8"
            found = shelf.fetch(table).to_pylist()
        judged: Judged = {}
        for row in found:
            period = "unknown" if row["number"] is None else check.per.label(row["number"])
            key = (row["unit"], row["entity"], period)
            assert key not in judged
            judged[key] = (REASON_OF_NUMBER[row["reason"]].code, json.loads(row["observed"]))
        return judged

    def rows(self, *given: Mapping[str, Any], opened: datetime = OPENED) -> list[dict[str, Any]]:
        """Rows of one day; each says what is not usual about it."""
        return [{"opened_at": opened, **row} for row in given]

    def good(self, count: int, of: int) -> list[dict[str, Any]]:
        """So many rows, of which some are good."""
        return self.rows(*({"good": number < count} for number in range(of)))

    def number(self, text: int | str | None) -> Decimal | None:
        """A cell of a number."""
        return None if text is None else Decimal(text)

    def code(self, judged: Judged, key: tuple[str, str, str] = JANUARY) -> str:
        """The reason code of an instance."""
        return judged[key][0]

    def _bound(self, log: Any, key: str, rows: Sequence[Mapping[str, Any]]) -> BoundLog:
        named = [{"_key": f"K{number}", **row} for number, row in enumerate(rows)]
        for row in named:
            row.setdefault(key, row["_key"])
        flawed = sorted({name.removesuffix(STATE) for row in named for name in row if name.endswith(STATE)})
        columns = [*log.fields, *(name + suffix for name in flawed for suffix in (STATE, RAW))]
        found: BoundLog = self.build.bound(log, named, columns=columns)
        return found


def codes(judged: Judged) -> dict[tuple[str, str, str], str]:
    """Instances to reason codes alone."""
    return {key: code for key, (code, _) in judged.items()}
