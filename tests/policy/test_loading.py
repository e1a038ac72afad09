"""A sound folder is read as it is written; a wrong one is refused with all its faults."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from hegui.policy import lint, load_policies
from hegui.policy.files import Root
from hegui.policy.library import Policies
from hegui.policy.loading import load_roots
from hegui.words.checks import Deadline, Moment
from hegui.words.durations import Limit
from hegui.words.errors import PolicyError
from hegui.words.expressions import Compare, Literal, Ref
from hegui.words.places import Place
from hegui.words.standards import Checkable, ExampleRow, Force, Parameter, Source
from hegui.words.text import Text
from hegui.words.vocabulary import FieldType

Files = dict[str, str]
Load = Callable[[Files], Policies]
Faults = Callable[[Files], list[str]]
Put = Callable[[Path, Files], Path]
WHOLE = "book.im-2-2-2.complete"


def test_shipped_policies_load_and_lint_clean() -> None:
    policies = load_policies()
    assert policies.standards
    assert lint() == ()
    assert [policies.in_force(profile) for profile in policies.profiles.values()]


def test_a_sound_folder_has_no_faults(files: Files, wrong: Faults, linted: Faults) -> None:
    assert wrong(files) == []
    assert linted(files) == []


def test_a_standard_is_read_as_written(files: Files, load: Load) -> None:
    (standard,) = load(files).standards
    assert standard.id == "book.1.1.quick-answer"
    assert (standard.handbook, standard.clause, standard.catalogue, standard.log) == ("book", "1.1", "001-S1", "ticket")
    assert standard.title == Text("紧急工单按时答复", "Urgent ticket answered in time")
    assert standard.force is Force.MANDATORY
    assert standard.where == Compare("==", Ref("tier"), Literal("urgent"))
    assert standard.check == Deadline(Moment((Ref("received_at"),)), Moment((Ref("answered_at"),)), Limit(24, "hour"))
    assert standard.parameters == {"limit": Parameter("limit", Limit(24, "hour"), Source.HANDBOOK, Text("原文。", "Verbatim."))}
    assert (standard.tolerance_bp, standard.max_unknown_bp) == (50, 500)
    assert standard.place == Place("p/book/ticket.yaml", 1, 3)


def test_examples_are_read_with_their_places(files: Files, load: Load) -> None:
    (examples,) = load(files).standards[0].examples
    assert examples.as_of == datetime(2026, 3, 3)
    assert examples.columns == ("tier", "received_at", "answered_at")
    place = Place("p/book/ticket.yaml", 24, 7)
    assert examples.rows[1] == ExampleRow(("urgent", "2026-03-01 09:00", "2026-03-02 09:01"), "nonconforming", "late", place)
    assert examples.rows[6].cells[0] is None


def test_a_vocabulary_is_read_as_written(files: Files, load: Load) -> None:
    policies = load(files)
    ticket, trace = policies.vocabulary["ticket"], policies.vocabulary["trace"]
    assert (ticket.unit, trace.unit) == ("branch", None)
    assert ticket.fields["status"].values == {"open": (), "closed": ("已关闭",), "withdrawn": ("撤单",)}
    assert ticket.fields["taker"].personal
    assert ticket.fields["branch"].also == ("地市",)
    assert ticket.fields["waited"].type is FieldType.DURATION
    assert [void.reason for void in ticket.void] == ["withdrawn"]
    assert trace.event_columns.actor == ("人员",)
    assert trace.snapshot is not None
    assert trace.actors == {"asker": "asked_at"}


def test_a_handbook_is_read_as_written(files: Files, load: Load) -> None:
    (book,) = load(files).handbooks
    assert [clause.checkable for clause in book.clauses] == [Checkable.YES, Checkable.PARTLY, Checkable.NO]
    assert book.clauses[2].why_not == Text("看不出。", "Not in logs.")
    assert book.adoption is not None
    assert book.adoption.effective_from == date(2026, 1, 1)


def test_rules_are_read_as_written(files: Files, load: Load) -> None:
    first, second = load(files).rules
    assert (first.on, first.where, first.gives, first.sets) == ("total", Ref("over_tolerance"), "finding", {"grade": "minor"})
    assert second.count is not None
    assert (second.on, second.count.at_least, second.sets) == ("finding", "minors", {"grade": "major", "weight": 2})


def test_the_digest_of_every_file_is_kept(files: Files, load: Load) -> None:
    names = [name for name, _ in load(files).files]
    assert names == sorted(f"policies/{name}" for name in files)


def test_text_that_yaml_would_guess_about_stays_text(files: Files, load: Load) -> None:
    files["book/handbook.yaml"] = (
        files["book/handbook.yaml"].replace('number: "1.1"', "number: 5.10").replace('version: "1"', "version: 12:30")
    )
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace('"1.1"', "5.10").replace("book.1.1", "book.5.10")
    book = load(files).handbooks[0]
    assert (book.clauses[0].number, book.version) == ("5.10", "12:30")


def test_all_faults_of_all_files_are_reported_at_once(files: Files, wrong: Faults) -> None:
    files["vocabulary/ticket.yaml"] = files["vocabulary/ticket.yaml"].replace("anchor: received_at", "anchor: recieved_at")
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("force: mandatory", "force: must").replace("cause: process", "cuase: x")
    files["profiles/default.yaml"] += "calender: default\n"
    assert wrong(files) == [
        "p/book/ticket.yaml:1:3: 'cause' is missing",
        "p/book/ticket.yaml:5:10: 'force': 'must' is not one of mandatory, example_duty, recommended, example, derived",
        "p/book/ticket.yaml:13:3: unknown key 'cuase'; did you mean 'cause' or 'clause'?",
        "p/profiles/default.yaml:8:1: unknown key 'calender'; did you mean 'calendar'?",
        "p/vocabulary/ticket.yaml:6:9: 'recieved_at' is not a field of this log; did you mean 'received_at' or 'closed_at'?",
    ]


def test_a_folder_of_ones_own_adds_to_the_shipped_one(files: Files, put: Put, tmp_path: Path) -> None:
    put(tmp_path / "a", files)
    own = {
        "book/more.yaml": files["book/ticket.yaml"].replace("quick-answer", "other").replace("按时", "另").replace("in time", "otherwise"),
        "profiles/default.yaml": "profile: default\nextends: default\ntitle: {zh: 我, en: Mine}\nparameters: {minors: 5}\n"
        "overrides: [{standard: book.1.1.other, parameter: limit, value: 2 days, reason: agreed}]\n",
    }
    put(tmp_path / "b", own)
    policies = load_roots([Root(tmp_path / "a", "a"), Root(tmp_path / "b", "b")])
    profile = policies.profile("default")
    assert (profile.title.en, profile.handbooks, profile.parameters) == ("Mine", ("book",), {"minors": 5})
    assert {s.id: str(s.parameters["limit"].value) for s in policies.in_force(profile)} == {
        "book.1.1.quick-answer": "24 hours",
        "book.1.1.other": "2 days",
    }


def test_the_same_thing_in_two_folders_is_a_fault(files: Files, put: Put, tmp_path: Path) -> None:
    put(tmp_path / "a", files)
    put(tmp_path / "b", files)
    with pytest.raises(PolicyError) as error:
        load_roots([Root(tmp_path / "a", "a"), Root(tmp_path / "b", "b")])
    assert [str(fault) for fault in error.value.faults] == [
        f"b/book/attestations.yaml:1:7: the standard {WHOLE!r} is given a second time; it stands at a/book/attestations.yaml:1:7 already",
        "b/book/handbook.yaml:1:11: the handbook 'book' is given a second time; it stands at a/book/handbook.yaml:1:11 already",
        "b/book/ticket.yaml:1:7: the standard 'book.1.1.quick-answer' is given a second time; it stands at a/book/ticket.yaml:1:7 already",
        "b/calendars/default.yaml:1:11: the calendar 'default' is given a second time; it stands at a/calendars/default.yaml:1:11 already",
        "b/judgement/rules.yaml:1:7: the rule 'nonconformity' is given a second time; it stands at a/judgement/rules.yaml:1:7 already",
        "b/judgement/rules.yaml:6:7: the rule 'several' is given a second time; it stands at a/judgement/rules.yaml:6:7 already",
        "b/profiles/default.yaml:1:10: the profile 'default' is given a second time; it stands at a/profiles/default.yaml:1:10 already",
        "b/vocabulary/ticket.yaml:1:6: the log 'ticket' is given a second time; it stands at a/vocabulary/ticket.yaml:1:6 already",
        "b/vocabulary/trace.yaml:1:6: the log 'trace' is given a second time; it stands at a/vocabulary/trace.yaml:1:6 already",
    ]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "somewhere").mkdir()
    with pytest.raises(PolicyError, match=r"nowhere: there is no such folder of policies; did you mean 'somewhere'\?"):
        load_policies([tmp_path / "nowhere"])
    with pytest.raises(PolicyError, match=r"below: there is no such folder of policies; there is no folder '.*nowhere'$"):
        load_policies([tmp_path / "nowhere" / "below"])
    (tmp_path / "file.yaml").write_text("a: b", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"file\.yaml: it is a file, not a folder of policies; name the folder"):
        load_policies([tmp_path / "file.yaml"])


def test_a_folder_without_policies_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "notes.md").write_text("not yaml", encoding="utf-8")
    (tmp_path / "vocabulary" / "_draft.yaml").write_text("a: b", encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        load_policies([tmp_path])
    (fault,) = error.value.faults
    assert (fault.place, fault.what) == (Place(tmp_path.as_posix()), "the folder holds no policy file")
    assert fault.remedy == "put vocabulary/, conflicts/, judgement/, calendars/, profiles/ or folders of handbooks into it"


def test_files_that_would_not_be_read_are_faults(files: Files, wrong: Faults) -> None:
    files["stray.yaml"] = "a: b"
    files["book/deep/er.yaml"] = "a: b"
    files["book/other.yml"] = "a: b"
    files["book/notes.md"] = "not yaml"
    files["book/.hidden.yaml"] = "a: b"
    files["nobook/ticket.yaml"] = files["book/ticket.yaml"].replace("book.", "nobook.")
    assert [fault.split(";")[0] for fault in wrong(files)] == [
        "p/book/deep/er.yaml: the file is not read",
        "p/book/other.yml: the file is not read",
        "p/nobook/ticket.yaml:1:1: there is no handbook 'nobook'",
        "p/stray.yaml: the file is not read",
    ]


def test_naming_what_is_broken_is_no_second_fault(files: Files, wrong: Faults) -> None:
    files["vocabulary/ticket.yaml"] += "oops: 1\n"
    files["book/handbook.yaml"] += "oops: 1\n"
    files["calendars/default.yaml"] += "oops: 1\n"
    files["profiles/default.yaml"] += "overrides: [{standard: book.1.1.quick-answer, parameter: limit, value: 2 days, reason: r}]\n"
    assert [fault.split(";")[0] for fault in wrong(files)] == [
        "p/book/handbook.yaml:13:1: unknown key 'oops'",
        "p/calendars/default.yaml:6:1: unknown key 'oops'",
        "p/vocabulary/ticket.yaml:27:1: unknown key 'oops'",
    ]


def test_a_broken_standard_is_named_without_a_second_fault(files: Files, wrong: Faults) -> None:
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("force: mandatory", "force: must")
    files["profiles/default.yaml"] += "overrides: [{standard: book.1.1.quick-answer, parameter: limit, value: 2 days, reason: r}]\n"
    assert [fault.split(";")[0].split(" is")[0] for fault in wrong(files)] == ["p/book/ticket.yaml:5:10: 'force': 'must'"]


def test_an_unknown_key_does_not_hide_what_else_is_wrong(files: Files, wrong: Faults) -> None:
    files["book/ticket.yaml"] = (
        files["book/ticket.yaml"]
        .replace('clause: "1.1"', 'clause: "1.2"')
        .replace('tier == "urgent"', 'teir == "urgent"')
        .replace("to: answered_at", "too: x, to: anwsered_at")
        .replace("as_of: 2026-03-03 00:00", "as_of: 2026-03-03 00:00\n    whatever: {a: [1]}")
        .replace("pending", "pendng")
    )
    assert [fault.removeprefix("p/book/ticket.yaml:").split(";")[0] for fault in wrong(files)] == [
        "2:11: book has no clause '1.2'",
        "7:10: 'teir' is not a field of ticket",
        "11:35: unknown key 'too'",
        "11:47: 'anwsered_at' is not a field of ticket",
        "21:5: unknown key 'whatever'",
        "27:7: 'pendng' is not a verdict of an example",
    ]


def test_an_unknown_key_is_read_as_the_one_that_was_meant(files: Files, wrong: Faults) -> None:
    files["vocabulary/ticket.yaml"] = files["vocabulary/ticket.yaml"].replace("closed: closed_at", "closd: closd_at")
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("parameters:", "paramters:").replace("where:", "wher:")
    assert [fault.split(";")[0] for fault in wrong(files)] == [
        "p/book/ticket.yaml:7:3: unknown key 'wher'",
        "p/book/ticket.yaml:8:3: unknown key 'paramters'",
        "p/vocabulary/ticket.yaml:1:1: 'closd_at' is not a field of ticket",
        "p/vocabulary/ticket.yaml:7:1: unknown key 'closd'",
    ]


def test_an_unknown_key_that_fits_no_other_is_left_out(files: Files, wrong: Faults) -> None:
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("responsible: desk", "notes: free text\n  responsible: desk")
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("received_at, to:", "recieved_at, to:")
    assert [fault.split(";")[0] for fault in wrong(files)] == [
        "p/book/ticket.yaml:11:22: 'recieved_at' is not a field of ticket",
        "p/book/ticket.yaml:12:3: unknown key 'notes'",
    ]


def test_without_an_unknown_key_nothing_may_be_left(files: Files, wrong: Faults) -> None:
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace(
        "deadline: {from: received_at, to: answered_at, within: limit}", "lateness: x"
    )
    assert [fault.split(";")[0] for fault in wrong(files)] == ["p/book/ticket.yaml:11:5: unknown key 'lateness'"]


def test_a_file_that_is_not_yaml_breaks_what_it_would_have_held(files: Files, wrong: Faults) -> None:
    files["book/handbook.yaml"] = "handbook: [book\n"
    files["vocabulary/ticket.yaml"] = "log: ticket\n\tkey: x\n"
    assert [fault.split(":")[0] for fault in wrong(files)] == ["p/book/handbook.yaml", "p/vocabulary/ticket.yaml"]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("book/ticket.yaml", "id: x\n", "1:1: expected a list of standards; begin each with '- id:'"),
        ("book/ticket.yaml", "- x\n", "1:3: expected a mapping, found 'x'"),
        ("judgement/rules.yaml", "id: x\n", "1:1: expected a list of rules; begin each with '- id:'"),
        ("profiles/default.yaml", "[default]\n", "1:1: expected a mapping, found a list"),
        ("vocabulary/ticket.yaml", "~\n", "1:1: nothing is given; give a value or leave the key out"),
    ],
)
def test_files_of_another_form(files: Files, wrong: Faults, name: str, text: str, fault: str) -> None:
    files[name] = text
    assert f"p/{name}:{fault}" in wrong(files)


def test_a_handbook_that_is_wrong_is_still_there(files: Files, wrong: Faults) -> None:
    files["book/handbook.yaml"] = files["book/handbook.yaml"].replace("version:", "vers:")
    assert wrong(files) == [
        "p/book/handbook.yaml:1:1: 'version' is missing",
        "p/book/handbook.yaml:4:1: unknown key 'vers'; did you mean 'version'?",
    ]


def test_policies_are_read_again_where_a_file_has_changed_and_only_there(put: Put, tmp_path: Path, files: Files) -> None:
    folder = put(tmp_path / "mine", files)
    roots = [Root(folder, "mine")]
    first = load_roots(roots)
    assert load_roots(roots) is first
    path = next(folder.rglob("handbook.yaml"))
    content = path.read_text(encoding="utf-8")
    path.write_text(content + "# a remark\n", encoding="utf-8")
    second = load_roots(roots)
    assert second is not first
    assert second.files != first.files
    path.write_text(content, encoding="utf-8")
    assert load_roots(roots) is first
