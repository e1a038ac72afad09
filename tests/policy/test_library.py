"""Profiles put standards in force, with other figures where they say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hegui.policy import coverage, schema
from hegui.policy.coverage import Account, Totals, totals
from hegui.policy.faults import Faults
from hegui.policy.library import Policies
from hegui.policy.reading import read_bytes
from hegui.policy.schema import FILES
from hegui.words.checks import Condition, Deadline
from hegui.words.durations import Limit
from hegui.words.errors import PolicyError, UsageError
from hegui.words.expressions import Arithmetic, Compare, Duration, Literal, Ref
from hegui.words.places import Place
from hegui.words.profiles import Override
from hegui.words.standards import Source

Files = dict[str, str]
Load = Callable[[Files], Policies]

OVERRIDES = """\
overrides:
- {standard: book.1.1.quick-answer, parameter: limit, value: 2 days, reason: agreed}
- {standard: book.1.1.quick-answer, parameter: tolerance, value: 1.25, reason: pilot}
- {standard: book.1.1.quick-answer, parameter: max_unknown, value: 10, reason: pilot}
"""


def test_without_overrides_the_figures_of_the_file_hold(load: Load, files: Files) -> None:
    policies = load(files)
    assert policies.in_force(policies.profile("default")) == policies.standards


def test_overrides_replace_figures_and_say_why(load: Load, files: Files) -> None:
    files["profiles/default.yaml"] += OVERRIDES
    policies = load(files)
    (standard,) = policies.in_force(policies.profile("default"))
    assert isinstance(standard.check, Deadline)
    assert standard.check.within == Limit(2, "day")
    parameter = standard.parameters["limit"]
    assert (parameter.value, parameter.source, parameter.reason) == (Limit(2, "day"), Source.PROFILE, "agreed")
    assert (standard.tolerance_bp, standard.max_unknown_bp) == (125, 1000)
    assert policies.standards[0].check != standard.check


def test_parameters_stand_in_expressions(load: Load, files: Files) -> None:
    files["book/ticket.yaml"] = (
        files["book/ticket.yaml"]
        .replace(
            "deadline: {from: received_at, to: answered_at, within: limit}",
            "condition: {that: answered_at - received_at <= limit and calls < most}",
        )
        .replace("  check:", "    most: {value: 3, source: default}\n  check:")
        .split("  examples:")[0]
    )
    files["profiles/default.yaml"] += OVERRIDES
    policies = load(files)
    (standard,) = policies.in_force(policies.profile("default"))
    assert isinstance(standard.check, Condition)
    waited = Arithmetic("-", Ref("answered_at"), Ref("received_at"))
    parts = getattr(standard.check.that, "parts", ())
    assert parts == (Compare("<=", waited, Duration(Limit(2, "day"))), Compare("<", Ref("calls"), Literal(3)))


def test_a_profile_made_by_hand_is_checked_too(load: Load, files: Files) -> None:
    policies = load(files)
    override = Override("book.1.1.quick-answer", "limit", "soon", "r")
    with pytest.raises(PolicyError, match=r"book\.1\.1\.quick-answer: the parameter 'limit' is 'soon', where a time limit is needed"):
        policies.in_force(replace(policies.profile("default"), overrides=(override,)))


def test_handbooks_stand_in_the_order_of_the_profile(load: Load, files: Files) -> None:
    files["other/handbook.yaml"] = files["book/handbook.yaml"].replace("handbook: book", "handbook: other").replace('"001"', '"000"')
    files["other/ticket.yaml"] = files["book/ticket.yaml"].replace("book.", "other.").replace("按时", "另").replace("in time", "soon")
    files["profiles/default.yaml"] = files["profiles/default.yaml"].replace("[book]", "[book, other]")
    policies = load(files)
    assert [book.slug for book in policies.handbooks] == ["other", "book"]
    assert [standard.handbook for standard in policies.standards] == ["other", "book"]
    assert [standard.handbook for standard in policies.in_force(policies.profile("default"))] == ["book", "other"]


def test_standards_stand_in_the_order_of_their_clauses(load: Load, files: Files) -> None:
    late = files["book/ticket.yaml"].replace("按时", "另").replace("in time", "soon")
    files["book/a.yaml"] = late.replace('"1.1"', "IM-2(2)2").replace("book.1.1.", "book.im-2-2-2.")
    assert [standard.clause for standard in load(files).standards] == ["1.1", "IM-2(2)2"]


def test_a_profile_takes_over_what_it_does_not_say(load: Load, files: Files) -> None:
    files["profiles/default.yaml"] += "calendar: default\nperiod: quarter\n" + OVERRIDES
    files["profiles/mine.yaml"] = """\
profile: mine
extends: default
title: {zh: 我, en: Mine}
units: {trace: [asker]}
parameters: {majors: 1}
overrides: [{standard: book.1.1.quick-answer, parameter: limit, value: 3 days, reason: mine}]
due_working_days: {major: 5}
"""
    profile = load(files).profile("mine")
    assert (profile.handbooks, profile.period, profile.parameters) == (("book",), "quarter", {"minors": 3, "majors": 1})
    assert profile.unit_fields == {"ticket": ("branch",), "trace": ("asker",)}
    assert profile.due_working_days == {"major": 5, "minor": 30, "observation": 60}
    assert [(each.parameter, each.value) for each in profile.overrides] == [
        ("limit", "3 days"),
        ("tolerance", "1.25"),
        ("max_unknown", "10"),
    ]


def test_a_profile_that_is_not_there_is_named(load: Load, files: Files) -> None:
    with pytest.raises(UsageError, match=r"there is no profile 'defualt'; did you mean 'default'\?"):
        load(files).profile("defualt")
    with pytest.raises(UsageError, match=r"^hegui\.yaml:3:10: there is no profile 'defualt'"):
        load(files).profile("defualt", Place("hegui.yaml", 3, 10))


def test_profiles_in_a_circle_are_a_fault(load: Load, files: Files) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        files[f"profiles/{name}.yaml"] = f"profile: {name}\nextends: {other}\ntitle: {{zh: 一, en: One}}\n"
    with pytest.raises(PolicyError) as error:
        load(files)
    assert [str(fault) for fault in error.value.faults] == [
        "p/profiles/one.yaml:2:10: profiles extend each other in a circle: two → one → two",
        "p/profiles/two.yaml:2:10: profiles extend each other in a circle: one → two → one",
    ]


def test_coverage_says_which_clauses_are_encoded(load: Load, files: Files) -> None:
    policies = load(files)
    covered = coverage(policies, policies.profile("default"))
    assert [(each.clause.number, [standard.id for standard in each.standards], each.account) for each in covered] == [
        ("1.1", ["book.1.1.quick-answer"], Account.STANDARDS),
        ("IM-2(2)2", [], Account.ATTESTATIONS),
        ("3", [], Account.NOT_CHECKABLE),
    ]
    assert totals(covered) == Totals(dict.fromkeys(Account, 1) | {Account.LEFT_OUT: 0, Account.NOTHING: 0}, 1, 1)


def test_schemas_accept_what_is_loaded(files: Files) -> None:
    import jsonschema

    schemas = schema()
    assert sorted(schemas) == sorted(FILES)
    kinds = {"book/handbook": "handbook", "book/ticket": "standards", "vocabulary/ticket": "vocabulary", "profiles/default": "profile"}
    for name, kind in kinds.items():
        document = read_bytes(files[f"{name}.yaml"].encode(), name, Faults())
        assert document is not None
        jsonschema.Draft202012Validator.check_schema(schemas[kind])
        unfit = [error.message for error in jsonschema.Draft202012Validator(schemas[kind]).iter_errors(document.data)]
        assert [message for message in unfit if "is not of type" not in message] == []


def test_the_order_of_folders_on_disk_does_not_matter(load: Load, files: Files, tmp_path: Path) -> None:
    first = load(files)
    assert load(dict(reversed(files.items()))) == first
    assert (tmp_path / "policies").is_dir()
