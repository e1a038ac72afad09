"""Work shared between processes: who does what, what comes back, and what becomes of who is not waited for."""

from __future__ import annotations

import operator
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.policy import load_job, load_policies
from hegui.processes import Helpers, cores, shared_out
from hegui.trial import run_examples
from hegui.words.errors import Fault, HeguiError, JobError, LogError
from hegui.words.places import Place

ITEMS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 20)), max_size=30)


def group(item: tuple[str, int]) -> str:
    return item[0]


@given(ITEMS, st.integers(1, 5))
def test_shares_hold_everything_once_in_its_order_and_keep_groups_together(items: list[tuple[str, int]], shares: int) -> None:
    numbered = list(enumerate(items))
    found = shared_out(numbered, lambda item: group(item[1]), lambda item: item[1][1], shares)
    assert sorted(item for share in found for item in share) == numbered
    assert all(share == sorted(share) for share in found)
    names = [{group(item) for _, item in share} for share in found]
    assert sum(map(len, names)) == len({group(item) for item in items})
    assert 1 <= len(found) <= shares
    assert all(found) or not items


@given(ITEMS, st.integers(1, 5))
def test_shares_differ_by_no_more_than_the_heaviest_group(items: list[tuple[str, int]], shares: int) -> None:
    found = shared_out(items, group, operator.itemgetter(1), shares)
    loads = [sum(weight for _, weight in share) for share in found] + [0] * (shares - len(found))
    groups = {name: sum(weight for other, weight in items if other == name) for name, _ in items}
    assert max(loads) - min(loads) <= max(groups.values(), default=0)


def test_results_come_in_the_order_of_the_calls() -> None:
    with Helpers[Any](operator.add, [(1, 2), ("a", "b")]) as helpers:
        assert helpers.results() == [3, "ab"]


def test_faults_come_back_as_they_are(tmp_path: Path) -> None:
    with Helpers[Any](load_job, [(tmp_path / "no.yaml",)]) as helpers, pytest.raises(JobError) as raised:
        helpers.results()
    with pytest.raises(JobError) as here:
        load_job(tmp_path / "no.yaml")
    assert raised.value.faults == here.value.faults
    assert str(raised.value) == str(here.value)


def test_a_defect_comes_back_with_its_trace() -> None:
    with Helpers[Any](int, [("seven",)]) as helpers, pytest.raises(RuntimeError, match=r"(?s)'seven'.*Traceback"):
        helpers.results()


def test_a_process_that_is_ended_from_outside_is_told_of() -> None:
    with Helpers[Any](os._exit, [(9,)]) as helpers, pytest.raises(HeguiError, match="--processes 1"):
        helpers.results()


def test_who_is_not_waited_for_is_ended_and_cleans_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only for want of memory or power does a folder of the engine stay behind."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    begun = time.monotonic()
    with Helpers[Any](run_examples, [(load_policies(),)]):
        while not list(tmp_path.glob("hegui-*")) and time.monotonic() < begun + 60:
            time.sleep(0.05)
        assert list(tmp_path.glob("hegui-*"))
    assert list(tmp_path.iterdir()) == []
    assert tempfile.gettempdir() != str(tmp_path)


def test_there_is_at_least_one_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize("kind", [HeguiError, LogError])
def test_errors_survive_pickling(kind: type[HeguiError]) -> None:
    import pickle

    faults = [Fault(Place("b.csv", 3, 1), "wrong"), Fault(Place("a.csv"), "wrong, too", "mend it")]
    copy = pickle.loads(pickle.dumps(kind(faults)))  # noqa: S301 - our own bytes
    assert (type(copy), copy.faults, str(copy)) == (kind, kind(faults).faults, str(kind(faults)))
