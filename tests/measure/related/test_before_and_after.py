"""If this then that, and something that came before."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any

import pytest

from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.related import Requires, Triggers

pytestmark = pytest.mark.usefixtures("_tidy")


def test_if_this_then_that(told: Any, bench: ModuleType) -> None:
    check = Triggers(parse("score < 60"), bench.ALL, Limit.parse("2 days"))
    assert told(check, score=60) == "not_applicable"
    assert told(check, score=None) == "unknown_value"
    assert told(check, "03-03 23:59") == "conforming"
    assert told(check, "03-04 00:00") == "late"
    assert told(check, as_of="03-03 23:59") == "pending"
    assert told(check, as_of="03-04 00:00") == "missing"
    assert told(check, closed_at=bench.at("03-01 10:00"), as_of="03-03 23:59") == "pending"
    later = Triggers(parse("score < 60"), bench.ALL, Limit.parse("2 days"), Ref("handled_at"))
    assert told(later) == "not_applicable"
    assert told(later, handled_at="?") == "unreadable"


def test_something_came_before(told: Any, bench: ModuleType) -> None:
    check = Requires(bench.GOOD, Ref("handled_at"), Limit.parse("1 month"))
    handled = bench.at("03-31 09:00")
    assert told(check) == "not_applicable"
    assert told(check, handled_at="?") == "unreadable"
    assert told(check, "03-31 09:00", handled_at=handled) == "conforming"
    assert told(check, "03-31 09:01", handled_at=handled) == "not_preceded"
    assert told(check, "02-28 00:00", handled_at=handled) == "conforming"
    assert told(check, "02-27 23:59", handled_at=handled) == "not_preceded"
    assert told(check, "02-27 23:59, maybe", handled_at=handled) == "not_preceded"
    assert told(check, "03-01 23:59, maybe", handled_at=handled) == "unknown_value"
    assert told(check, handled_at=handled, ticket_id=None) == "unknown_value"
    assert told(check, handled_at=handled, covers=(date(2026, 2, 28), date(2026, 4, 1))) == "not_preceded"
    assert told(check, handled_at=handled, covers=(date(2026, 3, 1), date(2026, 4, 1))) == "log_does_not_cover"
    ever = Requires(bench.GOOD, Ref("handled_at"))
    assert told(ever, "01-01 00:00", handled_at=handled) == "conforming"
    assert told(ever, handled_at=handled) == "not_preceded"
    assert told(ever, handled_at=handled, covers=(date(2020, 1, 1), date(2026, 4, 1))) == "log_does_not_cover"
