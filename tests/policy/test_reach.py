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
