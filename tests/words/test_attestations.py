"""How far records reach on the day of an audit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.words.attestations import Attestable, Attestation, AttestationState, attested
from hegui.words.durations import Limit
from hegui.words.standards import Force
from hegui.words.text import Text

SAID = Text("有。", "There is.")
ASKED = Attestable("book.1.a", "book", "1", SAID, Force.MANDATORY, SAID, SAID, "desk", Limit(1, "year"))
ATTESTED, LAPSED, MISSING = AttestationState


def record(signed_on: date = date(2026, 1, 10), valid_until: date = date(2026, 6, 30), **more: Any) -> Attestation:
    return Attestation(ASKED.id, "1", "有", "档案柜", "王", signed_on, valid_until, **more)


def states(on: date, *records: Attestation) -> list[tuple[AttestationState, tuple[str, ...]]]:
    return [(each.state, each.units) for each in attested([ASKED], records, on)]


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 1, 9), MISSING),  # signed tomorrow
        (date(2026, 1, 10), ATTESTED),  # signed today
        (date(2026, 6, 30), ATTESTED),  # the last day
        (date(2026, 7, 1), LAPSED),  # the day after
    ],
)
def test_a_record_holds_from_the_day_it_is_signed_to_its_last(on: date, state: AttestationState) -> None:
    (found,) = attested([ASKED], [record()], on)
    assert (found.state, found.record) == (state, record())


def test_without_a_record_it_is_missing() -> None:
    (found,) = attested([ASKED], [Attestation("book.1.b", "1", "有", "x", "王", date(2026, 1, 1), date(2026, 6, 1))], date(2026, 2, 1))
    assert (found.state, found.record) == (MISSING, None)


def test_the_record_that_holds_longest_counts() -> None:
    old, new, later = record(), record(date(2026, 6, 1), date(2026, 12, 31)), record(date(2026, 9, 1), date(2027, 8, 31))
    for on, counts in ((date(2026, 5, 31), old), (date(2026, 6, 1), new), (date(2026, 8, 31), new), (date(2026, 9, 1), later)):
        (found,) = attested([ASKED], [later, old, new], on)
        assert (found.state, found.record) == (ATTESTED, counts)


def test_units_of_which_other_records_tell_stand_apart() -> None:
    general, north = record(), record(valid_until=date(2026, 12, 31), units=("N", "E"))
    assert states(date(2026, 7, 1), general, north) == [(LAPSED, ()), (ATTESTED, ("E", "N"))]
    assert states(date(2026, 7, 1), north) == [(MISSING, ()), (ATTESTED, ("E", "N"))]
    assert states(date(2026, 2, 1), general, record(valid_until=date(2026, 3, 1), units=("N",))) == [(ATTESTED, ())]


@pytest.mark.parametrize(
    ("valid_for", "signed_on", "latest"),
    [
        ("1 year", date(2026, 7, 1), date(2027, 7, 1)),
        ("1 year", date(2024, 2, 29), date(2025, 2, 28)),
        ("6 months", date(2026, 8, 31), date(2027, 2, 28)),
        ("1 month", date(2026, 11, 30), date(2026, 12, 30)),
        ("2 weeks", date(2026, 12, 25), date(2027, 1, 8)),
        ("90 days", date(2026, 1, 1), date(2026, 4, 1)),
    ],
)
def test_how_long_a_record_may_hold(valid_for: str, signed_on: date, latest: date) -> None:
    entry = Attestable("a.1.b", "a", "1", SAID, Force.MANDATORY, SAID, SAID, "desk", Limit.parse(valid_for))
    assert entry.latest(signed_on) == latest


DAYS = st.integers(0, 40).map(lambda n: date(2026, 1, 1).replace(month=1 + n // 28, day=1 + n % 28))
RECORDS = st.lists(
    st.tuples(DAYS, DAYS, st.sampled_from([(), ("N",), ("N", "S")])).map(
        lambda drawn: record(min(drawn[:2]), max(drawn[:2]).replace(year=2027), units=drawn[2])
    ),
    max_size=5,
)


@given(RECORDS, DAYS, st.integers(2026, 2028))
def test_a_unit_is_attested_exactly_where_a_record_of_it_holds(records: list[Attestation], day: date, year: int) -> None:
    on = day.replace(year=year)
    found = attested([ASKED], records, on)
    for unit in ("N", "S", "other"):
        holds = any(r.signed_on <= on <= r.valid_until for r in records if not r.units or unit in r.units)
        own = next((each for each in found if unit in each.units), found[0])
        assert (own.state is ATTESTED) == holds
    assert [unit for each in found for unit in each.units].count("N") <= 1
