"""What persons attest: entries of the policies, and records of a job; read and refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hegui.check import run
from hegui.criteria import criteria
from hegui.policy import load_job
from hegui.policy.library import Policies
from hegui.words.attestations import Attestation
from hegui.words.durations import Limit
from hegui.words.errors import JobError
from hegui.words.jobs import Job
from hegui.words.standards import Force

Files = dict[str, str]
Load = Callable[[Files], Policies]
Said = Callable[[str, str, str], list[str]]
NAME = "book/attestations.yaml"


def test_entries_are_read(load: Load, files: Files) -> None:
    (entry,) = load(files).attestable
    assert (entry.id, entry.handbook, entry.clause, entry.catalogue) == ("book.im-2-2-2.complete", "book", "IM-2(2)2", "001-A1")
    assert (entry.force, entry.valid_for, entry.statement.en) == (Force.RECOMMENDED, Limit(1, "year"), "All papers are there.")
    assert entry.place.line == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("clause: IM-2(2)2", "clause: IM-2(2)3", "2:11: book has no clause 'IM-2(2)3'; did you mean 'IM-2(2)2'?"),
        ("id: book.im-2-2-2.", "id: book.1.1.", "1:7: the id 'book.1.1.complete' does not name its handbook and clause; "),
        (
            "id: book.im-2-2-2.complete",
            "id: book.1.1.quick-answer",
            "the standard 'book.1.1.quick-answer' is given a second time; it stands",
        ),
        ("1 year", "24 hours", "9:14: '24 hours' does not run on the calendar; write it in days, weeks, months or years"),
        ("1 year", "2 working days", "9:14: '2 working days' does not run on the calendar; "),
        ("1 year", "long", "9:14: 'long' is not a time limit; write a whole number"),
        ("statement:", "statment:", "6:3: unknown key 'statment'; did you mean 'statement'?"),
    ],
)
def test_faults_of_entries(wrong_with: Said, old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in wrong_with(NAME, old, new))


def test_a_file_that_is_no_list(wrong: Callable[[Files], list[str]], files: Files) -> None:
    files[NAME] = "id: book.1.1.complete\n"
    assert wrong(files) == ["p/book/attestations.yaml:1:1: expected a list of attestations; begin each with '- id:'"]


def test_entries_of_no_handbook(wrong: Callable[[Files], list[str]], files: Files) -> None:
    files["other/attestations.yaml"] = files[NAME]
    assert any("there is no handbook 'other'" in fault for fault in wrong(files))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("there.}", "there}", "6:30: the text does not end in a full stop; end it with . or 。"),
        ("清单。", "清单", "7:15: the text does not end in a full stop"),
        ("Papers are complete", "Urgent ticket answered in time", "4:25: the title is that of book.1.1.quick-answer too; say what differs"),
        ("responsible: desk", "responsible: chief", "no owner is named for the role 'chief'; book.im-2-2-2.complete names it"),
    ],
)
def test_what_lint_says_of_entries(linted_with: Said, old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in linted_with(NAME, old, new))


RECORD = """\
- standard: book.im-2-2-2.complete
  clause: IM-2(2)2
  statement: 资料齐全
  evidence: 档案室 3 号柜
  signed_by: 王
  signed_on: 2026-01-10
  valid_until: 2027-01-10
"""


@pytest.fixture
def job(tmp_path: Path, files: Files, put: Callable[[Path, Files], Path]) -> Callable[..., Job]:
    """A job with these records, in a file of their own or in the job file, over a folder of policies."""
    put(tmp_path / "policies", {name: text for name, text in files.items() if name.startswith("book/") or name == "vocabulary/ticket.yaml"})
    own = "profile: own\nextends: default\ntitle: {zh: 甲, en: Own}\nhandbooks: [book]\nowners: {desk: {zh: 班长, en: Desk}}\n"
    put(tmp_path / "policies", {"profiles/own.yaml": own})

    def loaded(records: str, *, apart: bool = True, more: str = "") -> Job:
        text = "logs: [{log: ticket, files: [a.csv]}]\nprofile: own\npolicies: [policies]\nas_of: 2026-07-01 00:00\n" + more
        if apart:
            (tmp_path / "attestations.yaml").write_text(records, encoding="utf-8")
            text += "attestations: attestations.yaml\n"
        else:
            text += "attestations:\n" + records
        (tmp_path / "hegui.yaml").write_text(text, encoding="utf-8")
        return load_job(tmp_path / "hegui.yaml")

    return loaded


def refused(call: Callable[[], object]) -> list[str]:
    with pytest.raises(JobError) as caught:
        call()
    return [str(fault).replace(fault.place.file, Path(fault.place.file).name) for fault in caught.value.faults]


@pytest.mark.parametrize("apart", [True, False])
def test_records_are_read(job: Callable[..., Job], *, apart: bool) -> None:
    found = job(RECORD, apart=apart)
    (record,) = found.attestations
    assert record == Attestation(
        "book.im-2-2-2.complete", "IM-2(2)2", "资料齐全", "档案室 3 号柜", "王", date(2026, 1, 10), date(2027, 1, 10), place=record.place
    )  # fmt: skip
    assert [role for role, _ in found.files] == (["job", "attestations"] if apart else ["job"])
    assert criteria(found).attestable[0].id == record.standard


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("valid_until: 2027-01-10", "valid_until: 2026-01-10", "attestations.yaml:7:16: the record ends before it holds; "),
        ("  signed_by: 王\n", "", "attestations.yaml:1:3: 'signed_by' is missing"),
        ("evidence:", "evidences:", "attestations.yaml:4:3: unknown key 'evidences'; did you mean 'evidence'?"),
        ("signed_on: 2026-01-10", "signed_on: soon", "attestations.yaml:6:14: 'soon' is not a date"),
        ("2027-01-10\n", "2027-01-10\n  units: [X]\n", "attestations.yaml:8:11: there is no unit 'X'"),
        ("2027-01-10\n", "2027-01-10\n  units: [北分]\n", "8:11: an attestation names a unit by its code, not as '北分'; write N"),
        ("2027-01-10\n", "2027-01-10\n  units: [N, N]\n", "8:14: the unit 'N' is named twice"),
    ],
)
def test_records_that_are_wrong_in_themselves(job: Callable[..., Job], old: str, new: str, said: str) -> None:
    units = "units: [{code: N, name: 北分}, {code: S}]\n"
    assert any(said in fault for fault in refused(lambda: job(RECORD.replace(old, new), more=units)))


def test_one_record_a_day_for_a_unit(job: Callable[..., Job]) -> None:
    said = "attestations.yaml:8:3: 'book.im-2-2-2.complete' is attested twice on 2026-01-10; it stands at"
    assert refused(lambda: job(RECORD + RECORD))[0].startswith(said)
    renewed = RECORD.replace("2026-01-10", "2026-06-10")
    assert len(job(RECORD + renewed).attestations) == 2
    north, both, south = (RECORD + f"  units: [{units}]\n" for units in ("N", "N, S", "S"))
    assert len(job(RECORD + north + south).attestations) == 3
    assert "attested twice" in refused(lambda: job(north + both))[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            ".complete",
            ".compete",
            "1:13: there is nothing to attest called 'book.im-2-2-2.compete'; did you mean 'book.im-2-2-2.complete'?",
        ),
        (
            "book.im-2-2-2.complete",
            "book.1.1.quick-answer",
            "1:13: 'book.1.1.quick-answer' is checked on log 'ticket', and is not attested",
        ),
        ("clause: IM-2(2)2", 'clause: "1.1"', "1:13: 'book.im-2-2-2.complete' belongs to clause 'IM-2(2)2', and not to '1.1'"),
        ("2027-01-10", "2027-01-11", "holds for at most 1 year, and this one until 2027-01-11; 2027-01-10 is the last day"),
    ],
)
def test_records_that_do_not_fit_what_is_attested(job: Callable[..., Job], old: str, new: str, said: str) -> None:
    found = job(RECORD.replace(old, new))
    (fault,) = refused(lambda: criteria(found))
    assert said in fault
    assert fault.startswith("attestations.yaml:1:13: ")


def test_the_record_of_an_audit_says_how_far_it_is_attested(job: Callable[..., Job], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ticket_id,branch,received_at,answered_at,tier\n1,N,2026-06-30 23:30,,urgent\n", encoding="utf-8")
    record = run(job(RECORD)).record
    assert [(each.asked.id, each.state) for each in record.attestations] == [("book.im-2-2-2.complete", "attested")]
    assert "attestations.yaml" in [file.name for file in record.inputs if file.role == "attestations"]
    assert [id_ for id_ in record.statuses if "complete" in id_] == []
    assert record.warnings == ()


def test_the_day_of_the_audit_is_one_of_its_time_zone(job: Callable[..., Job], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ticket_id,branch,received_at,answered_at,tier\n1,N,2026-06-30 08:30,,urgent\n", encoding="utf-8")
    text = RECORD.replace("valid_until: 2027-01-10", "valid_until: 2026-06-30")
    for offset, state in (("+08:00", "lapsed"), ("+09:00", "attested")):
        job(text)
        path = tmp_path / "hegui.yaml"
        path.write_text(path.read_text("utf-8").replace("2026-07-01 00:00", f"2026-07-01 00:00{offset}"), encoding="utf-8")
        assert [each.state for each in run(load_job(path)).record.attestations] == [state]


def test_a_record_of_nothing_in_force_is_said_to_be_so(job: Callable[..., Job], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ticket_id,branch,received_at,answered_at,tier\n1,N,2026-06-30 08:30,,urgent\n", encoding="utf-8")
    profile = tmp_path / "policies/profiles/own.yaml"
    profile.write_text(profile.read_text("utf-8") + "logs: [ticket]\n", encoding="utf-8")
    record = run(job(RECORD)).record
    assert record.attestations == ()
    assert [warning.en for warning in record.warnings] == ["An attestation is of nothing in force: book.im-2-2-2.complete."]
    assert [entry.id for entry in record.left_out] == ["book.im-2-2-2.complete"]
