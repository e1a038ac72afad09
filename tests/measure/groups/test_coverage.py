"""Coverage: all items of a list in a period, and rows that may hold them."""

from __future__ import annotations

from typing import Any

import pytest

from hegui.words.expressions import Ref
from hegui.words.groups import Coverage
from hegui.words.periods import Period

QUARTER = Period("quarter", 3)


class TestCoverage:
    """All items in a period."""

    LIST = Coverage(Ref("items"), ("a", "b", "c"), QUARTER)
    SINGLE = Coverage(Ref("item"), ("a", "b", "c"), QUARTER)
    FIRST = ("A", "A", "2026-Q1")

    def one(self, bench: Any, check: Coverage, *values: Any, **more: Any) -> tuple[str, Any]:
        found: tuple[str, Any] = bench.judged(check, bench.rows(*({check.field.name: value, **more} for value in values)))[self.FIRST]
        return found

    def test_lists_and_single_items(self, bench: Any) -> None:
        assert self.one(bench, self.LIST, ["a", "x"], ["b", "c"]) == ("conforming", {"missing_items": None})
        assert self.one(bench, self.SINGLE, "a", "b", "c", "a") == ("conforming", {"missing_items": None})
        assert self.one(bench, self.LIST, ["a"], ["a", "d"]) == ("items_missing", {"missing_items": "b, c"})
        assert self.one(bench, self.SINGLE, "b") == ("items_missing", {"missing_items": "a, c"})

    def test_rows_of_which_the_field_is_not_known(self, bench: Any) -> None:
        assert self.one(bench, self.LIST, ["a"], None) == ("unknown_members", {"missing_items": "b, c", "unknown": "1"})
        assert self.one(bench, self.SINGLE, "a", None)[0] == "items_missing"
        assert self.one(bench, self.SINGLE, "a", None, None)[0] == "unknown_members"
        assert self.one(bench, self.SINGLE, "a", "b", "c", None)[0] == "conforming"

    def test_rows_that_may_be_no_members_bring_only_what_they_hold(self, bench: Any) -> None:
        given = bench.rows({"item": "a"}, {"item": "b"}, {"item": "c", "_conflict": True})
        assert bench.judged(self.SINGLE, given)[self.FIRST] == ("unknown_members", {"missing_items": "c", "unknown": "1"})
        given = bench.rows({"item": "a"}, {"item": "b", "_conflict": True}, {"item": "b", "_conflict": True})
        assert bench.judged(self.SINGLE, given)[self.FIRST][0] == "items_missing"
        given = bench.rows({"items": ["a"]}, {"items": ["b", "c"], "asked": True}, {"items": ["d"], "asked": False})
        assert bench.code(bench.judged(self.LIST, given, where="asked is missing or asked == False"), self.FIRST) == "items_missing"

    @pytest.mark.parametrize("field", ["item", "items"])
    @pytest.mark.parametrize("count", [61, 62, 63, 124, 125])
    def test_any_number_of_items(self, bench: Any, field: str, count: int) -> None:
        items = tuple(f"i{n}" for n in range(count))
        check = Coverage(Ref(field), items, QUARTER)
        values = [[item] for item in items] if field == "items" else list(items)
        assert self.one(bench, check, *values) == ("conforming", {"missing_items": None})
        for absent in (0, 60, count - 1):
            held = [value for place, value in enumerate(values) if place != absent]
            assert self.one(bench, check, *held) == ("items_missing", {"missing_items": items[absent]})
