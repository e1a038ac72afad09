"""Laws of measuring on random rows: counts add up, order and strangers change nothing, and what is carried was pending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.measure import measure
from hegui.words.checks import Filled, Presence
from hegui.words.checks import Sequence as Stages
from hegui.words.expressions import Ref
from hegui.words.measured import Setting

FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
AS_OF = datetime(2026, 3, 10)


def random_rows(units: Sequence[str] = ("A", "B")) -> st.SearchStrategy[list[dict[str, Any]]]:
    times = st.one_of(st.none(), st.integers(0, 400).map(lambda hours: datetime(2026, 2, 20) + timedelta(hours=hours)))
    row = st.fixed_dictionaries(
        {
            "opened_at": times,
            "answered_at": times,
            "closed_at": times,
            "tier": st.sampled_from(["g", "u", None]),
            "_unit": st.sampled_from(units),
        }
    )
    return st.lists(row, min_size=30, max_size=60).map(
        lambda rows: [{"_key": f"{units[0]}{n}", "_row": n, **row} for n, row in enumerate(rows, start=1)]
    )


@pytest.fixture
def several(build: Any) -> list[Any]:
    deadline = build.deadline("opened_at", "answered_at", "24 hours")
    stages = Stages(((Ref("opened_at"),), (Ref("answered_at"),), (Ref("closed_at"),)))
    return [
        build.standard(deadline, "1"),
        build.standard(deadline, "2", where='tier == "u"'),
        build.standard(stages, "3"),
        build.standard(Presence((Filled(Ref("tier")),), Ref("closed_at")), "4"),
    ]


def test_counts_add_up_to_rows_and_order_changes_nothing(wide: Any, several: list[Any]) -> None:
    @FEW
    @given(random_rows(), st.randoms(use_true_random=False))
    def law(rows: list[dict[str, Any]], random: Any) -> None:
        found = measure([wide(rows)], several, Setting(AS_OF))
        for asked in several:
            assert sum(sum(t.counts.reasons.values()) for t in found.tallies if t.standard == asked.id) == len(rows)
        shuffled = rows[:]
        random.shuffle(shuffled)
        assert measure([wide(shuffled)], several, Setting(AS_OF)) == found

    law()


def test_an_unrelated_unit_changes_nothing_else(wide: Any, several: list[Any]) -> None:
    @FEW
    @given(random_rows(), random_rows(("Z",)))
    def law(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> None:
        alone = measure([wide(rows)], several, Setting(AS_OF))
        further = [{**row, "_source": 1} for row in others]
        together = measure([wide([*rows, *further], sources=("tickets.csv", "others.csv"))], several, Setting(AS_OF))
        for part in ("tallies", "evidence", "pending", "undetermined"):
            assert tuple(one for one in getattr(together, part) if one.unit != "Z") == getattr(alone, part)

    law()


def test_carried_is_what_was_pending_when_the_window_began(wide: Any, naive: ModuleType, several: list[Any]) -> None:
    since = datetime(2026, 2, 28)

    @FEW
    @given(random_rows())
    def law(rows: list[dict[str, Any]]) -> None:
        bound = wide(rows)
        found = measure([bound], several, Setting(AS_OF, since.date()))
        for asked in several:
            expected: Counter[str] = Counter()
            carried = 0
            for row in rows:
                case = naive.Case(bound.log, AS_OF, row)
                before = row["opened_at"] is not None and row["opened_at"] < since
                pending = before and naive.verdict(asked, naive.Case(bound.log, since, row)) == "pending"
                if not before or pending:
                    expected[naive.verdict(asked, case)] += 1
                    carried += pending and naive.verdict(asked, case) != "not_applicable"
            mine = [t for t in found.tallies if t.standard == asked.id]
            assert sum((Counter(t.counts.reasons) for t in mine), Counter()) == expected
            assert sum(t.carried for t in mine) == carried

    law()
