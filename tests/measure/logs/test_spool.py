"""The complete evidence in one file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest

from hegui.measure import measure
from hegui.measure.complete import ordered
from hegui.words.checks import Condition, Filled, Presence
from hegui.words.expressions import Ref, parse
from hegui.words.measured import Setting
from hegui.words.profiles import Waiver

AS_OF = datetime(2026, 3, 10)


class TestSpool:
    """The complete evidence in one file."""

    @pytest.fixture
    def filed(self, tickets: ModuleType) -> list[dict[str, Any]]:
        return [
            tickets.ticket("1", "03-01 09:00", "03-03 09:00", customer="Li", tier="u"),
            tickets.ticket("2", "03-01 09:00", "03-04 09:00", customer="Li", _source=1),
            tickets.ticket("3", "03-09 09:00", None),
            tickets.ticket("4", "03-01 09:00", "03-01 10:00"),
            tickets.ticket("5", None, None, _unit="B"),
        ]

    @pytest.fixture
    def asked(self, build: Any) -> list[Any]:
        deadline = build.standard(build.deadline("opened_at", "answered_at", "24 hours"), where="customer is missing or customer != 'Wu'")
        return [deadline, build.standard(Presence((Filled(Ref("tier")),)), "2")]

    def test_every_row_that_does_not_simply_conform(
        self, wide: Any, asked: list[Any], tmp_path: Path, tickets: ModuleType, filed: list[dict[str, Any]]
    ) -> None:
        waiver = Waiver("guide.1.asked", "storm", "head", date(2026, 3, 1), date(2026, 4, 1), keys=("1",))
        setting = Setting(AS_OF, waivers=(waiver,), mask_key="key", spool=tmp_path / "it's evidence.parquet", rows_kept=0)
        found = measure([wide(filed, sources=("a.csv", "<frame>"))], asked, setting)
        assert found.spool == setting.spool
        assert found.evidence == ()
        rows = pq.read_table(found.spool).to_pylist()
        names = ["standard", "unit", "period", "key", "source", "row", "verdict", "reason", "anchor", "due", "overrun_seconds", "observed"]
        assert list(rows[0]) == names
        brief = [(r["standard"][:7], r["unit"], r["verdict"], r["reason"], r["key"], r["source"], r["row"]) for r in rows]
        assert brief == [
            ("guide.1", "A", "nonconforming", "late", "2", "", 2),
            ("guide.1", "A", "pending", "pending", "3", "a.csv", 3),
            ("guide.1", "A", "waived", "waived", "1", "a.csv", 1),
            ("guide.1", "B", "undetermined", "no_anchor", "5", "a.csv", 5),
            ("guide.2", "A", "nonconforming", "blank", "2", "", 2),
            ("guide.2", "A", "nonconforming", "blank", "3", "a.csv", 3),
            ("guide.2", "A", "nonconforming", "blank", "4", "a.csv", 4),
            ("guide.2", "B", "undetermined", "no_anchor", "5", "a.csv", 5),
        ]
        assert [(r["period"], r["due"], r["overrun_seconds"]) for r in rows[:4]] == [
            ("2026-03", tickets.at("03-02 09:00"), 2 * 86400),
            ("2026-03", tickets.at("03-10 09:00"), None),
            ("2026-03", tickets.at("03-02 09:00"), 86400),
            ("unknown", None, None),
        ]
        pseudonym = "P-" + hashlib.sha256(b"keyLi").hexdigest()[:10]
        assert json.loads(rows[0]["observed"]) == {
            "opened_at": "2026-03-01 09:00:00",
            "answered_at": "2026-03-04 09:00:00",
            "customer": pseudonym,
        }

    def test_same_rows_give_the_same_bytes(self, wide: Any, asked: list[Any], tmp_path: Path, tickets: ModuleType) -> None:
        many = [tickets.ticket(str(n), "03-01 09:00", "03-04 09:00", _row=n) for n in range(1, 5000)]
        paths = [tmp_path / "one.parquet", tmp_path / "two.parquet"]
        for path, rows in zip(paths, (many, many[::-1]), strict=True):
            measure([wide(rows)], asked, Setting(AS_OF, spool=path))
        assert paths[0].read_bytes() == paths[1].read_bytes()

    def test_a_large_log_is_written_one_standard_after_the_other(
        self, wide: Any, asked: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filed: list[dict[str, Any]]
    ) -> None:
        setting = Setting(AS_OF, spool=tmp_path / "at once.parquet")
        measure([wide(filed, sources=("a.csv", "b.csv"))], asked[::-1], setting)
        sorted_together: list[int] = []

        def noted(parts: Sequence[Any]) -> Any:
            sorted_together.append(len(parts))
            return ordered(parts)

        monkeypatch.setattr("hegui.measure.spool.ordered", noted)
        monkeypatch.setattr("hegui.measure.spool.AT_ONCE", 3)
        measure([wide(filed, sources=("a.csv", "b.csv"))], asked[::-1], replace(setting, rows_kept=0, spool=tmp_path / "in turn.parquet"))
        assert sorted_together == [1, 1]
        assert (tmp_path / "in turn.parquet").read_bytes() == (tmp_path / "at once.parquet").read_bytes()

    def test_nothing_measured_writes_nothing(self, wide: Any, build: Any, tmp_path: Path, filed: list[dict[str, Any]]) -> None:
        broken = build.standard(Condition(parse("tier + 1 == 2")))
        assert measure([wide(filed)], [broken], Setting(AS_OF, spool=tmp_path / "x.parquet")).spool is None
        assert not (tmp_path / "x.parquet").exists()
