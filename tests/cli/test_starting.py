"""``hegui init``: the job file that it writes is one that ``hegui check`` takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from hegui.policy import load_job
from hegui.words.errors import Exit

Act = Callable[..., Any]
"""A command, or what makes a file for it; see conftest."""

SMALL = Path(__file__).parents[2] / "fixtures" / "small"


def test_the_job_file_can_be_checked(hegui: Act, workplace: Path) -> None:
    """On the shipped logs, a glob among them, from another folder than the one of the job."""
    exports = workplace / "exports"
    exports.mkdir()
    for name in ("complaints-2026-01.csv", "complaints-2026-02.csv", "service-order-events.csv", "faults.xlsx"):
        (exports / name).write_bytes((SMALL / name).read_bytes())
    ran = hegui("init", "exports/complaints-*.csv", "exports/service-order-events.csv", "exports/faults.xlsx", "--job", "exports/q1.yaml")
    assert ran.code == Exit.CLEAN
    assert ran.lines[0].startswith("please confirm: complaint.archived_at, complaint.branch_id")
    assert ran.lines[-1] == "exports/q1.yaml written; next: hegui check exports/q1.yaml"
    assert [source.files for source in load_job(exports / "q1.yaml").logs] == [
        ("complaints-2026-01.csv", "complaints-2026-02.csv"), ("service-order-events.csv",), ("faults.xlsx",),
    ]  # fmt: skip
    checked = hegui("check", "exports/q1.yaml", "--format", "json")
    assert checked.code == Exit.FINDINGS
    assert "complaint: 399 rows read" in checked.out
    assert "service_order: 5,341 rows read" in checked.out


def test_what_a_person_may_add_stands_there_as_comments(hegui: Act, complaints: Act) -> None:
    assert hegui("init", complaints()).code == Exit.CLEAN
    text = Path("hegui.yaml").read_text(encoding="utf-8")
    assert "  # covers: [2026-03-01, 2026-03-02]" in text
    assert "  # control_total: 4 " in text
    for comment in [line for line in text.splitlines() if line.lstrip().startswith("# ") and ": " in line and "hegui" not in line]:
        assert yaml.safe_load(comment.replace("# ", "", 1))
    uncommented = text.replace("  # covers", "  covers").replace("# as_of", "as_of").replace("  # control_total", "  control_total")
    Path("hegui.yaml").write_text(uncommented, encoding="utf-8")
    source = load_job(Path("hegui.yaml")).logs[0]
    assert (source.control_total, source.covers is not None) == (4, True)


def test_files_with_other_columns_get_an_entry_of_their_own(hegui: Act, complaints: Act, write: Act) -> None:
    complaints("a.csv")
    write(Path("b.csv"), [("TS9", "东城", "一般", "2026-03-01 09:00")], ["投诉单号", "归属地市", "投诉等级", "受理时间"])
    complaints("c.csv")
    assert hegui("init", "a.csv", "b.csv", "c.csv").code == Exit.CLEAN
    job = load_job(Path("hegui.yaml"))
    assert [source.files for source in job.logs] == [("a.csv", "c.csv"), ("b.csv",)]
    assert job.logs[1].columns["complaint_id"] == "投诉单号"


def test_own_policies_are_named_in_the_job(hegui: Act, complaints: Act) -> None:
    Path("own/calendars").mkdir(parents=True)
    Path("own/calendars/own.yaml").write_text('calendar: own\ncountry: CN\nhours: {default: ["09:00-18:00"]}\n', encoding="utf-8")
    Path("jobs").mkdir()
    assert hegui("init", complaints(rows=0), "--policies", "own", "--job", "jobs/q1.yaml").code == Exit.CLEAN
    job = load_job(Path("jobs/q1.yaml"))
    assert [path.resolve() for path in job.policies] == [Path("own").resolve()]
    assert job.logs[0].files == ("../complaints.csv",)


def test_a_job_file_is_not_overwritten_unasked(hegui: Act, complaints: Act) -> None:
    Path("hegui.yaml").write_text("mine", encoding="utf-8")
    ran = hegui("init", complaints())
    assert ran.code == Exit.USAGE
    assert "hegui.yaml: it exists already; name another file with --job, or give --force" in ran.err
    assert Path("hegui.yaml").read_text(encoding="utf-8") == "mine"
    assert hegui("init", "complaints.csv", "--force").code == Exit.CLEAN
    assert load_job(Path("hegui.yaml")).logs[0].log == "complaint"


@pytest.mark.parametrize("job", ["gone/hegui.yaml", "/proc/hegui.yaml"])
def test_a_job_file_that_cannot_be_written(hegui: Act, complaints: Act, job: str) -> None:
    ran = hegui("init", complaints(), "--job", job)
    assert ran.code == Exit.USAGE
    assert f"{job}: it cannot be written: " in ran.err


def test_all_that_is_wrong_is_said_at_once_and_nothing_written(hegui: Act, complaints: Act) -> None:
    Path("other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    ran = hegui("init", complaints(), "other.csv", "gone.csv")
    assert (ran.code, ran.out) == (Exit.UNUSABLE, "")
    assert [line.split(":")[1].strip() for line in ran.err.splitlines()] == ["gone.csv", "other.csv"]
    assert not Path("hegui.yaml").exists()
