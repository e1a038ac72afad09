"""Real logs that nobody on the project wrote: figures known from elsewhere, matched to the digit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import hegui
from hegui.words.measured import Counts
from hegui.words.record import Record

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
POLICIES = HERE / "policies"

pytestmark = [
    pytest.mark.real_logs,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real logs are not beside the project (../shared/data)"),
]

Ask = Callable[[str], Counts]


def counts(log: str, file: str) -> Ask:
    record = hegui.check(logs={log: DATA / file}, policies=[POLICIES], profile="real").record
    return lambda standard: record.counts(f"real.{standard}")


@pytest.fixture(scope="module")
def incidents() -> Ask:
    return counts("incident", "incident_event_log.zip")


@pytest.fixture(scope="module")
def tickets() -> Ask:
    return counts("ticket", "helpdesk.csv.gz")


@pytest.fixture(scope="module")
def calls() -> Ask:
    return counts("bank_call", "august_calls.ods")


def test_incidents_unresolved(incidents: Ask) -> None:
    assert incidents("1.resolved").reasons == {"blank": 1_556, "conforming": 24_918 - 1_556}


@pytest.mark.parametrize(("hours", "late"), [(4, 13_856), (24, 11_290), (48, 9_456), (72, 8_267)])
def test_incidents_over_the_limit(incidents: Ask, hours: int, late: int) -> None:
    assert incidents(f"1.resolve-within-{hours}-hours").reasons["late"] == late


@pytest.mark.parametrize(("priority", "hours", "late", "cases"), [(1, 4, 231, 270), (2, 8, 289, 408)])
def test_incidents_by_priority(incidents: Ask, priority: int, hours: int, late: int, cases: int) -> None:
    found = incidents(f"1.priority-{priority}-within-{hours}-hours").reasons
    assert (found["late"], found["late"] + found["conforming"]) == (late, cases)


@pytest.mark.parametrize(("state", "missing"), [("new", 8_521), ("active", 9_905), ("resolved", 13), ("closed", 0)])
def test_incidents_without_a_state(incidents: Ask, state: str, missing: int) -> None:
    assert incidents(f"1.state-{state}").reasons.get("blank", 0) == missing


def test_incidents_reassigned(incidents: Ask) -> None:
    assert Counter(incidents("1.one-assignee").reasons) == {
        "differs": 1_535,
        "conforming": 24_260 - 1_535,
        "not_applicable": 24_918 - 24_260,
    }


def test_incidents_with_required_fields_missing(incidents: Ask) -> None:
    assert incidents("1.required-fields").reasons["blank"] == 2_966


@pytest.mark.parametrize(("stage", "missing"), [("seriousness-assigned", 85), ("taken", 295), ("resolved", 11), ("closed", 21)])
def test_tickets_without_a_stage(tickets: Ask, stage: str, missing: int) -> None:
    assert tickets(f"2.stage-{stage}").reasons == {"blank": missing, "conforming": 4_580 - missing}


def test_tickets_without_any_of_the_stages(tickets: Ask) -> None:
    assert tickets("2.all-stages").reasons["blank"] == 390


@pytest.mark.parametrize(("hours", "late"), [(1, 2_630), (4, 2_329), (24, 1_830)])
def test_tickets_taken_late(tickets: Ask, hours: int, late: int) -> None:
    found = tickets(f"2.taken-within-{hours}-hours").reasons
    assert (found["late"], found["late"] + found["conforming"]) == (late, 4_285)


@pytest.mark.parametrize(("hours", "late"), [(4, 3_719), (24, 3_224), (48, 2_918)])
def test_tickets_resolved_late(tickets: Ask, hours: int, late: int) -> None:
    found = tickets(f"2.resolved-within-{hours}-hours").reasons
    assert (found["late"], found["late"] + found["conforming"]) == (late, 4_569)


def test_tickets_resolved_by_another_than_the_taker(tickets: Ask) -> None:
    found = tickets("2.taker-resolves").reasons
    assert (found["differs"], found["differs"] + found["conforming"]) == (1_181, 4_278)


def test_calls_answered_within_30_seconds(calls: Ask) -> None:
    found = calls("3.answered-within-30-seconds").reasons
    assert found == {"conforming": 17_255, "violated": 14_147, "not_applicable": 10_366 + 310}


def test_calls_answered_after_exactly_30_seconds(calls: Ask) -> None:
    assert calls("3.not-exactly-30-seconds").reasons["violated"] == 150


@pytest.fixture(scope="module")
def august() -> Record:
    """The bank's calls as of the end of the month, so that its last day is over."""
    return hegui.check(logs={"bank_call": DATA / "august_calls.ods"}, policies=[POLICIES], profile="real", as_of="2010-09-01T00:00").record


@pytest.mark.parametrize(("standard", "below"), [("daily-share-within-30-seconds", 26), ("daily-share-of-60", 14)])
def test_days_on_which_too_few_calls_are_answered_in_time(august: Record, standard: str, below: int) -> None:
    assert august.counts(f"real.3.{standard}").reasons == {"below_limit": below, "conforming": 31 - below}


def shares(record: Record, standard: str) -> list[Mapping[str, str | None]]:
    """The figures of the groups that breach a standard."""
    return [dict(row.observed) for finding in record.findings if finding.standard == standard for row in finding.evidence]


def test_the_connect_rate(august: Record) -> None:
    (found,) = shares(august, "real.3.connect-rate")
    assert (found["numerator"], found["denominator"]) == ("31402", "41768")
    assert str(found["share"]).startswith("75.18")


def test_telecom_complaints_settled() -> None:
    log = DATA / "Comcast_telecom_complaints_data.csv"
    record = hegui.check(logs={"telecom_complaint": log}, policies=[POLICIES], profile="real", as_of="2016-01-01T00:00").record
    (found,) = shares(record, "real.4.closed-or-solved")
    assert (found["numerator"], found["denominator"], found["share"]) == ("1707", "2224", "76.7536")
