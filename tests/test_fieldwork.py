"""Fieldwork shared between processes comes to the same as that of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import hegui.fieldwork
from hegui.check import run
from hegui.cli.checking import demo_job
from hegui.criteria import criteria
from hegui.fieldwork import Fieldwork, found_by, measured_share, worthwhile
from hegui.outcome import Spool
from hegui.policy import load_job, load_policies
from hegui.words.errors import LogError
from hegui.words.jobs import Job, LogSource
from hegui.words.profiles import Waiver


@pytest.fixture(scope="module")
def job() -> Job:
    """The shipped example, with waivers that nothing answers to."""
    base = load_job(demo_job())
    of_log = {standard.log: standard.id for standard in criteria(base).standards}
    waivers = (Waiver(name, "a reason", "somebody", date(2026, 1, 1), date(2027, 1, 1), keys=("nobody",)) for name in of_log.values())
    return replace(base, waivers=(*base.waivers, *waivers))


def test_the_report_is_the_same_to_the_byte(job: Job, tmp_path: Path) -> None:
    alone, shared = run(job), run(job, processes=3)
    assert shared.record == replace(alone.record, spool=shared.record.spool, logs=shared.record.logs)  # tables of another engine
    alone.write(tmp_path / "alone", formats=["json", "evidence"])
    shared.write(tmp_path / "shared", formats=["json", "evidence"])
    for file in (tmp_path / "alone").iterdir():
        assert file.read_bytes() == (tmp_path / "shared" / file.name).read_bytes(), file.name


def test_parts_of_the_evidence_do_not_stay(job: Job) -> None:
    held, spool = criteria(job), Spool()
    found = found_by(Fieldwork.of(job, held, None), held.standards, spool.evidence, 2, str)
    assert found.measurement.spool == spool.evidence
    assert list(spool.folder.iterdir()) == [spool.evidence]
    assert [status.standard for status in found.measurement.statuses] == [standard.id for standard in held.standards]


def test_what_another_process_does(job: Job, tmp_path: Path) -> None:
    """In this process, where a debugger and the coverage see it."""
    held = criteria(job)
    read, part = measured_share(Fieldwork.of(job, held, None), held.standards[:5], tmp_path / "part.parquet")
    assert len(read) == sum(len(source.files) for source in job.logs)
    assert [status.standard for status in part.statuses] == [standard.id for standard in held.standards[:5]]


def test_a_log_that_changes_while_it_is_read(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hegui.fieldwork, "_read", lambda _: ["another digest"])
    with pytest.raises(LogError, match="changed while it was being read"):
        run(job, processes=2)


def test_frames_go_along() -> None:
    frame = pd.DataFrame(
        {"工单流水号": ["A", "B"], "归属地市": ["东城"] * 2, "投诉等级": ["一般"] * 2, "受理时间": ["2026-03-01 09:00"] * 2}
    )
    job = Job(logs=(LogSource(frame=frame, log="complaint"),))
    assert run(job, processes=2).record.tallies == run(job).record.tallies


@pytest.fixture
def files(tmp_path: Path) -> Callable[[int, int], Job]:
    """A job with so many logs of so many bytes each."""

    def made(number: int, size: int) -> Job:
        for place in range(number):
            with (tmp_path / f"{place}.csv").open("wb") as file:
                file.truncate(size)
        return Job(logs=(LogSource(files=("*.csv",), base=tmp_path),))

    return made


def test_processes_are_worth_it_for_many_standards_on_many_small_logs(
    files: Callable[[int, int], Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hegui.fieldwork, "cores", lambda: 3)
    standards = load_policies().standards
    assert worthwhile(files(8, 1000), standards) == 3
    assert worthwhile(files(8, 1000), standards[:99]) == 1
    assert worthwhile(files(8, 20_000_000), standards) == 1


def test_and_not_for_few_logs(files: Callable[[int, int], Job]) -> None:
    assert worthwhile(files(7, 1000), load_policies().standards) == 1
