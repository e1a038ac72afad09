"""The audit of a year of all logs over all handbooks, compared with the book of its maker to the digit.

One test, whose parts are subtests: the check takes a minute, and workers of one run do not share it.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import hegui
from hegui.policy import Policies, load_policies
from hegui.report.formats import FORMATS, MANIFEST
from hegui.words.attestations import AttestationState
from hegui.words.findings import FindingKind
from hegui.words.kinds import Scope
from hegui.words.measured import Status
from hegui.words.standards import Standard
from hegui.words.verdicts import REASONS, Verdict

FIXTURES = Path(__file__).parents[1] / "fixtures"
WITHOUT_BREACH = {"002-S137"}
"""An open list of values: what is not on it is undetermined, and nothing breaches it."""
ATTESTED = "improvement-manual.3.3.enough-agents"
VOID = {"case_contact": {"unreached": 1}, "report": {"draft": 2}, "training": {"planned": 10}}
"""Rows of the year that are nothing yet, so that what they would have shown is missing; more kinds of them are in the small fixtures."""

Breach = tuple[str, str, str, str, str]
"""Catalogue number, unit, key, reason, period."""


@dataclass(frozen=True)
class Year:
    """The year, what was found in it, and what had to be found."""

    outcome: hegui.Outcome
    book: dict[str, Any]
    rows: dict[str, int]
    """Log to the number of its rows."""
    policies: Policies

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """Those in force, by id."""
        return {standard.id: standard for standard in self.outcome.record.standards}

    @cached_property
    def found(self) -> list[Breach]:
        """Every breach among the evidence."""
        evidence = self.outcome.evidence
        breaches = evidence[evidence["verdict"] == Verdict.NONCONFORMING.value]
        rows = zip(*(breaches[name] for name in ("standard", "unit", "key", "reason", "period")), strict=True)
        standards = ((self.standards[id_], rest) for id_, *rest in rows)
        return [
            (standard.catalogue, unit, key, reason, "" if standard.scope is Scope.CASE else period)
            for standard, (unit, key, reason, period) in standards
        ]

    @cached_property
    def planted(self) -> list[Breach]:
        """Every breach of the book."""
        return [(each["standard"], each["unit"], each["key"], each["reason"], each["period"]) for each in self.book["planted"]]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The year, made and checked."""
    folder = tmp_path_factory.mktemp("year")
    sys.path.insert(0, str(FIXTURES))
    world = importlib.import_module("year.making").make_year(folder)
    sys.path.remove(str(FIXTURES))
    book = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return Year(hegui.check(job=folder / "hegui.yaml"), book, {log: len(world.rows(log)) for log in world.made}, load_policies())


def test_the_year_is_found_as_it_was_made(year: Year, subtests: pytest.Subtests, tmp_path: Path) -> None:
    for part in (
        every_standard_is_judged,
        counts_are_those_of_the_book,
        breaches_are_those_of_the_book,
        every_standard_has_a_breach,
        findings_are_the_units_with_breaches,
        every_log_is_there_and_every_row_is_used,
        what_is_attested_and_where_handbooks_are_at_odds,
    ):
        with subtests.test(part.__name__):
            part(year)
    with subtests.test("the report is written in all formats"):
        every_format_is_written(year, tmp_path)


def every_standard_is_judged(year: Year) -> None:
    record = year.outcome.record
    assert {standard.id for standard in record.standards} == {standard.id for standard in year.policies.standards}
    assert [status for status in record.statuses.values() if status.status is not Status.JUDGED] == []
    assert {standard.catalogue for standard in record.standards} == {*year.book["standards"]}


def counts_are_those_of_the_book(year: Year) -> None:
    """By standard and reason; what a standard does not apply to is nobody's to count."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for tally in year.outcome.record.tallies:
        reasons = {code: n for code, n in tally.counts.reasons.items() if REASONS[code].verdict is not Verdict.NOT_APPLICABLE}
        totals[year.standards[tally.standard].catalogue].update(reasons)
    found = {catalogue: {code: n for code, n in reasons.items() if n} for catalogue, reasons in totals.items()}
    assert [
        (catalogue, found.get(catalogue), expected)
        for catalogue, expected in year.book["standards"].items()
        if found.get(catalogue) != expected
    ] == []


def breaches_are_those_of_the_book(year: Year) -> None:
    """By unit, key, reason and period, one by one; a personal key has a pseudonym in the evidence, one for each that is planted."""
    personal = set(year.book["personal"])
    found, planted = year.found, year.planted
    assert sorted((Counter(_nameless(found, personal)) - Counter(_nameless(planted, personal))).elements()) == []
    assert sorted((Counter(_nameless(planted, personal)) - Counter(_nameless(found, personal))).elements()) == []
    for standard in personal:
        names, real = ({key for catalogue, _, key, *_ in each if catalogue == standard} for each in (found, planted))
        assert len(names) == len(real)
        assert not names & real


def _nameless(breaches: list[Breach], personal: set[str]) -> Iterator[Breach]:
    for catalogue, unit, key, reason, period in breaches:
        yield catalogue, unit, "" if catalogue in personal else key, reason, period


def every_standard_has_a_breach(year: Year) -> None:
    assert {standard.catalogue for standard in year.standards.values()} - {catalogue for catalogue, *_ in year.found} == WITHOUT_BREACH


def findings_are_the_units_with_breaches(year: Year) -> None:
    findings = [each for each in year.outcome.record.findings if each.kind is FindingKind.NONCONFORMITY]
    assert {(year.standards[each.standard].catalogue, each.unit) for each in findings} == {breach[:2] for breach in year.planted}


def every_log_is_there_and_every_row_is_used(year: Year) -> None:
    """But for those that are void; rows that are set aside belong to the small fixtures."""
    logs = {log.log.name: log.account for log in year.outcome.record.logs}
    assert {*logs} == {*year.policies.vocabulary}
    used = {log: n - sum(VOID.get(log, {}).values()) for log, n in year.rows.items()}
    assert {log: (account.read, account.used) for log, account in logs.items()} == {log: (n, used[log]) for log, n in year.rows.items()}
    assert {log: dict(account.void) for log, account in logs.items() if sum(account.void.values())} == VOID
    assert [(log, account.set_aside) for log, account in logs.items() if sum(account.set_aside.values())] == []


def what_is_attested_and_where_handbooks_are_at_odds(year: Year) -> None:
    record = year.outcome.record
    assert {each.asked.id: each.state for each in record.attestations} == {ATTESTED: AttestationState.ATTESTED}
    assert {each.id for each in record.conflicts} == {each.id for each in year.policies.conflicts}
    assert record.conflicts


def every_format_is_written(year: Year, folder: Path) -> None:
    year.outcome.write(folder, formats=[*FORMATS])
    assert {path.name for path in folder.iterdir()} == {MANIFEST, *(each.file for each in FORMATS.values())}
    assert [path.name for path in folder.iterdir() if not path.stat().st_size] == []
    written = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert len(written["standards"]) == len(year.standards)
    assert [(each["id"], each["state"]) for each in written["attestations"]] == [(ATTESTED, "attested")]
    assert len(written["conflicts"]) == len(year.outcome.record.conflicts)
