"""Lint asks for an example of each reason code that a standard can surely reach, and for no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hegui.policy.library import Policies
from hegui.policy.reach import reachable
from hegui.policy.truths import can_be_unknown
from hegui.words.expressions import parse

Files = dict[str, str]
Load = Callable[[Files], Policies]

PREFIX = "deadline: {from: received_at, to: answered_at, within: limit}"


def standard(files: Files, check: str, where: str | None) -> Files:
    text = files["book/ticket.yaml"].replace(PREFIX, check).split("  examples:")[0]
    files["book/ticket.yaml"] = text.replace('tier == "urgent"', where) if where else text.replace('  where: tier == "urgent"\n', "")
    return files


@pytest.mark.parametrize(
    ("check", "where", "codes"),
    [
        (PREFIX, None, "conforming late missing pending not_credible"),
        (PREFIX, "answered_at is not missing", "conforming late not_credible not_applicable"),
        (PREFIX, 'status == "open"', "conforming late missing not_credible not_applicable unknown_scope"),
        ("deadline: {from: received_at, to: answered_at, within: {by: tier, table: {urgent: limit}}}", None,
         "conforming late missing pending not_credible unknown_limit"),
        ("presence: {fields: [taker]}", None, "conforming blank"),
        ("presence: {fields: [approved]}", None, "conforming not_met unknown_value"),
        ("presence: {fields: [taker, approved], after: answered_at}", None, "conforming blank not_met unknown_value not_applicable"),
        ("presence: {fields: [taker], after: received_at}", None, "conforming blank"),
        ("sequence: {stages: [received_at, answered_at]}", None, "conforming out_of_order missing_stage pending"),
        ("same: {fields: [taker, owner]}", None, "conforming differs unknown_value not_applicable"),
        ("different: {fields: [taker, owner]}", None, "conforming not_different unknown_value not_applicable"),
        ("allowed: {field: channel, values: [phone]}", None, "conforming not_allowed unknown_value"),
        ("allowed: {field: channel, values: [phone], open: true}", None, "conforming not_allowed unknown_value"),
        ("allowed: {field: channel, values: [phone, online], open: true}", None, "conforming unknown_value"),
        ("allowed: {field: taker, values: [x], open: true}", None, "conforming unknown_value"),
        ("allowed: {field: channel, by: tier, table: {urgent: [phone]}, open: true}", None, "conforming not_allowed unknown_value"),
        ("condition: {that: score > 3}", None, "conforming violated unknown_value"),
        ("condition: {that: score is not missing and score > 3}", None, "conforming violated"),
        ("condition: {that: score > 3}", "score is not missing", "conforming violated not_applicable"),
        ("count: {of: answered_at, at_least: 1, at_most: 2}", None, "conforming too_few pending"),
    ],
)  # fmt: skip
def test_codes_that_need_an_example(load: Load, files: Files, check: str, where: str | None, codes: str) -> None:
    policies = load(standard(files, check, where))
    assert reachable(policies.standards[0], policies.vocabulary["ticket"]) == codes.split()


@pytest.mark.parametrize(
    ("check", "events", "codes"),
    [
        ("deadline: {from: asked_at, to: given_at, within: limit}", True, "conforming late missing pending"),
        ("sequence: {stages: [asked_at, given_at]}", True, "conforming out_of_order pending"),
        ("sequence: {stages: [asked_at, given_at, seen_at]}", True, "conforming out_of_order missing_stage pending"),
        ("count: {of: given_at, at_least: 1, at_most: 2}", True, "conforming pending too_many"),
        ("count: {of: given_at, at_least: 1, at_most: 2, until: seen_at}", False, "conforming too_few pending"),
    ],
)
def test_codes_on_a_log_of_events(load: Load, files: Files, check: str, events: bool, codes: str) -> None:  # noqa: FBT001
    standard(files, check, None)
    columns, row = ("case, activity, time", "a, 请求, 2026-03-01 09:00") if events else ("asked_at", "2026-03-01 09:00")
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("log: ticket", "log: trace") + (
        f"  examples: [{{as_of: 2026-03-03 00:00, columns: [{columns}, verdict, reason], rows: [[{row}, conforming, ~]]}}]\n"
    )
    policies = load(files)
    assert reachable(policies.standards[0], policies.vocabulary["trace"]) == codes.split()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ('tier == "urgent"', True),
        ("tier is missing", False),
        ("not tier is missing", False),
        ('tier is not missing and tier == "urgent"', False),
        ('tier is missing or tier == "urgent"', False),
        ('tier is not missing or tier == "urgent"', True),
        ('tier is missing and tier == "urgent"', True),
        ('not (tier == "urgent")', True),
        ("ticket_id == 'x' and received_at == received_at", False),
        ("True or approved", False),
        ("False or approved", True),
        (" or ".join(f"f{n} == 1" for n in range(11)), False),
    ],
)
def test_whether_an_expression_can_be_unknown(load: Load, files: Files, text: str, unknown: bool) -> None:  # noqa: FBT001
    assert can_be_unknown(parse(text), load(files).vocabulary["ticket"]) is unknown


LISTED = "{log: trace, entity: trace_id, from: asked_at}"
SEEN = "log: trace, match: {trace_id: ticket_id}"


@pytest.mark.parametrize(
    ("check", "where", "codes"),
    [
        ("due_on: {done: answered_at, of: opened_on, per: month, day: 25}", None, "conforming late missing pending"),
        ("due_on: {done: answered_at, of: opened_on, per: month, day: 25}", "answered_at is not missing", "conforming late not_applicable"),
        ("deadline: {from: received_at, to: answered_at, within: limit, not_before: 1 hour}", None,
         "conforming late missing early pending not_credible"),
        (f"row_count: {{of: {{{SEEN}}}, at_least: 1, at_most: 2}}", None, "conforming too_few pending too_many"),
        (f"row_count: {{of: {{{SEEN}}}, at_most: 2}}", 'tier == "urgent"', "conforming too_many not_applicable unknown_scope"),
        (f"row_count: {{of: {{{SEEN}}}, at_least: 1}}", "closed_at is not missing", "conforming not_applicable"),
        (f"row_count: {{of: {{{SEEN}}}, at_least: 1, until: answered_at}}", None, "conforming too_few pending"),
        (f"row_count: {{of: {{{SEEN}}}, at_least: 1, until: answered_at}}", "answered_at is not missing",
         "conforming too_few not_applicable"),
        (f"row_count: {{of: {{{SEEN}}}, at_least: 1, until: answered_at}}", 'tier == "urgent" and answered_at > opened_on',
         "conforming too_few not_applicable unknown_scope"),
        (f"row_count: {{of: {{{SEEN}}}, at_least: 1, until: answered_at}}", "answered_at is not missing or approved is not missing",
         "conforming too_few pending not_applicable"),
        (f"row_count: {{of: {{{SEEN}}}, at_least: 1, until: answered_at}}", "answered_at is missing",
         "conforming too_few pending not_applicable"),
        (f"follow_up: {{{SEEN}, after: received_at, within: limit, until: answered_at}}", None, "conforming late missing pending"),
        (f"follow_up: {{{SEEN}, after: received_at, every: limit, until: answered_at}}", "answered_at is not missing",
         "conforming late missing not_applicable"),
        (f"follow_up: {{{SEEN}, after: answered_at, within: limit}}", None, "conforming late missing pending not_applicable"),
        (f"follow_up: {{{SEEN}, after: received_at, within: limit}}", None, "conforming late missing pending"),
        (f"follow_up: {{{SEEN}, after: answered_at, within: limit}}", "answered_at is not missing",
         "conforming late missing pending not_applicable"),
        (f"triggers: {{{SEEN}, when: score < 60, within: limit}}", None, "conforming late missing pending not_applicable unknown_value"),
        (f"triggers: {{{SEEN}, when: score < 60, within: limit}}", "score is not missing",
         "conforming late missing pending not_applicable"),
        (f"requires: {{{SEEN}, before: answered_at}}", None, "conforming not_preceded not_applicable"),
        ("requires: {log: trace, match: {asker: taker}, before: received_at}", None, "conforming not_preceded unknown_value"),
        ("cadence: {per: month}", None, "conforming missing_slot pending"),
        ("cadence: {per: month, at_least: 2, done: closed_at}", 'tier == "urgent"',
         "conforming missing_slot too_few late pending unknown_scope"),
        ("cadence: {per: month}", "tier is missing", "conforming missing_slot pending"),
        ("ratio: {of: score > 3, at_least: 90, min_sample: 5}", None, "conforming below_limit pending small_sample unknown_members"),
        ("ratio: {of: score > 3, at_least: 90, at_most: 95}", "score is not missing", "conforming below_limit above_limit pending"),
        ("ratio: {of: score > 3, among: score is not missing, at_least: 90}", None, "conforming below_limit pending"),
        ("ratio: {of: received_at > opened_on, among: opened_on > received_at, at_least: 90}", None,
         "conforming below_limit pending unknown_members"),
        ("ratio: {sum: score, over: calls, at_most: 90}", 'tier == "urgent"', "conforming above_limit pending"),
        ("average: {of: answered_at - received_at, at_most: limit}", None, "conforming above_limit pending unknown_members"),
        ("percentile: {of: answered_at - received_at, percent: 90, at_most: limit}", "answered_at is not missing",
         "conforming above_limit pending"),
        (f"sampling: {{drawn: taker, population: {LISTED}, at_least: 10}}", None, "conforming below_limit pending unknown_members"),
        (f"sampling: {{drawn: ticket_id, population: {LISTED}, at_least: 10}}", None, "conforming below_limit pending"),
        ("score: {subject: [taker], recorded: score, base: 100, pass: 60}", None, "conforming disagrees below_limit unknown_value"),
        ("frequency: {exposure: calls, base: 100, recorded: score, at_most: 5}", None,
         "conforming disagrees above_limit pending unknown_value no_exposure"),
        ("trend: {worse: rising, periods: 2}", None, "conforming worsening pending no_comparison"),
        ("coverage: {field: items, items: [name]}", None, "conforming items_missing pending unknown_members"),
        ("coverage: {field: items, items: [name]}", "items is not missing", "conforming items_missing pending"),
    ],
)  # fmt: skip
def test_codes_of_other_logs_slots_and_groups(load: Load, files: Files, check: str, where: str | None, codes: str) -> None:
    policies = load(standard(files, check, where))
    assert reachable(policies.standards[0], policies.vocabulary["ticket"]) == codes.split()


def test_a_planned_time_may_lie_ahead(load: Load, files: Files) -> None:
    files["vocabulary/ticket.yaml"] = files["vocabulary/ticket.yaml"].replace("en: Answered}", "en: Answered, planned: true}")
    policies = load(standard(files, f"row_count: {{of: {{{SEEN}}}, at_least: 1, until: answered_at}}", "answered_at is not missing"))
    assert reachable(policies.standards[0], policies.vocabulary["ticket"]) == ["conforming", "too_few", "pending", "not_applicable"]


def test_rows_that_are_never_closed_are_never_too_few(load: Load, files: Files) -> None:
    files["vocabulary/ticket.yaml"] = files["vocabulary/ticket.yaml"].replace(
        'closed: closed_at is not missing or status == "closed"\n', ""
    )
    policies = load(standard(files, f"row_count: {{of: {{{SEEN}}}, at_least: 1}}", None))
    assert reachable(policies.standards[0], policies.vocabulary["ticket"]) == ["conforming", "pending"]


def test_events_given_in_an_example_of_several_logs_count(load: Load, files: Files, linted: Callable[[Files], list[str]]) -> None:
    standard(files, "deadline: {from: asked_at, to: given_at, within: limit, each: yes}", None)
    files["book/ticket.yaml"] = files["book/ticket.yaml"].replace("log: ticket", "log: trace") + (
        "  examples:\n"
        "  - as_of: 2026-03-03 00:00\n"
        "    given: {trace: {columns: [case, activity, time], rows: [[a, 请求, 2026-03-01 09:00]]}}\n"
        "    expect: {columns: [key, verdict, reason], rows: [[a, conforming, ~], [b, nonconforming, late], [c, nonconforming, missing]]}\n"
    )
    policies = load(files)
    assert reachable(policies.standards[0], policies.vocabulary["trace"]) == ["conforming", "late", "missing", "pending"]
    assert [fault.partition(": ")[2] for fault in linted(files)] == ["no example row ends in pending; add a row for each"]
