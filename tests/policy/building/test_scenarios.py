"""Examples of several logs are read with their places; what could not be run is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from hegui.policy.library import Policies
from hegui.words.errors import PolicyError
from hegui.words.groups import Ratio
from hegui.words.places import Place
from hegui.words.profiles import Override
from hegui.words.standards import ExampleRow, Given, Scenario, Source

Files = dict[str, str]
Load = Callable[[Files], Policies]
Faults = Callable[[Files], list[str]]
WithCheck = Callable[[str], Files]

CADENCE = "cadence: {per: quarter, entity: taker, roster: {log: register, entity: person, from: since}}"
RATIO = "ratio: {of: score > 3, at_least: open}"
EXAMPLES = """\
  examples:
    as_of: 2026-07-01 00:00
    window: [2026-01-01, 2026-07-01]
    given:
      register: {columns: [person, since], rows: [[P1, 2025-01-01], [P2, ~]], covers: [2025-01-01, 2027-01-01]}
      ticket: {columns: [taker, received_at], rows: []}
    expect:
      columns: [unit, entity, period, verdict, reason]
      rows:
      - [north, P1, 2026-Q1, nonconforming, missing_slot]
      - [north, P1, 2026-Q2, not_applicable, partial_period]
"""
ROWS = "  examples: {as_of: 2026-03-03 00:00, columns: [score, verdict, reason], rows: [[1, conforming, ~]]}\n"
SHARE = """\
  examples:
  - as_of: 2026-07-01 00:00
    parameters: {open: 97.5}
    given:
      ticket: {columns: [branch, received_at, score], rows: [[north, 2026-03-01 09:00, 4]]}
    expect: {columns: [unit, period, verdict, reason], rows: [[north, 2026-03, conforming, ~]]}
"""


@pytest.fixture
def with_examples(with_check: WithCheck) -> Callable[[str, str], Files]:
    def changed(check: str, examples: str) -> Files:
        files = with_check(check)
        files["book/ticket.yaml"] += examples
        return files

    return changed


@pytest.fixture
def wrong_examples(with_examples: Callable[[str, str], Files], wrong: Faults) -> Callable[[str, str], list[str]]:
    """What is wrong with a cadence once one text in its examples is another; lines count from that of ``examples``."""

    def said(old: str, new: str) -> list[str]:
        assert old in EXAMPLES
        files = with_examples(CADENCE, EXAMPLES.replace(old, new))
        first = files["book/ticket.yaml"].splitlines().index("  examples:")
        found = []
        for fault in wrong(files):
            _, line, rest = fault.split(":", 2)
            found.append(f"{int(line) - first}:{rest}")
        return found

    return said


def test_a_scenario_is_read_as_written(load: Load, with_examples: Callable[[str, str], Files]) -> None:
    (standard,) = load(with_examples(CADENCE, EXAMPLES)).standards
    (scenario,) = standard.scenarios
    assert standard.examples == ()
    assert scenario == Scenario(
        as_of=datetime(2026, 7, 1),
        given=(
            Given(
                "register",
                ("person", "since"),
                (("P1", "2025-01-01"), ("P2", None)),
                (date(2025, 1, 1), date(2027, 1, 1)),
                Place("p/book/ticket.yaml", 27, 17),
            ),
            Given("ticket", ("taker", "received_at"), (), None, Place("p/book/ticket.yaml", 28, 15)),
        ),
        columns=("unit", "entity", "period"),
        rows=(
            ExampleRow(("north", "P1", "2026-Q1"), "nonconforming", "missing_slot", Place("p/book/ticket.yaml", 32, 9)),
            ExampleRow(("north", "P1", "2026-Q2"), "not_applicable", "partial_period", Place("p/book/ticket.yaml", 33, 9)),
        ),
        window=(date(2026, 1, 1), date(2026, 7, 1)),
        place=Place("p/book/ticket.yaml", 24, 5),
    )


def test_both_forms_may_stand_in_one_list(load: Load, with_examples: Callable[[str, str], Files]) -> None:
    rows = """\
  - as_of: 2026-07-01 00:00
    columns: [received_at, answered_at, verdict, reason]
    rows: [[2026-03-01 09:00, 2026-03-01 10:00, conforming, ~]]
"""
    both = (
        SHARE.replace("    parameters: {open: 97.5}\n", "").replace("unit, period", "key, unit").replace("north, 2026-03,", "a, north,")
        + rows
    )
    (standard,) = load(with_examples("deadline: {from: received_at, to: answered_at, within: limit}", both)).standards
    assert [block.columns for block in standard.examples] == [("received_at", "answered_at")]
    assert [block.columns for block in standard.scenarios] == [("key", "unit")]


def test_a_figure_that_nobody_has_set(load: Load, with_examples: Callable[[str, str], Files]) -> None:
    policies = load(with_examples(RATIO, SHARE))
    (standard,) = policies.standards
    assert standard.unset == ("open",)
    assert standard.parameters["open"].value is None
    assert standard.scenarios[0].parameters == {"open": "97.5"}
    set_here = policies.with_figures(standard, {"open": "97.5"})
    assert set_here.unset == ()
    assert isinstance(set_here.check, Ratio)
    assert set_here.check.at_least == Decimal("97.5")


def test_a_profile_sets_what_nobody_has_set(load: Load, with_examples: Callable[[str, str], Files]) -> None:
    files = with_examples(RATIO, SHARE)
    files["profiles/default.yaml"] += "overrides: [{standard: book.1.1.quick-answer, parameter: open, value: 80, reason: agreed}]\n"
    policies = load(files)
    (standard,) = policies.in_force(policies.profile("default"))
    assert standard.unset == ()
    assert isinstance(standard.check, Ratio)
    assert standard.check.at_least == Decimal(80)
    assert standard.parameters["open"].source is Source.PROFILE
    with pytest.raises(PolicyError, match=r"the parameter 'open' is 'many', where a number is needed"):
        policies.with_figures(standard, {"open": "many"})
    (other,) = policies.in_force(policies.profile("default"))
    assert Override("book.1.1.quick-answer", "open", "80", "agreed").value == str(other.parameters["open"].value)


@pytest.mark.parametrize(
    "check",
    [
        "ratio: {of: score > open, at_least: 3}",
        "condition: {that: score > open or waited < open or open == channel}",
        "cadence: {per: open, by: {day: open, month: open}, at_least: open, grace: open}",
        "average: {of: waited, at_most: open, min_sample: open}",
        "average: {of: score * open, at_most: 3}",
        "allowed: {field: channel, values: [open]}",
        "count: {of: answered_at, at_least: open, at_most: 0}",
        "deadline: {from: received_at, to: answered_at, within: {by: tier, table: {urgent: open}}}",
    ],
)
def test_wherever_a_figure_may_stand_it_may_be_open(load: Load, with_check: WithCheck, check: str) -> None:
    assert load(with_check(check)).standards[0].unset == ("open",)


def test_a_handbook_gives_its_figures(files: Files, wrong: Faults) -> None:
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("value: 24 hours", "value: ~")
    faults = wrong(files)
    assert "p/book/ticket.yaml:9:20: the parameter 'limit' has no value, and the handbook is its source; write 'source: default'" in faults


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            "00:00",
            "00:00+08:00",
            ["2:12: the time has an offset; times of examples are those of the audit's time zone; leave the offset out"],
        ),
        (
            "[2026-01-01, 2026-07-01]",
            "[2026-07-01, 2026-07-01]",
            ["3:13: the span ends before it begins; write the first day and the day after the last"],
        ),
        ("[2026-01-01, 2026-07-01]", "[2026-07-01]", ["3:13: 'window': an entry is missing"]),
        (
            "covers: [2025-01-01, 2027-01-01]",
            "covers: [2028-01-01, 2027-01-01]",
            ["5:87: the span ends before it begins; write the first day and the day after the last"],
        ),
        (
            "      ticket: {columns: [taker, received_at], rows: []}\n",
            "",
            ["5:7: the log 'ticket' is not given; give it, with 'rows: []' where it has none"],
        ),
        (
            "      ticket: {",
            "      tickt: {",
            [
                "5:7: the log 'ticket' is not given; give it, with 'rows: []' where it has none",
                "6:7: there is no log 'tickt'; did you mean 'ticket'?",
            ],
        ),
        (
            "    expect:",
            "      trace: {columns: [asker], rows: []}\n    expect:",
            ["7:7: the standard does not look at the log 'trace'; it looks at ticket, register"],
        ),
        (
            "[taker, received_at]",
            "[takr, taker, taker]",
            ["6:26: 'takr' is not a field of ticket; did you mean 'taker'?", "6:39: the column 'taker' stands twice"],
        ),
        ("[taker, received_at]", "[case, activity, time]", ["6:25: the rows are events, and ticket is not a log of events"]),
        ("[P2, ~]", "[P2]", ["5:69: the row has 1 cells and there are 2 columns"]),
        (
            "columns: [unit, entity, period, verdict, reason]",
            "columns: [unit, entty, unit, verdict, reason]",
            ["8:23: 'entty' names no instance; did you mean 'entity'?", "8:30: the column 'unit' stands twice"],
        ),
        (
            "columns: [unit, entity, period, verdict, reason]",
            "columns: [unit, entity, period, key, verdict]",
            ["8:16: there is no column 'reason'", "8:39: 'key' names no instance; known: entity, period, reason, unit, verdict"],
        ),
        ("P1, 2026-Q1, nonconforming, missing_slot", "P1, 2026-Q1, nonconforming", ["10:9: the row has 4 cells and there are 5 columns"]),
        ("nonconforming, missing_slot", "nonconforming, ~", ["10:9: nonconforming needs a reason; reasons are missing_slot"]),
        ("not_applicable, partial_period", "pending, partial_period", ["11:9: pending needs no reason, found 'partial_period'; write ~"]),
        (
            "not_applicable, partial_period",
            "waived, ~",
            ["11:9: 'waived' is not a verdict of an example; known: conforming, nonconforming, not_applicable, pending, undetermined"],
        ),
        ("    window:", "    parameters: {mst: 3}\n    window:", ["3:18: the standard has no parameter 'mst'; did you mean 'most'?"]),
        ("    expect:", "    expct:", ["2:5: 'expect' is missing", "7:5: unknown key 'expct'; did you mean 'expect'?"]),
    ],
)
def test_a_scenario_that_cannot_be_run(wrong_examples: Callable[[str, str], list[str]], old: str, new: str, faults: list[str]) -> None:
    assert wrong_examples(old, new) == faults


@pytest.mark.parametrize(
    ("check", "examples", "fault"),
    [
        (
            RATIO,
            SHARE.replace("    parameters: {open: 97.5}\n", ""),
            "24:5: nobody has set 'open'; set it under 'parameters' of the example",
        ),
        (RATIO, SHARE.replace("97.5", "many"), "25:17: the parameter 'open' is 'many', where a number is needed"),
        (
            RATIO,
            SHARE.replace("97.5", "9.5.1"),
            "25:17: '9.5.1' is not a time limit; write a whole number and a unit, such as '24 hours' or '2 working hours'",
        ),
        (
            "condition: {that: score > open}",
            ROWS,
            "23:13: nobody has set 'open'; write 'given' and 'expect', and set it under 'parameters'",
        ),
        (
            "ratio: {of: score > 3, at_least: 3}",
            ROWS,
            "23:13: examples of ratio say what is given and what is expected; write 'given' and 'expect'",
        ),
    ],
)
def test_examples_of_the_wrong_form(
    with_examples: Callable[[str, str], Files], wrong: Faults, check: str, examples: str, fault: str
) -> None:  # fmt: skip
    assert wrong(with_examples(check, examples)) == [f"p/book/ticket.yaml:{fault}"]


def test_faults_of_the_check_and_of_its_examples_are_told_together(with_examples: Callable[[str, str], Files], wrong: Faults) -> None:
    examples = EXAMPLES.replace("since]", "sinc]").replace("missing_slot", "missing_slt")
    assert [fault.split(": ", 1)[1].split(";")[0] for fault in wrong(with_examples(CADENCE.replace("taker", "takr"), examples))] == [
        "'takr' is not a field of ticket", "'sinc' is not a field of register", "'missing_slt' is not a reason code",
    ]  # fmt: skip


def test_the_profile_that_sets_a_wrong_figure_is_told(with_examples: Callable[[str, str], Files], wrong: Faults, tmp_path: Path) -> None:
    files = with_examples(RATIO, SHARE)
    files["profiles/default.yaml"] += "overrides: [{standard: book.1.1.quick-answer, parameter: open, value: 101, reason: agreed}]\n"
    assert wrong(files) == ["p/profiles/default.yaml:8:13: book.1.1.quick-answer: 101 is more than 100"]
    assert tmp_path.is_dir()
