"""``hegui check`` and ``hegui demo``: options, messages, exit codes, what is written and what is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.cli.checking import Asked, _folder_name, demo_job
from hegui.policy import load_policies
from hegui.words.errors import Exit, UsageError

Act = Callable[..., Any]
"""A command, or what makes a file for it; see conftest."""

DAYS_LATE = "2026-03-12 10:00"
AN_HOUR_LATE = "2026-03-03 10:00"
JOB = "logs: [{log: complaint, files: [complaints.csv]}]\n"


def test_a_clean_log(hegui: Act, complaints: Act) -> None:
    ran = hegui("check", complaints(), "--format", "json")
    assert ran.code == Exit.CLEAN
    assert ran.lines[0] == "as of 2026-03-02 10:00, the latest time in the logs"
    assert ran.lines[1] == "complaint: 4 rows read, 4 used, 0 set aside, 0 void"
    orders = sum(standard.log == "service_order" for standard in load_policies().standards)
    assert f"  not checked: {orders} on service_order, no log 'service_order' is given" in ran.lines
    assert "exit code 0: no finding is major or graver" in ran.lines
    assert ran.lines[-1] == "reports/audit/report.json"
    assert ran.err.splitlines() == [f"hegui: {stage} …" for stage in ("policies", "logs", "measuring", "judging", "report")]


def test_the_report_is_the_last_line(hegui: Act, complaints: Act) -> None:
    ran = hegui("check", complaints(), "--out", "here", "--lang", "en")
    assert ran.lines[-1] == "here/report.pdf"
    assert {Path(line).name for line in ran.lines[-4:]} == {path.name for path in Path("here").iterdir()}


def test_findings_under_their_standards(hegui: Act, complaints: Act, few: list[str]) -> None:
    ran = hegui("check", complaints(feedback=DAYS_LATE), "--format", "json", "--as-of", "2026-04-01", *few)
    assert ran.code == Exit.FINDINGS
    assert ran.lines[0] == "as of 2026-04-01 00:00"
    heading = ran.lines.index("  major: service-guide.5.3.general-feedback")
    assert ran.lines[heading + 1].split() == ["D-002", "1", "of", "4", "25.00", "%", "东城"]
    assert "exit code 1: findings are major or graver" in ran.lines
    assert max(map(len, ran.lines)) <= 80


def test_the_grade_that_fails_can_be_chosen(hegui: Act, complaints: Act) -> None:
    log = complaints(feedback=AN_HOUR_LATE)
    assert hegui("check", log, "--format", "json").code == Exit.CLEAN
    assert hegui("check", log, "--format", "json", "--fail-on", "minor").code == Exit.FINDINGS


def test_many_findings_are_a_screenful(hegui: Act, write: Act, workplace: Path) -> None:
    rows = [(f"TS{n}", f"U{n}", "一般", "2026-03-01 09:00", "", "", DAYS_LATE) for n in range(30)]
    ran = hegui("check", write(workplace / "log.csv", rows), "--format", "json")
    assert ran.code == Exit.FINDINGS
    assert any(line.startswith("  … and ") and line.endswith(" more, in the report") for line in ran.lines)
    assert len(ran.lines) < 50


def test_a_log_that_no_standard_is_about_leaves_a_report_with_nothing_in_it(hegui: Act, write: Act, workplace: Path) -> None:
    register = write(workplace / "units.csv", [("RX", "中心", "2025-01-01")], ("机构编码", "机构类型", "启用日期"))
    ran = hegui("check", "--log", f"unit_register={register}", "--as-of", "2026-07-01", "--out", "r")
    assert ran.code == Exit.NOTHING_CHECKED, ran.err
    assert sorted(path.name for path in Path("r").iterdir()) == ["evidence.parquet", "manifest.json", "report.json", "report.pdf"]
    assert pd.read_parquet("r/evidence.parquet").empty


def test_nothing_checked(hegui: Act, complaints: Act) -> None:
    assert hegui("check", complaints(), "--from", "2027-01-01", "--format", "json").code == Exit.NOTHING_CHECKED
    ran = hegui("check", complaints(rows=0), "--as-of", "2026-04-01", "--format", "json")
    assert ran.code == Exit.NOTHING_CHECKED
    assert "exit code 4: nothing was checked" in ran.lines


def test_everything_undetermined(hegui: Act, write: Act, workplace: Path) -> None:
    rows = [(f"TS{n}", "东城", "P9级", "2026-03-01 09:00", "待补录", "待补录", "待补录") for n in range(4)]
    ran = hegui("check", write(workplace / "log.csv", rows), "--format", "json", "--as-of", "2026-04-01")
    assert ran.code == Exit.NOT_JUDGED
    assert any(line.endswith("(cannot be determined)") for line in ran.lines)


def test_fields_that_are_not_in_the_log_are_named(hegui: Act, write: Act, workplace: Path, few: list[str]) -> None:
    write(workplace / "log.csv", [("TS1", "2026-03-01 09:00")], ["工单流水号", "受理时间"])
    ran = hegui("check", "--log", "complaint=log.csv", "--format", "json", *few)
    assert "  not checked: 5 on complaint, field 'first_response_at' is not in the log" in ran.lines
    ran = hegui("check", "--log", "complaint=log.csv", "--format", "json", "--out", "all")
    assert "  … and more, in the report" in ran.lines


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], Exit.USAGE, "no log to check; name a job file or logs, or try 'hegui demo'"),
        (["complaint.csv"], Exit.UNUSABLE, "complaint.csv: there is no such file; did you mean 'complaints.csv'"),
        (["gone*.csv"], Exit.UNUSABLE, "gone*.csv: there is no such file"),
        (["."], Exit.UNUSABLE, "it is a folder"),
        (["empty.csv"], Exit.UNUSABLE, "empty.csv: the file is empty"),
        (["other.csv"], Exit.UNUSABLE, "other.csv: no log knows any of its columns: a, [U+001B][31mb"),
        (["huge.csv"], Exit.UNUSABLE, "characters; name the log, and the columns, in the job file"),
        (["picture.csv"], Exit.UNUSABLE, "error: picture.csv: "),
        (["page.pdf"], Exit.UNUSABLE, "error: page.pdf: "),
        (["job.yaml", "other.yml"], Exit.USAGE, "other.yml: a second job file"),
        (["gone.yaml"], Exit.UNUSABLE, "gone.yaml: cannot be read"),
        (["job.yaml", "--log", "complaint"], Exit.USAGE, "--log: 'complaint' names no log and file; write --log complaint=complaints.csv"),
        (["--log", "=complaints.csv"], Exit.USAGE, "names no log and file"),
        (["--log", "complain=complaints.csv"], Exit.UNUSABLE, "--log: there is no log 'complain'; did you mean 'complaint'?"),
        (["complaints.csv", "--profile", "defalt"], Exit.USAGE, "there is no profile 'defalt'; did you mean 'default'?"),
        (["complaints.csv", "--format", "pdff", "--format", "x"], Exit.USAGE, "there is no format 'pdff'; did you mean 'pdf'?"),
        (["complaints.csv", "--out", "complaints.csv"], Exit.UNUSABLE, "the report cannot be written here: File exists"),
        (["complaints.csv", "--out", "/proc/nothing/here"], Exit.UNUSABLE, "choose another folder with --out"),
        (["complaints.csv", "--policies", "gone"], Exit.UNUSABLE, "gone: there is no such folder of policies"),
        (["complaints.csv", "--as-of", "yesterday"], Exit.USAGE, "'yesterday' is not a time; write it as 2026-07-01"),
        (["complaints.csv", "--from", "2026-03-01T10:00"], Exit.USAGE, "is not a day; write it as 2026-07-01"),
        (["complaints.csv", "--from", "2026-03-02", "--until", "2026-03-01"], Exit.USAGE, "window: 2026-03-01 is not after 2026-03-02"),
        (["complaints.csv", "--from", "2026-03-01", "--until", "2026-03-01"], Exit.USAGE, "nothing is in it"),
        (["complaints.csv", "--lang", "fr"], Exit.USAGE, "'fr' is not one of"),
        (["complaints.csv", "--fail-on", "none"], Exit.USAGE, "'none' is not one of"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    hegui: Act, complaints: Act, workplace: Path, words: list[str], code: Exit, said: str
) -> None:
    complaints()
    for name in ("job.yaml", "other.yml"):
        Path(name).write_text(JOB, encoding="utf-8")
    Path("empty.csv").write_bytes(b"")
    Path("other.csv").write_text("a,\x1b[31mb\n1,2\n", encoding="utf-8")
    Path("huge.csv").write_text("x" * 1_000_000 + "\n1\n", encoding="utf-8")
    Path("picture.csv").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8)
    Path("page.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    before = {path: path.stat().st_mtime_ns for path in workplace.rglob("*")}
    ran = hegui("check", *words)
    assert ran.code == code
    assert said in ran.err
    assert ran.out == ""
    assert max(map(len, ran.err.splitlines())) < 700
    assert {path: path.stat().st_mtime_ns for path in workplace.rglob("*")} == before


@pytest.mark.parametrize(
    ("job", "said"),
    [
        ("nmae: x\n" + JOB, "job.yaml:1:1: unknown key 'nmae'; did you mean 'name'?"),
        ("logs: [{log: complaint, files: [gone.csv]}]\n", "gone.csv: there is no such file"),
        ("logs: [{log: complain, files: [complaints.csv]}]\n", "job.yaml:1:8: there is no log 'complain'; did you mean 'complaint'?"),
        ("logs: [{log: complaint, files: [complaints.csv], columns: {received_at: 没有}}]\n", "there is no column '没有'"),
        (
            JOB
            + "waivers: [{standard: service-guide.5.3.urgent, reason: r, approved_by: a, effective: 2026-01-01, expires: 2026-02-01}]\n",
            "job.yaml:2:11: there is no standard 'service-guide.5.3.urgent'; did you mean ",
        ),
        ("timezone: Mars/Base\n" + JOB, "there is no time zone 'Mars/Base'"),
        ("from: 2026-02-01\nuntil: 2026-01-01\n" + JOB, "job.yaml:2:8: the window ends before it begins"),
        ("", "job.yaml: the file is empty"),
    ],
)
def test_what_is_wrong_with_a_job_file(hegui: Act, complaints: Act, job: str, said: str) -> None:
    complaints()
    Path("job.yaml").write_text(job, encoding="utf-8")
    ran = hegui("check", "job.yaml")
    assert ran.code == Exit.UNUSABLE
    assert said in ran.err
    assert not Path("reports").exists()


def test_a_failure_leaves_the_previous_report(hegui: Act, complaints: Act) -> None:
    log = complaints()
    assert hegui("check", log, "--format", "json").code == Exit.CLEAN
    before = {path.name: path.read_bytes() for path in Path("reports/audit").iterdir()}
    log.write_text("a\n1\n", encoding="utf-8")
    assert hegui("check", log, "--format", "json").code == Exit.UNUSABLE
    assert {path.name: path.read_bytes() for path in Path("reports/audit").iterdir()} == before


def test_a_name_cannot_lead_out_of_the_reports(hegui: Act, complaints: Act, workplace: Path) -> None:
    complaints()
    Path("job.yaml").write_text(f'name: "../../evil\\e[31m"\n{JOB}', encoding="utf-8")
    ran = hegui("check", "job.yaml", "--format", "json")
    assert ran.code == Exit.CLEAN
    assert ran.lines[-1] == "reports/-..-evil--31m/report.json"
    assert not (workplace.parent / "evil").exists()


@given(st.text())
def test_every_name_is_a_folder_below_the_reports(name: str) -> None:
    folder = Path(_folder_name(name))
    assert len(folder.parts) == 1
    assert folder.name not in {"", "..", "."}
    assert folder.name.isprintable()


def test_names_stay_readable() -> None:
    assert [_folder_name(name) for name in ("2026年一季度", "q1 (draft)", "..", "/abs")] == ["2026年一季度", "q1--draft-", "audit", "-abs"]


def test_data_cannot_steer_the_terminal(hegui: Act, complaints: Act) -> None:
    ran = hegui("check", complaints(feedback=DAYS_LATE, unit="\x1b[5m[red]城\u202e\n::error::"), "--format", "json")
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert not any(line.startswith("::") for line in ran.lines)


def test_an_instant_with_an_offset_is_moved_to_the_zone_of_the_audit(hegui: Act, complaints: Act) -> None:
    ran = hegui("check", complaints(), "--as-of", "2026-03-31T16:00:00+00:00", "--format", "json")
    assert ran.code == Exit.CLEAN
    assert ran.lines[0] == "as of 2026-04-01 00:00"


def test_options_go_before_the_job_file(complaints: Act, workplace: Path) -> None:
    complaints()
    (workplace / "mine").mkdir()
    Path("job.yaml").write_text(
        "name: q1\nprofile: complaints\npolicies: [mine]\nas_of: 2026-04-01 00:00\nfrom: 2026-01-01\n" + JOB, encoding="utf-8"
    )
    base = Asked((Path("job.yaml"),)).job()
    assert (base.name, base.profile, base.as_of) == ("q1", "complaints", datetime(2026, 4, 1))
    assert (base.since, base.until) == (date(2026, 1, 1), None)
    asked = Asked(
        (Path("job.yaml"), Path("more.csv")), ("fault=faults.xlsx",), (Path("own"),), "default",
        datetime(2026, 5, 1), date(2026, 2, 1), date(2026, 3, 1), show_personal=True,
    )  # fmt: skip
    job = asked.job()
    assert (job.profile, job.as_of, job.since, job.until) == ("default", datetime(2026, 5, 1), date(2026, 2, 1), date(2026, 3, 1))
    assert [source.log for source in job.logs] == ["complaint", None, "fault"]
    assert [path.name for path in job.policies] == ["mine", "own"]
    assert job.show_personal


def test_the_command_that_repeats_the_check() -> None:
    asked = Asked(
        (Path("/somewhere/job.yaml"), Path("logs/a b.csv")), ("fault=/somewhere/faults.xlsx",), (Path("own"),), "default",
        datetime(2026, 5, 1), date(2026, 2, 1), None, show_personal=True,
    )  # fmt: skip
    assert asked.command() == (
        "hegui check job.yaml 'logs/a b.csv' --log fault=faults.xlsx --policies own --profile default "
        "--as-of 2026-05-01T00:00:00 --from 2026-02-01 --show-personal"
    )
    assert Asked((Path("job.yaml"),)).command() == "hegui check job.yaml"


def test_the_demo(hegui: Act) -> None:
    ran = hegui("demo", "--format", "json")
    assert ran.code == Exit.CLEAN
    assert ran.lines[-1] == "reports/demo/report.json"
    assert not any(line.startswith("exit code") for line in ran.lines)
    report = json.loads(Path("reports/demo/report.json").read_text(encoding="utf-8"))
    assert len(report["findings"]) == int(ran.out.partition("… and ")[2].split()[0]) + 20


def test_the_fixtures_of_the_demo_can_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert demo_job().name == "hegui.yaml"
    monkeypatch.setattr(Path, "is_file", lambda _: False)
    with pytest.raises(UsageError, match="not installed"):
        demo_job()


def test_a_memory_limit_that_is_none(hegui: Act, complaints: Act) -> None:
    ran = hegui("check", complaints(), "--memory-limit", "much")
    assert ran.code == Exit.USAGE
    assert "'much' is no size; write it like 4GB" in ran.err
