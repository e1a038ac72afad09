"""The flow from logs to an outcome, as a Python user has it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

import hegui
from hegui.check import run, sources
from hegui.words.errors import Exit, JobError, LogError, UsageError
from hegui.words.jobs import Job
from hegui.words.measured import Status
from hegui.words.profiles import Waiver

STANDARD = "service-guide.5.3.general-feedback"


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    """Four general complaints, fed back in time but for the first, which took ten days."""
    return pd.DataFrame(
        {
            "工单流水号": [f"TS{n}" for n in range(4)],
            "归属地市": ["东城", "东城", "西城", "西城"],
            "投诉等级": ["一般"] * 4,
            "受理时间": ["2026-03-01 09:00"] * 4,
            "处理完成时间": ["2026-03-02 08:00"] * 4,
            "反馈时间": ["2026-03-11 09:00", *["2026-03-02 09:00"] * 3],
        },
        dtype="str",
    )


@pytest.fixture(scope="module")
def outcome(frame: pd.DataFrame) -> hegui.Outcome:
    return hegui.check(logs={"complaint": frame}, as_of="2026-04-01", profile="complaints")


def test_a_data_frame_is_checked(outcome: hegui.Outcome) -> None:
    record = outcome.record
    assert (record.as_of, record.as_of_given, record.profile.name) == (datetime(2026, 4, 1), True, "complaints")
    assert record.counts(STANDARD).reasons == {"conforming": 3, "late": 1}
    assert [source.name for log in record.logs for source in log.sources] == ["<frame>"]
    assert record.command == "hegui.check(...)"
    assert record.log_titles["fault"].en == "Fault tickets"
    assert outcome.exit() is Exit.FINDINGS


def test_every_standard_in_force_has_a_status(outcome: hegui.Outcome) -> None:
    record = outcome.record
    assert list(record.statuses) == [standard.id for standard in record.standards]
    assert record.statuses["service-guide.1.3.response"].status is Status.NOT_CHECKED


def test_stages_are_told_in_order(frame: pd.DataFrame) -> None:
    told: list[str] = []
    run(Job(logs=sources((), {"complaint": frame})), stage=told.append)
    assert told == ["policies", "logs", "measuring", "judging"]


def test_files_globs_and_names(frame: pd.DataFrame, tmp_path: Path) -> None:
    frame.iloc[:2].to_csv(tmp_path / "a.csv", index=False)
    frame.iloc[2:].to_csv(tmp_path / "b.csv", index=False)
    for given in (hegui.check(tmp_path / "a.csv", tmp_path / "b.csv"), hegui.check(logs={"complaint": tmp_path / "*.csv"})):
        assert given.record.logs[0].account.read == 4
        assert given.record.as_of == datetime(2026, 3, 11, 9)
        assert [file.name for file in given.record.inputs if file.role == "log"] == ["a.csv", "b.csv"]


def test_what_is_given_goes_before_the_job_file(frame: pd.DataFrame, tmp_path: Path) -> None:
    frame.to_csv(tmp_path / "a.csv", index=False)
    job = tmp_path / "job.yaml"
    job.write_text("name: q1\nas_of: 2026-05-01 00:00\nfrom: 2026-01-01\nlogs: [{log: complaint, files: [a.csv]}]\n", encoding="utf-8")
    own = tmp_path / "own" / "calendars" / "own.yaml"
    own.parent.mkdir(parents=True)
    own.write_text('calendar: own\ncountry: CN\nhours: {default: ["09:00-18:00"]}\n', encoding="utf-8")
    record = hegui.check(job=job, as_of=datetime(2026, 4, 1), until=date(2026, 6, 1), policies=[tmp_path / "own"]).record
    assert (record.job.name, record.as_of, record.since, record.until) == ("q1", datetime(2026, 4, 1), date(2026, 1, 1), date(2026, 6, 1))
    assert [file.name for file in record.inputs if file.role == "job"] == ["job.yaml"]
    assert record.command == f"hegui.check(job={job.name!r}, ...)"
    assert hegui.check(job=job, since=date(2026, 2, 1)).record.since == date(2026, 2, 1)


def test_an_instant_with_an_offset_is_moved_to_the_zone_of_the_audit(frame: pd.DataFrame) -> None:
    for as_of in (datetime(2026, 3, 31, 16, tzinfo=ZoneInfo("UTC")), "2026-03-31T16:00:00Z"):
        assert hegui.check(logs={"complaint": frame}, as_of=as_of).record.as_of == datetime(2026, 4, 1)


@pytest.mark.parametrize("until", [date(2026, 1, 1), date(2025, 12, 31)])
def test_a_window_that_holds_nothing(frame: pd.DataFrame, until: date) -> None:
    with pytest.raises(UsageError, match=r"window: .* is not after 2026-01-01"):
        hegui.check(logs={"complaint": frame}, since=date(2026, 1, 1), until=until)


def test_a_log_that_the_vocabulary_does_not_know(frame: pd.DataFrame) -> None:
    with pytest.raises(LogError, match="complain: there is no log 'complain'; did you mean 'complaint'"):
        hegui.check(logs={"complain": frame})


def test_waivers_of_standards_that_do_not_exist(frame: pd.DataFrame) -> None:
    waivers = tuple(Waiver(name, "r", "a", date(2026, 1, 1), date(2026, 5, 1)) for name in ("service-guide.5.3.general", "x", STANDARD))
    with pytest.raises(JobError) as caught:
        run(Job(logs=sources((), {"complaint": frame}), waivers=waivers))
    assert [fault.what for fault in caught.value.faults] == [
        "there is no standard 'service-guide.5.3.general'", "there is no standard 'x'",
    ]  # fmt: skip


def test_a_waiver_takes_its_breach_out(frame: pd.DataFrame) -> None:
    waiver = Waiver(STANDARD, "typhoon", "a director", date(2026, 3, 1), date(2026, 3, 5))
    record = run(Job(logs=sources((), {"complaint": frame}), waivers=(waiver,), as_of=datetime(2026, 4, 1))).record
    assert record.counts(STANDARD).reasons == {"conforming": 3, "waived": 1}
    assert record.unused_waivers == ()


def test_personal_data_are_shown_only_when_asked(frame: pd.DataFrame) -> None:
    logs = sources((), {"complaint": frame})
    hidden, shown = run(Job(logs=logs)).record, run(Job(logs=logs, show_personal=True)).record
    assert not any("personal data" in warning.en for warning in hidden.warnings)
    assert any("personal data" in warning.en for warning in shown.warnings)


def test_a_log_without_rows_leaves_nothing_checked(frame: pd.DataFrame) -> None:
    outcome = hegui.check(logs={"complaint": frame.iloc[:0]}, as_of="2026-04-01")
    assert outcome.exit() is Exit.NOTHING_CHECKED
    assert outcome.findings.empty
    assert outcome.evidence.empty
    assert "standard" in outcome.findings.columns
