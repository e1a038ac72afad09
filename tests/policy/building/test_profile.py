"""Profiles that cannot be used are refused with place and remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changed = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("handbooks: [book]", "handbooks: [bok]", ["3:13: there is no handbook 'bok'; did you mean 'book'?"]),
        ("handbooks: [book]", "handbooks: [book, book]", ["3:19: the handbook 'book' is named twice"]),
        ("handbooks: [book]", "handbooks: []", ["1:1: the profile puts no handbook in force; name some under 'handbooks'"]),
        ("units: {ticket: [branch]}", "units: {tiket: [branch]}", ["4:9: there is no log 'tiket'; did you mean 'ticket'?"]),
        ("units: {ticket: [branch]}", "units: {ticket: [brnch]}", ["4:18: 'brnch' is not a field of ticket; did you mean 'branch'?"]),
        (
            "parameters: {minors: 3}",
            "parameters: {minor: 3}",
            ["1:1: profile default: the rule 'several' needs the parameter 'minors'; did you mean 'minor'?"],
        ),
        ("parameters: {minors: 3}", "parameters: {minors: x}", ["5:22: 'minors': expected a whole number, found 'x'"]),
        ("major: 10", "maior: 10", ["7:20: 'maior' is not one of major, minor, observation"]),
        ("major: 10", "major: 0", ["7:27: 'major': input should be greater than or equal to 1"]),
        ("profile: default", "profile: default\nextends: other", ["2:10: there is no profile 'other' to extend"]),
        ("profile: default", "profile: default\nextends: default", ["2:10: there is no profile 'default' to extend"]),
        ("profile: default", "profile: default\ncalendar: defult", ["2:11: there is no calendar 'defult'; did you mean 'default'?"]),
        (
            "profile: default",
            "profile: default\nperiod: fortnight",
            ["2:9: 'period': 'fortnight' is not one of day, week, month, quarter, half_year, year"],
        ),
        (
            "profile: default",
            "profile: default\noverrides: [{standard: book.1.1.quick, parameter: limit, value: 2 days, reason: r}]",
            ["2:13: there is no standard 'book.1.1.quick'; did you mean 'book.1.1.quick-answer'?"],
        ),
        (
            "profile: default",
            "profile: default\noverrides: [{standard: book.1.1.quick-answer, parameter: limt, value: 2 days, reason: r}]",
            ["2:13: book.1.1.quick-answer has no parameter 'limt'; did you mean 'limit'?"],
        ),
        (
            "profile: default",
            "profile: default\noverrides: [{standard: book.1.1.quick-answer, parameter: limit, value: 2 dys, reason: r}]",
            [
                (
                    "2:13: book.1.1.quick-answer: '2 dys' is not a time limit; "
                    "write a whole number and a unit, such as '24 hours' or '2 working hours'"
                )
            ],
        ),
        (
            "profile: default",
            "profile: default\noverrides: [{standard: book.1.1.quick-answer, parameter: limit, value: 3, reason: r}]",
            ["2:13: book.1.1.quick-answer: the parameter 'limit' is '3', where a time limit is needed; write it as '24 hours'"],
        ),
        (
            "profile: default",
            "profile: default\noverrides: [{standard: book.1.1.quick-answer, parameter: limit, value: 2 days}]",
            ["2:13: 'reason' is missing"],
        ),
        (
            "profile: default",
            "profile: default\noverrides: [{standard: book.1.1.quick-answer, parameter: tolerance, value: 1.555, reason: r}]",
            ["2:13: '1.555' is not a share in per cent; write a number from 0 to 100 with at most two decimals"],
        ),
    ],
)
def test_a_profile_that_cannot_be_used(wrong_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert wrong_with("profiles/default.yaml", old, new) == faults


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("desk: {zh", "dsk: {zh", ["1:1: no owner is named for the role 'desk'; book.1.1.quick-answer names it; add it to 'owners'"]),
        ("profile: default", "profile: defaults", ["1:10: 'defaults' stands in a file called 'default.yaml'; call the file defaults.yaml"]),
    ],
)
def test_style_of_a_profile(linted_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert linted_with("profiles/default.yaml", old, new) == faults
