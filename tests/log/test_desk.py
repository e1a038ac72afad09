"""Names of tables at work do not collide, whatever was bound in the same engine before."""

from __future__ import annotations

from typing import Any

from hegui.log.desk import Desk


def test_names_are_fresh_after_tables_were_dropped(engine: Any) -> None:
    before = Desk(engine, "UTC")
    first, kept = before.table("raw", "SELECT 1 AS a"), before.table("raw", "SELECT 2 AS a")
    before.drop(first)
    later = Desk(engine, "UTC")
    assert later.table("raw", "SELECT 3 AS a") not in {first, kept}
    assert later.count(kept) == 1
