"""Profiles that choose: by ids, by patterns, by logs; what they leave out, and what they name in vain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hegui.policy import coverage
from hegui.policy.choice import matches
from hegui.policy.coverage import Account, totals
from hegui.policy.library import Policies

Files = dict[str, str]
Load = Callable[[Files], Policies]
QUICK, CHECKED, COMPLETE = "book.1.1.quick-answer", "book.1.1.trace-given", "book.im-2-2-2.complete"
OWN = "profile: own\nextends: default\ntitle: {zh: 我, en: Own}\n"


@pytest.fixture
def two(files: Files) -> Files:
    """Two standards on two logs, and an attestation."""
    other = files["book/ticket.yaml"].split("  examples:")[0].replace(QUICK, CHECKED).replace("按时", "另").replace("in time", "soon")
    other = other.replace("log: ticket", "log: trace").replace('  where: tier == "urgent"\n', "").replace("001-S1", "001-S2")
    files["book/trace.yaml"] = other.replace("received_at", "asked_at").replace("answered_at", "given_at")
    return files


def held(policies: Policies, profile: str = "own") -> list[str]:
    found = policies.profile(profile)
    return [*(each.id for each in policies.in_force(found)), *(each.id for each in policies.to_attest(found))]


@pytest.mark.parametrize(
    ("lines", "ids"),
    [
        ("", [QUICK, CHECKED, COMPLETE]),
        ("standards: ['*']", [QUICK, CHECKED, COMPLETE]),
        (f"standards: [{CHECKED}]", [CHECKED]),
        ("standards: [book.1.1.*]", [QUICK, CHECKED]),
        ("standards: ['*.complete', '*.quick-*']", [QUICK, COMPLETE]),
        ("logs: [ticket]", [QUICK]),
        ("logs: [ticket, trace]", [QUICK, CHECKED]),
        ("standards: [book.1.1.*]\nlogs: [trace]", [CHECKED]),
        (f"standards: [{QUICK}]\nlogs: [trace]", []),
    ],
)
def test_what_is_in_force(load: Load, two: Files, lines: str, ids: list[str]) -> None:
    two["profiles/own.yaml"] = f"{OWN}{lines}\n"
    policies = load(two)
    assert held(policies) == ids
    assert held(policies, "default") == [QUICK, CHECKED, COMPLETE]
    left_out = [entry.id for entry in policies.left_out(policies.profile("own"))]
    assert left_out == [id_ for id_ in (QUICK, CHECKED, COMPLETE) if id_ not in ids]
    assert policies.profile("own").chooses == bool(lines)


def test_a_choice_is_taken_over_and_replaced(load: Load, two: Files) -> None:
    two["profiles/own.yaml"] = f"{OWN}standards: [book.1.1.*]\n"
    two["profiles/narrow.yaml"] = "profile: narrow\nextends: own\ntitle: {zh: 窄, en: Narrow}\nlogs: [trace]\n"
    two["profiles/wide.yaml"] = "profile: wide\nextends: narrow\ntitle: {zh: 宽, en: Wide}\nstandards: ['*']\n"
    policies = load(two)
    assert (held(policies, "narrow"), held(policies, "wide")) == ([CHECKED], [CHECKED])
    assert policies.profile("wide").standards == ("*",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("standards: [book.1.1.quick-anser]", f"4:13: there is no standard 'book.1.1.quick-anser'; did you mean '{QUICK}'?"),
        ("standards: [boke.*]", "4:13: the pattern 'boke.*' matches no standard; did you mean 'book.*'?"),
        ("standards: [book.1.2.*]", "4:13: the pattern 'book.1.2.*' matches no standard; did you mean 'book.1.1.*'?"),
        ("standards: [Book.1.1.*]", "4:13: the pattern 'Book.1.1.*' matches no standard; did you mean 'book.1.1.*'?"),
        (f"standards: [{QUICK}, {QUICK}]", f"4:36: '{QUICK}' stands twice"),
        ("standards: []", "4:12: 'standards': fewer entries than the 1 that are needed"),
        ("logs: [tickets]", "4:8: there is no log 'tickets'; did you mean 'ticket'?"),
        ("logs: [ticket, ticket]", "4:16: 'ticket' stands twice"),
    ],
)
def test_what_is_chosen_in_vain(wrong: Callable[[Files], list[str]], two: Files, line: str, said: str) -> None:
    two["profiles/own.yaml"] = f"{OWN}{line}\n"
    assert wrong(two) == [f"p/profiles/own.yaml:{said}"]


def test_a_standard_that_cannot_be_built_is_no_second_fault(wrong: Callable[[Files], list[str]], two: Files) -> None:
    two["profiles/own.yaml"] = f"{OWN}standards: [{QUICK}]\n"
    two["book/ticket.yaml"] = two["book/ticket.yaml"].replace("force: mandatory", "force: must")
    assert [fault.partition(":")[0] for fault in wrong(two)] == ["p/book/ticket.yaml"]
    two["book/ticket.yaml"] = "- {"
    assert [fault.partition(":")[0] for fault in wrong(two)] == ["p/book/ticket.yaml"]


def test_roles_of_what_is_left_out_need_no_owner(linted: Callable[[Files], list[str]], two: Files) -> None:
    two["book/attestations.yaml"] = two["book/attestations.yaml"].replace("responsible: desk", "responsible: chief")
    assert len(linted(two)) == 2  # the default profile lacks the owner, and the second standard has no examples
    two["profiles/own.yaml"] = f"{OWN}logs: [ticket]\n"
    assert not [fault for fault in linted(two) if "profiles/own.yaml" in fault]


def test_an_override_of_what_is_left_out_is_told(linted: Callable[[Files], list[str]], two: Files) -> None:
    two["profiles/own.yaml"] = f"{OWN}logs: [trace]\noverrides: [{{standard: {QUICK}, parameter: limit, value: 2 days, reason: r}}]\n"
    assert f"p/profiles/own.yaml:5:13: {QUICK} is not in force in this profile; remove the override" in linted(two)


def test_coverage_follows_the_profile(load: Load, two: Files) -> None:
    two["profiles/own.yaml"] = f"{OWN}logs: [trace]\n"
    two["profiles/none.yaml"] = f"{OWN.replace('own', 'none')}standards: ['*.complete']\n"
    policies = load(two)
    own, none = (coverage(policies, policies.profile(name)) for name in ("own", "none"))
    assert [(each.account, each.left_out) for each in own] == [
        (Account.STANDARDS, 1), (Account.LEFT_OUT, 1), (Account.NOT_CHECKABLE, 0),
    ]  # fmt: skip
    assert [each.account for each in none] == [Account.LEFT_OUT, Account.ATTESTATIONS, Account.NOT_CHECKABLE]
    assert (totals(own).encoded, totals(own).attested, totals(none).encoded, totals(none).attested) == (1, 0, 0, 1)


def test_a_catalogue_number_counts_once(load: Load, two: Files) -> None:
    two["book/trace.yaml"] = two["book/trace.yaml"].replace("001-S2", "001-S1")
    policies = load(two)
    assert totals(coverage(policies, policies.profile("default"))).encoded == 1


@pytest.mark.parametrize(
    ("pattern", "identifier", "meant"),
    [
        ("a.1.b", "a.1.b", True),
        ("a.1.b", "a.1.bc", False),
        ("a.1.*", "a.1.b.c", True),
        ("a*c", "ac", True),
        ("A.*", "a.1", False),
        ("a.?.b", "a.1.b", False),
        ("a.[1].b", "a.1.b", False),
        ("*", "", True),
    ],
)
def test_only_a_star_stands_for_other_characters(pattern: str, identifier: str, *, meant: bool) -> None:
    assert matches(pattern, identifier) is meant
