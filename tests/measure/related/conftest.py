"""The reason code of one case, by the rows of another log that are about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="session")
def bench(related_bench: ModuleType) -> ModuleType:
    return related_bench


@pytest.fixture
def told(build: Any, bench: ModuleType) -> Any:
    """The reason code of one case, of rows at times such as ``03-02 09:00``; other cells of a row after a comma."""

    def of(check: Any, *times: str, as_of: str = "03-31 12:00", covers: tuple[date, date] | None = None, **case: Any) -> str:
        whole = dict.fromkeys(bench.CASE_FIELDS) | {
            "_key": "1",
            "ticket_id": "1",
            "opened_at": bench.at("03-01 09:00"),
            "score": 50,
            **case,
        }
        own = bench.as_bound_flawed(whole)
        theirs = [{"_key": f"row {number}", **bench.row(text)} for number, text in enumerate(times)]
        log = build.bound(bench.contacts(build), theirs, columns=[*bench.ROW_FIELDS, "contact_at__state", "contact_at__raw"])
        standard = build.standard(check)
        found = bench.judged(
            build.bound(bench.case_log(build), [own]),
            [replace(log, covers=covers, covers_declared=covers is not None)],
            [standard],
            bench.at(as_of),
        )
        return str(found[standard.id]["1"][0])

    return of
