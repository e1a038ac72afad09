"""``hegui policies``: what the handbooks ask, and what is wrong with policies of one's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from hegui.cli.showing import say_entry
from hegui.policy import load_policies
from hegui.words.errors import Exit

Act = Callable[..., Any]
"""A command, or what makes a file for it; see conftest."""

HANDBOOK = """\
handbook: mine
catalogue: "900"
title: {zh: 手册, en: Mine}
version: "1"
source: {zh: 甲, en: A}
clauses:
- {number: "1.1", title: {zh: 一, en: One}, summary: {zh: 做。, en: Do.}, checkable: yes}
- {number: "1.2", title: {zh: 二, en: Two}, summary: {zh: 做。, en: Do.}, checkable: no, why_not: {zh: 无。, en: No record.}}
"""
STANDARD = """\
- id: mine.1.1.late
  clause: "1.1"
  title: {en: In time, zh: 及时}
  force: mandatory
  log: complaint
  parameters: {limit: {value: 24 hours, source: handbook}}
  check:
    deadline: {from: received_at, to: handled_at, within: limit}
  responsible: complaint_team
  cause: process_execution
  remedy: {correction: {en: Do it., zh: 做。}, corrective: {en: Do it., zh: 做。}, verification: {en: Look., zh: 看。}}
"""
EXAMPLES = """\
  examples:
    as_of: 2026-03-03 00:00
    columns: [received_at, handled_at, verdict, reason]
    rows:
    - [2026-03-01 09:00, 2026-03-01 10:00, conforming, ~]
    - [2026-03-01 09:00, 2026-03-02 10:00, {verdict}, {reason}]
"""
ATTESTATION = """\
- id: mine.1.2.held
  clause: "1.2"
  catalogue: 900-A1
  title: {en: Held, zh: 已办}
  force: recommended
  statement: {en: It is held., zh: 已经办理。}
  field: {en: No field., zh: 无字段。}
  responsible: complaint_team
  valid_for: 6 months
"""
EVENTS = """\
  examples:
    as_of: 2026-03-03 00:00
    columns: [case, activity, time, verdict, reason]
    rows:
    - [1, 受理, 2026-03-01 09:00, conforming, ~]
    - [1, handled_at, 2026-03-01 10:00, ~, ~]
    - [2, 受理, 2026-03-01 09:00, nonconforming, missing]
"""


@pytest.fixture
def mine() -> Callable[..., Path]:
    """Writes a folder of policies with one standard, changed as asked."""

    def write(standard: str = STANDARD, verdict: str = "nonconforming", reason: str = "late") -> Path:
        folder = Path("own/mine")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "handbook.yaml").write_text(HANDBOOK, encoding="utf-8")
        examples = EXAMPLES.replace("{verdict}", verdict).replace("{reason}", reason) if verdict else ""
        (folder / "complaint.yaml").write_text(standard + examples, encoding="utf-8")
        return Path("own")

    return write


def test_the_standards_of_all_handbooks(hegui: Act, mine: Act) -> None:
    ran = hegui("policies", "list", "--policies", mine())
    assert ran.code == Exit.CLEAN
    assert any(line.split() == ["mine.1.1.late", "mandatory", "complaint"] for line in ran.lines)
    assert max(map(len, ran.lines)) <= 80


def test_the_standards_in_force_under_a_profile(hegui: Act, mine: Act) -> None:
    ran = hegui("policies", "list", "--policies", mine(), "--profile", "complaints")
    assert ran.code == Exit.CLEAN
    assert "mine.1.1.late" not in ran.out
    assert "service-guide.5.3.urgent-feedback" in ran.out


@pytest.mark.parametrize("identifier", ["002-S143", "service-guide.5.3.urgent-feedback"])
def test_one_standard_in_full(hegui: Act, identifier: str) -> None:
    ran = hegui("policies", "show", identifier)
    assert ran.code == Exit.CLEAN
    assert "parameter limit   24 hours  (source: handbook)" in ran.lines
    assert "where             Severity tier = urgent" in ran.lines
    assert "  undetermined unknown_scope  received_at=2026-03-01 09:00" in ran.lines
    assert all(len(line) <= 80 for line in ran.lines)


def test_every_id_stands_whole_in_the_list(hegui: Act) -> None:
    policies = load_policies()
    listed = [line.split()[0] for line in hegui("policies", "list").lines[1:-1] if not line.startswith(" ")]
    assert listed == [entry.id for entry in policies.entries]


def test_every_standard_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    policies = load_policies()
    for entry in policies.entries:
        say_entry(entry, policies)
        assert capsys.readouterr().out.startswith(f"id                {entry.id}\n")


def test_examples_of_events_are_shown_event_by_event(hegui: Act, mine: Act) -> None:
    folder = mine(STANDARD + EVENTS, verdict="")
    ran = hegui("policies", "show", "mine.1.1.late", "--policies", folder)
    assert ran.code == Exit.CLEAN
    assert "  conforming                  case=1, activity=受理, time=2026-03-01 09:00" in ran.lines
    assert f"{' ' * 30}case=1, activity=handled_at, time=2026-03-01 10:00" in ran.lines
    assert hegui("policies", "test", "mine.1.1.late", "--policies", folder).lines[-1].startswith("1 standards, 2 examples, 0 wrong")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "002-S1430"], "did you mean '002-S143'"),
        (["show", ""], "'hegui policies list' names them all"),
        (["test", "nope"], "there is no standard 'nope'; 'hegui policies list' names them all"),
        (["list", "--profile", "complaint"], "there is no profile 'complaint'; did you mean 'complaints'?"),
        (["coverage", "--profile", "x"], "there is no profile 'x'; known: all, complaints, core, default, "),
    ],
)
def test_names_that_are_not_known(hegui: Act, words: list[str], said: str) -> None:
    ran = hegui("policies", *words)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert said in ran.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("parameters:", "parametres:", "own/mine/complaint.yaml:6:3: unknown key 'parametres'; did you mean 'parameters'?"),
        ('"1.1"', '"1.9"', "complaint.yaml:2:11: mine has no clause '1.9'"),
        ("from: received_at", "from: recieved_at", "'recieved_at' is not a field of complaint; did you mean 'received_at'"),
        ("  check:", '  where: severity_tier = "urgent"\n  check:', "not an expression"),
    ],
)
def test_faults_of_policies_have_a_place_and_a_remedy(hegui: Act, mine: Act, old: str, new: str, said: str) -> None:
    folder = mine(STANDARD.replace(old, new))
    linted = hegui("policies", "lint", "--policies", folder)
    assert linted.code == Exit.UNUSABLE
    assert said in linted.out
    assert linted.lines[-1].endswith(" faults")
    listed = hegui("policies", "list", "--policies", folder)
    assert (listed.code, listed.out) == (Exit.UNUSABLE, "")
    assert said in listed.err


def test_sound_policies_have_no_faults(hegui: Act) -> None:
    ran = hegui("policies", "lint")
    assert (ran.code, ran.lines) == (Exit.CLEAN, ["no faults"])


def test_examples_that_hold(hegui: Act) -> None:
    ran = hegui("policies", "test", "002-S143")
    assert ran.code == Exit.CLEAN
    assert ran.lines == ["1 standards, 13 examples, 0 wrong, 0 gaps"]


def test_examples_that_do_not_hold(hegui: Act, mine: Act) -> None:
    ran = hegui("policies", "test", "mine.1.1.late", "--policies", mine(verdict="conforming", reason="~"))
    assert ran.code == Exit.UNUSABLE
    assert "own/mine/complaint.yaml:17:7: mine.1.1.late: expected conforming, found nonconforming late" in ran.out
    assert "1 standards, 2 examples, 1 wrong" in ran.lines[-1]


def test_a_standard_without_examples_is_a_gap(hegui: Act, mine: Act) -> None:
    ran = hegui("policies", "test", "mine.1.1.late", "--policies", mine(verdict=""))
    assert ran.code == Exit.UNUSABLE
    assert "example" in ran.lines[0]
    assert ran.lines[-1].startswith("1 standards, 0 examples, 0 wrong, ")


def test_the_schema_is_json(hegui: Act) -> None:
    ran = hegui("policies", "schema")
    assert ran.code == Exit.CLEAN
    assert {"vocabulary", "handbook", "job"} <= json.loads(ran.out).keys()


def test_every_clause_is_accounted_for(hegui: Act) -> None:
    ran = hegui("policies", "coverage")
    assert ran.code == Exit.CLEAN
    assert sum(int(line.split()[0]) for line in ran.lines if " clauses, checkable: " in line) == 239
    assert ran.lines[-11].split() == ["totals", "000", "001", "002", "003", "004", "all"]
    rows = {
        " ".join(line.split()[: -len(numbers)]): numbers
        for line in ran.lines[-9:]
        if (numbers := [n for n in line.split() if n.isdecimal()])
    }
    assert rows["clauses"] == ["43", "32", "57", "89", "18", "239"]
    assert "NOT ACCOUNTED FOR" not in rows
    assert max(map(len, ran.lines)) <= 80


def test_a_clause_that_nothing_accounts_for(hegui: Act, mine: Act) -> None:
    folder = mine()
    (folder / "mine" / "handbook.yaml").write_text(HANDBOOK.replace("checkable: no", "checkable: partly"), encoding="utf-8")
    (folder / "profiles").mkdir()
    own = "profile: own\ntitle: {zh: 自有, en: Own}\nextends: default\nhandbooks: [mine]\n"
    (folder / "profiles" / "own.yaml").write_text(own, encoding="utf-8")
    ran = hegui("policies", "coverage", "--policies", folder, "--profile", "own")
    assert (ran.code, ran.lines[-1]) == (Exit.UNUSABLE, "not accounted for: 900 1.2")
    assert "  NOT ACCOUNTED FOR                 1    1" in ran.lines
    linted = hegui("policies", "lint", "--policies", folder)
    assert (
        "mine/handbook.yaml:8:12: clause '1.2' is not accounted for: no standard and no attestation asks for it; write one," in linted.out
    )
    (folder / "mine" / "attestations.yaml").write_text(ATTESTATION, encoding="utf-8")
    ran = hegui("policies", "coverage", "--policies", folder, "--profile", "own")
    assert ran.code == Exit.CLEAN
    assert ["1.2", "partly", "1", "Two.", "No", "record."] in [line.split() for line in ran.lines]
    assert "  with attestations only            1    1" in ran.lines


def test_coverage_as_json(hegui: Act, mine: Act) -> None:
    folder = mine()
    (folder / "profiles").mkdir()
    own = "profile: own\ntitle: {zh: 自有, en: Own}\nextends: default\nhandbooks: [mine]\n"
    (folder / "profiles" / "own.yaml").write_text(own, encoding="utf-8")
    (folder / "profiles" / "none.yaml").write_text(own.replace("own", "none") + "logs: [fault]\n", encoding="utf-8")
    found = json.loads(hegui("policies", "coverage", "--policies", folder, "--profile", "own", "--format", "json").out)
    assert [(each["clause"], each["account"], each["standards"]) for each in found["clauses"]] == [
        ("1.1", "standards", ["mine.1.1.late"]),
        ("1.2", "not_checkable", []),
    ]
    assert found["all"] == found["handbooks"]["mine"]
    assert found["all"]["catalogue"] == {"encoded": 1, "attested": 0}
    found = json.loads(hegui("policies", "coverage", "--policies", folder, "--profile", "none", "--format", "json").out)
    assert [(each["account"], each["left_out"]) for each in found["clauses"]] == [("left_out", 1), ("not_checkable", 0)]


def test_attestations_are_listed_and_shown(hegui: Act, mine: Act) -> None:
    folder = mine()
    (folder / "mine" / "attestations.yaml").write_text(ATTESTATION, encoding="utf-8")
    listed = hegui("policies", "list", "--policies", folder)
    assert ["mine.1.2.held", "recommended", "(attested)"] in [line.split() for line in listed.lines]
    assert " attestations; show one with: " in listed.lines[-1]
    ran = hegui("policies", "show", "mine.1.2.held", "--policies", folder)
    assert ran.code == Exit.CLEAN
    for line in ("log               none: a person attests it", "statement         It is held.", "valid for         at most 6 months"):
        assert line in ran.lines
    assert hegui("policies", "show", "900-A1", "--policies", folder).lines == ran.lines
    assert "there is no standard 'mine.1.2.held'" in hegui("policies", "test", "mine.1.2.held", "--policies", folder).err


def test_conflicts_between_the_handbooks_in_force(hegui: Act) -> None:
    ran = hegui("policies", "conflicts")
    assert ran.code == Exit.CLEAN
    assert ran.lines[-1] == "40 conflicts and tensions, 18 of them inside one handbook; profile default"
    assert ran.lines[0] == "C01   conflict: improvement-manual 2.4, 5.2; service-guide 5.3"
    assert all(cell_len(line) <= 80 for line in ran.lines)
    assert hegui("policies", "conflicts", "--profile", "hotline-evaluation").lines[-1].startswith("2 conflicts and tensions, 2 of them")
    found = json.loads(hegui("policies", "conflicts", "--handbook", "sqms-manual", "--format", "json").out)
    assert [each["id"] for each in found] == ["C25", "C26", "C38"]
    ran = hegui("policies", "conflicts", "--handbook", "sqms")
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "there is no handbook 'sqms'" in ran.err


def test_coverage_says_why_not(hegui: Act, mine: Act) -> None:
    folder = mine()
    (folder / "profiles").mkdir()
    (folder / "profiles" / "own.yaml").write_text(
        "profile: own\ntitle: {zh: 自有, en: Own}\nextends: default\nhandbooks: [mine]\n", encoding="utf-8"
    )
    ran = hegui("policies", "coverage", "--policies", folder, "--profile", "own")
    assert [line.split() for line in ran.lines[3:5]] == [["1.1", "yes", "1", "One"], ["1.2", "no", "Two.", "No", "record."]]
    assert ran.lines[5] == "2 clauses, checkable: 1 no, 1 yes; 1 with standards"
