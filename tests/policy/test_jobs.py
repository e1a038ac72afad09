"""Job files and units files: what is read, and what is refused with place and remedy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from hegui.policy import load_job, load_units
from hegui.words.errors import JobError
from hegui.words.jobs import Extent, LogSource, Unit
from hegui.words.places import Place
from hegui.words.profiles import Waiver
from hegui.words.vocabulary import Shape

JOB = """\
name: march
title: 三月审核
organisation: 市分公司
client: 质量管理部
audited_unit: 客服中心
auditors: [张三, 李四]
document_no: 2026-03
profile: strict
policies: [own]
as_of: 2026-04-01 00:00
from: 2026-03-01
until: 2026-04-01
timezone: Asia/Shanghai
units: units.yaml
logs:
- log: complaint
  files: ["logs/*.csv"]
  shape: wide
  encoding: gb18030
  delimiter: "\\t"
  columns: {received_at: 受理时间}
  codes: {status: {已结: closed, 1: open}}
  time_format: "%d/%m/%Y"
  covers: [2026-03-01, 2026-04-01]
  extent: {method: random, size: 100, population: 2000}
  control_total: 2000
  system: CRM
  extracted_by: 王五
  extracted_at: 2026-04-01 08:00
  filter: 全部
- files: [calls.xlsx]
  sheet: 明细
  extent: full
waivers:
- {standard: a.b.c, unit: N, keys: [K1], reason: 演练, approved_by: 赵六, effective: 2026-03-01, expires: 2026-03-08}
"""
UNITS = """\
- {code: N, name: 南昌, aliases: [南昌市, 南昌分公司], level: city, parent: J, head: 周七, contact: 123, department: 客服部}
- {code: J}
"""

Said = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "hegui.yaml").write_text(JOB, encoding="utf-8")
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """What loading a job says, read as ``hegui.yaml`` from its own folder."""

    def changed(old: str, new: str, file: str = "hegui.yaml") -> list[str]:
        monkeypatch.chdir(folder)
        path = Path(file)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        try:
            load_job(Path("hegui.yaml"))
        except JobError as error:
            return [str(fault) for fault in error.faults]
        return []

    return changed


def test_a_job_is_read_as_written(folder: Path) -> None:
    job = load_job(folder / "hegui.yaml")
    assert (job.name, job.title, job.auditors, job.profile, job.timezone) == (
        "march",
        "三月审核",
        ("张三", "李四"),
        "strict",
        "Asia/Shanghai",
    )
    assert (job.organisation, job.client, job.audited_unit, job.document_no) == ("市分公司", "质量管理部", "客服中心", "2026-03")
    assert (job.as_of, job.since, job.until) == (datetime(2026, 4, 1), date(2026, 3, 1), date(2026, 4, 1))
    assert job.policies == (folder / "own",)
    assert job.units == (
        Unit("N", "南昌", ("南昌市", "南昌分公司"), "city", "J", "周七", "123", "客服部"),
        Unit("J", "J"),
    )
    place = Place((folder / "hegui.yaml").as_posix(), 35, 3)
    assert job.waivers == (Waiver("a.b.c", "演练", "赵六", date(2026, 3, 1), date(2026, 3, 8), "N", ("K1",), place),)


def test_logs_are_read_as_written(folder: Path) -> None:
    first, second = load_job(folder / "hegui.yaml").logs
    assert first == LogSource(
        files=("logs/*.csv",),
        log="complaint",
        base=folder,
        shape=Shape.WIDE,
        encoding="gb18030",
        delimiter="\t",
        columns={"received_at": "受理时间"},
        codes={"status": {"已结": "closed", "1": "open"}},
        time_format="%d/%m/%Y",
        covers=(date(2026, 3, 1), date(2026, 4, 1)),
        extent=Extent(full=False, method="random", size=100, population=2000),
        control_total=2000,
        system="CRM",
        extracted_by="王五",
        extracted_at="2026-04-01 08:00",
        filter="全部",
        place=Place((folder / "hegui.yaml").as_posix(), 16, 3),
    )
    assert (second.log, second.sheet, second.extent) == (None, "明细", Extent())


def test_units_may_stand_in_the_job(folder: Path) -> None:
    path = folder / "hegui.yaml"
    path.write_text(JOB.replace("units: units.yaml", "units: [{code: N}, {code: M, parent: N}]"), encoding="utf-8")
    assert [unit.code for unit in load_job(path).units] == ["N", "M"]


def test_a_time_with_an_offset_is_moved_into_the_zone_of_the_audit(folder: Path) -> None:
    path = folder / "hegui.yaml"
    path.write_text(JOB.replace("as_of: 2026-04-01 00:00", "as_of: 2026-03-31T16:00:00Z"), encoding="utf-8")
    assert load_job(path).as_of == datetime(2026, 4, 1)


def test_units_are_loaded_by_themselves(folder: Path) -> None:
    assert [unit.code for unit in load_units(folder / "units.yaml")] == ["N", "J"]
    (folder / "units.yaml").write_text("code: N\n", encoding="utf-8")
    with pytest.raises(JobError, match="expected a list of units; begin each with '- code:'"):
        load_units(folder / "units.yaml")


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("profile:", "profil:", ["hegui.yaml:8:1: unknown key 'profil'; did you mean 'profile'?"]),
        ("  delimiter:", "  delimeter:", ["hegui.yaml:20:3: unknown key 'delimeter'; did you mean 'delimiter'?"]),
        ("size: 100", "sise: 100", [
            "hegui.yaml:25:11: 'size' is missing",
            "hegui.yaml:25:28: unknown key 'sise'; did you mean 'size'?",
        ]),
        ("policies: [own]", "policies: [mine]", ["hegui.yaml:9:12: there is no folder 'mine'; folders are relative to the job file"]),
        ("as_of: 2026-04-01 00:00", "as_of: 2026-04-01",
         ["hegui.yaml:10:8: '2026-04-01' is not a time; write date and time of day as 2026-03-31 00:00"]),
        ("until: 2026-04-01", "until: 2026-03-01",
         ["hegui.yaml:12:8: the window ends before it begins; 'until' is the day after its last day"]),
        ("timezone: Asia/Shanghai", "timezone: Asia/Peking",
         ["hegui.yaml:13:11: there is no time zone 'Asia/Peking'; write it as 'Asia/Shanghai'"]),
        ("timezone: Asia/Shanghai", "timezone: ../../x",
         ["hegui.yaml:13:11: there is no time zone '../../x'; write it as 'Asia/Shanghai'"]),
        ("units: units.yaml", "units: unit.yaml", [
            "unit.yaml: cannot be read: No such file or directory; did you mean 'units.yaml' or 'hegui.yaml'?",
        ]),
        ("units: units.yaml", "units: gone/units.yaml",
         ["gone/units.yaml: cannot be read: No such file or directory; there is no folder 'gone'"]),
        ("units: units.yaml", 'units: "a\\0"', ["a\0: cannot be read: embedded null byte"]),
        ("units: units.yaml", "units: {a: b}", ["hegui.yaml:14:8: 'units': found a mapping, which has no meaning here"]),
        ('files: ["logs/*.csv"]', "files: []", ["hegui.yaml:17:10: 'files': fewer entries than the 1 that are needed"]),
        ("shape: wide", "shape: broad", ["hegui.yaml:18:10: 'shape': 'broad' is not one of wide, long, snapshot"]),
        ('delimiter: "\\t"', "delimiter: ;;", ["hegui.yaml:20:14: 'delimiter': string should have at most 1 character"]),
        ("covers: [2026-03-01, 2026-04-01]", "covers: [2026-03-01]", ["hegui.yaml:24:11: 'covers': an entry is missing"]),
        ("covers: [2026-03-01, 2026-04-01]", "covers: [2026-04-01, 2026-03-01]",
         ["hegui.yaml:24:11: the span ends before it begins; the second day is the day after the last one covered"]),
        ("population: 2000", "population: 20", ["hegui.yaml:25:34: a sample of 100 cannot come from a population of 20"]),
        ("extent: full", "extent: part", ["hegui.yaml:33:11: 'extent': 'part' is not one of full"]),
        ("expires: 2026-03-08", "expires: 2026-02-08",
         ["hegui.yaml:35:103: the waiver expires before it takes effect; 'expires' is the first day on which it no longer holds"]),
        ("expires: 2026-03-08", "expires: 2027-03-08",
         ["hegui.yaml:35:103: the waiver lasts 372 days; at most 366 are allowed; renew it when it expires"]),
        ("unit: N", "unit: M", ["hegui.yaml:35:27: there is no unit 'M'; known: J, N"]),
        ("unit: N", "unit: 南昌分局", ["hegui.yaml:35:27: there is no unit '南昌分局'; did you mean 'N'?"]),
        ("unit: N", "unit: 南昌市", ["hegui.yaml:35:27: a waiver names a unit by its code, not as '南昌市'; write N"]),
        ("unit: N", "unit: unknown", []),
        ("unit: N, ", "", []),
        (", approved_by: 赵六", "", ["hegui.yaml:35:3: 'approved_by' is missing"]),
    ],
)  # fmt: skip
def test_a_job_that_cannot_be_used(said: Said, old: str, new: str, faults: list[str]) -> None:
    assert said(old, new) == faults


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("head: 周七", "boss: 周七",
         ["units.yaml:1:70: unknown key 'boss'; known: aliases, code, contact, department, head, level, name, parent"]),
        ("parent: J", "parent: K", ["units.yaml:1:67: there is no unit 'K'; known: J, N"]),
        ("parent: J", "parent: N", ["units.yaml:1:67: the unit 'N' is above itself"]),
        ("{code: J}", "{code: J, parent: N}", [
            "units.yaml:1:67: the unit 'N' is above itself",
            "units.yaml:2:21: the unit 'J' is above itself",
        ]),
        ("{code: J}", "{code: J, aliases: [南昌]}", ["units.yaml:2:3: '南昌' names the unit 'N' already; one text names one unit"]),
        ("code: J", "name: J", ["units.yaml:2:3: 'code' is missing"]),
    ],
)  # fmt: skip
def test_units_that_cannot_be_used(said: Said, old: str, new: str, faults: list[str]) -> None:
    assert said(old, new, "units.yaml") == faults


def test_a_circle_above_a_unit_is_not_its_own_fault(said: Said) -> None:
    faults = said("{code: J}", "{code: J, parent: K}\n- {code: K, parent: J}", "units.yaml")
    assert faults == ["units.yaml:2:21: the unit 'J' is above itself", "units.yaml:3:21: the unit 'K' is above itself"]


def test_faults_of_both_files_are_reported_at_once(said: Said, folder: Path) -> None:
    (folder / "units.yaml").write_text("- {cod: N}\n", encoding="utf-8")
    assert said("name: march", "nme: march") == [
        "hegui.yaml:1:1: unknown key 'nme'; did you mean 'name'?",
        "units.yaml:1:3: 'code' is missing",
        "units.yaml:1:4: unknown key 'cod'; did you mean 'code'?",
    ]


def test_a_job_without_logs_is_a_fault(folder: Path) -> None:
    (folder / "hegui.yaml").write_text("name: x\n", encoding="utf-8")
    with pytest.raises(JobError, match=r"hegui\.yaml:1:1: the job names no logs; list them under 'logs'"):
        load_job(folder / "hegui.yaml")


@pytest.mark.parametrize("text", ["", "- a\n", "logs: [\n"])
def test_a_file_that_is_no_job_is_a_fault(folder: Path, text: str) -> None:
    (folder / "hegui.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(JobError) as error:
        load_job(folder / "hegui.yaml")
    assert len(error.value.faults) == 1


def test_a_waiver_names_any_unit_where_none_are_declared(said: Said) -> None:
    assert said("units: units.yaml", "units: []") == []


def test_what_an_unknown_key_stood_beside_is_checked_too(said: Said) -> None:
    faults = said("until: 2026-04-01\ntimezone: Asia/Shanghai", "untill: 2026-03-01\ntimezone: Asia/Peking\nx: 1")
    assert [fault.split(";")[0] for fault in faults] == [
        "hegui.yaml:1:1: the window ends before it begins",
        "hegui.yaml:12:1: unknown key 'untill'",
        "hegui.yaml:13:11: there is no time zone 'Asia/Peking'",
        "hegui.yaml:14:1: unknown key 'x'",
    ]


def test_a_job_file_that_is_not_there_is_a_fault(folder: Path) -> None:
    with pytest.raises(JobError, match=r"hegu\.yaml: cannot be read: No such file or directory; did you mean 'hegui\.yaml'"):
        load_job(folder / "hegu.yaml")
    with pytest.raises(JobError, match=r"unit\.yaml: cannot be read: .* did you mean 'units\.yaml'"):
        load_units(folder / "unit.yaml")
    with pytest.raises(JobError, match=r"gone\.yaml: cannot be read: No such file"):
        load_job(folder / "gone.yaml")
