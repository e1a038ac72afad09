"""Decisions about persons: objections and waivers go by key or pseudonym, and no output names the person."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from hegui.check import run
from hegui.words.errors import JobError
from hegui.words.jobs import Job, LogSource, Unit
from hegui.words.profiles import Objection, Waiver

if TYPE_CHECKING:
    from hegui.outcome import Outcome

PHONE = "13812345678"
REMEDY = "{correction: {zh: 甲。, en: A.}, corrective: {zh: 乙。, en: B.}, verification: {zh: 丙。, en: C.}}"
FILES = {
    "vocabulary/person.yaml": """\
        log: person
        title: {zh: 人, en: Persons}
        row: {zh: 一人, en: one person}
        key: phone
        unit: branch
        anchor: asked_at
        fields:
          phone: {type: id, zh: 号x, en: Number, personal: true}
          branch: {type: id, zh: 支x, en: Branch}
          asked_at: {type: datetime, zh: 问x, en: Asked}
          told_at: {type: datetime, zh: 答x, en: Told}
        """,
    "vocabulary/round.yaml": """\
        log: round
        title: {zh: 轮, en: Rounds}
        row: {zh: 一轮, en: one round}
        key: round_id
        unit: branch
        anchor: made_at
        fields:
          round_id: {type: id, zh: 轮号x, en: Round}
          branch: {type: id, zh: 支x, en: Branch}
          made_at: {type: datetime, zh: 于x, en: Made}
          phone: {type: id, zh: 号x, en: Number, personal: true}
        """,
    "trial/handbook.yaml": """\
        handbook: trial
        catalogue: "900"
        title: {zh: 试, en: Trial}
        version: "1"
        source: {zh: 试, en: Trial}
        clauses:
        - {number: "1", title: {zh: 一, en: One}, summary: {zh: 一, en: One}, checkable: yes}
        """,
    "trial/all.yaml": f"""\
        - id: trial.1.told
          clause: "1"
          title: {{zh: 答, en: Told}}
          force: mandatory
          log: person
          check:
            deadline: {{from: asked_at, to: told_at, within: 1 hour}}
          responsible: unit
          cause: process
          remedy: {REMEDY}
        - id: trial.1.round
          clause: "1"
          title: {{zh: 轮, en: Round}}
          force: mandatory
          log: round
          check:
            cadence: {{per: month, entity: phone}}
          responsible: unit
          cause: process
          remedy: {REMEDY}
        """,
    "profiles/trial.yaml": "profile: trial\ntitle: {zh: 试, en: T}\nextends: default\nhandbooks: [trial]\n",
}


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("policies")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(dedent(text), encoding="utf-8")
    return folder


def audit(policies: Path, *, show: bool = False, profile: str = "trial", more: tuple[Path, ...] = (), **decisions: Any) -> Outcome:
    persons = {"phone": [PHONE, "139"], "branch": ["A", "A"], "asked_at": ["2026-01-05 09:00"] * 2, "told_at": ["2026-01-05 12:00"] * 2}
    rounds = {"round_id": ["r1"], "branch": ["A"], "made_at": ["2026-01-10"], "phone": [PHONE]}
    logs = (
        LogSource(frame=pd.DataFrame(persons, dtype="str"), log="person"),
        LogSource(frame=pd.DataFrame(rounds, dtype="str"), log="round", covers=(date(2026, 1, 1), date(2026, 3, 1))),
    )
    as_of = datetime(2026, 3, 1)
    return run(Job(logs=logs, policies=(policies, *more), profile=profile, as_of=as_of, show_personal=show, **decisions))


def objection(key: str, log: str = "person", standard: str | None = None) -> Objection:
    return Objection(log, key, "c", "r", "e", "x", date(2026, 3, 2), upheld=True, standard=standard)


def waiver(standard: str, *keys: str) -> Waiver:
    return Waiver(standard, "r", "x", date(2026, 1, 1), date(2026, 12, 1), keys=keys)


def breaches(outcome: Outcome) -> dict[str, int]:
    return {standard.id[8:]: outcome.record.counts(standard.id).judged for standard in outcome.record.standards}


def key_of(outcome: Outcome, standard: str) -> str:
    """The pseudonym under which the report shows the person."""
    rows = outcome.evidence
    row = rows[(rows["standard"] == f"trial.1.{standard}") & (rows["verdict"] == "nonconforming")].iloc[0]
    return str(row["key"])


def says(outcome: Outcome, folder: Path) -> str:
    outcome.write(folder, formats=["json"])
    return (folder / "report.json").read_text(encoding="utf-8") + outcome.evidence.to_csv()


def test_a_decision_goes_by_the_key_or_by_the_pseudonym_that_the_report_shows(policies: Path, tmp_path: Path) -> None:
    plain = audit(policies)
    assert breaches(plain) == {"told": 2, "round": 2}
    told = sorted(plain.evidence.query("standard == 'trial.1.told'")["key"])
    for key, slot in ((PHONE, PHONE), (told[0], key_of(plain, "round"))):
        objected = audit(policies, objections=(objection(key), objection(f"{slot} 2026-02", "round")))
        assert (breaches(objected), objected.record.unused_objections) == ({"told": 1, "round": 1}, ())
        waived = audit(policies, waivers=(waiver("trial.1.told", key), waiver("trial.1.round", slot)))
        assert (breaches(waived), waived.record.unused_waivers) == ({"told": 1, "round": 1}, ())
        for outcome in (objected, waived):
            assert PHONE not in says(outcome, tmp_path / f"{key}-{id(outcome)}")


@pytest.mark.parametrize(
    "decisions",
    [
        {"objections": (objection(PHONE + "9"), objection(f"{PHONE} 2026-01", "round", "trial.1.round"))},
        {"objections": (objection(PHONE, "round", "trial.1.round"), objection(f"{PHONE} 2026-01", "round"))},
        {"waivers": (waiver("trial.1.told", PHONE + "9"), waiver("trial.1.round", f"{PHONE} 2026-07", PHONE + "8"))},
    ],
)
def test_a_decision_that_nothing_answers_to_names_nobody_either(policies: Path, tmp_path: Path, decisions: dict[str, Any]) -> None:
    outcome = audit(policies, **decisions)
    assert outcome.record.unused_objections or outcome.record.unused_waivers
    assert PHONE not in says(outcome, tmp_path / "out")
    assert PHONE not in str(outcome.record.warnings)


def test_persons_are_named_where_that_is_asked_for(policies: Path, tmp_path: Path) -> None:
    outcome = audit(policies, show=True, objections=(objection(PHONE),))
    assert breaches(outcome)["told"] == 1
    assert outcome.record.job.objections == (objection(PHONE),)
    assert PHONE in says(outcome, tmp_path / "out")


def test_keys_of_cases_that_are_no_persons_are_shown(policies: Path) -> None:
    outcome = audit(policies, objections=(objection("no such", "complaint"), objection("r1", "complaint")))
    assert [each.key for each in outcome.record.unused_objections] == ["no such", "r1"]


@pytest.mark.parametrize("declared", [False, True])
def test_units_that_are_persons_go_by_pseudonyms(policies: Path, tmp_path: Path, declared: bool) -> None:  # noqa: FBT001 - a case
    profile = tmp_path / "more" / "profiles" / "by-person.yaml"
    profile.parent.mkdir(parents=True)
    text = "profile: by-person\ntitle: {zh: 人, en: P}\nextends: trial\nunits: {person: [phone], round: [phone]}\n"
    profile.write_text(text, encoding="utf-8")
    units = (Unit("N9", "Nine", ("139",)),) if declared else ()
    outcome = audit(policies, show=False, profile="by-person", more=(tmp_path / "more",), units=units)
    named = {tally.unit for tally in outcome.record.tallies}
    assert len(named) == 2
    assert ("N9" in named) is declared
    assert PHONE not in says(outcome, tmp_path / "out")
    assert audit(policies, show=True, profile="by-person", more=(tmp_path / "more",)).record.tallies[0].unit in {PHONE, "139"}


def test_an_objection_names_the_log_of_its_standard(policies: Path) -> None:
    with pytest.raises(JobError, match=r"the standard 'trial\.1\.told' is on log 'person', and not on 'round'; write the log"):
        audit(policies, objections=(objection("r1", "round", "trial.1.told"),))
