"""Examples that cannot be run are refused with place and remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changed = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            "as_of: 2026-03-03 00:00",
            "as_of: 2026-03-03",
            ["20:12: '2026-03-03' is not a time; write date and time of day as 2026-03-31 00:00"],
        ),
        (
            "as_of: 2026-03-03 00:00",
            "as_of: soon enough",
            ["20:12: 'soon enough' is not a time; write date and time of day as 2026-03-31 00:00"],
        ),
        ("as_of: 2026-03-03 00:00", "as_of: ~", ["20:12: 'as_of': nothing is given; give a value or leave the key out"]),
        (
            "as_of: 2026-03-03 00:00",
            "as_of: 2026-03-03 00:00+08:00",
            ["20:12: the time has an offset; times of examples are those of the audit's time zone; leave the offset out"],
        ),
        ("columns: [tier,", "columns: [teir,", ["21:15: 'teir' is not a field of ticket; did you mean 'tier' or 'taker'?"]),
        (
            "columns: [tier,",
            "columns: [activity,",
            ["21:15: 'activity' is not a field of ticket; rows that are events also need case, time"],
        ),
        (
            "columns: [tier, received_at, answered_at, verdict, reason]",
            "columns: [tier, tier, answered_at, verdict, reson]",
            [
                "21:14: there is no column 'reason'",
                "21:21: the column 'tier' stands twice",
                "21:49: 'reson' is not a field of ticket; did you mean 'reason'?",
            ],
        ),
        ("09:00, conforming, ~]", "09:00, conforming, late]", ["23:7: conforming needs no reason, found 'late'; write ~"]),
        (
            "nonconforming, late]",
            "nonconforming, ~]",
            [("24:7: nonconforming needs a reason; reasons are late, missing")],
        ),
        ("nonconforming, late]", "nonconforming, lat]", ["24:7: 'lat' is not a reason code; did you mean 'late'?"]),
        (
            "nonconforming, late]",
            "nonconforming, unknown_scope]",
            [("24:7: 'unknown_scope' is a reason for undetermined, not for nonconforming; reasons are late, missing")],
        ),
        (
            "nonconforming, late]",
            "nonconform, late]",
            ["24:7: 'nonconform' is not a verdict of an example; did you mean 'nonconforming' or 'conforming'?"],
        ),
        (
            "nonconforming, late]",
            "~, late]",
            ["24:7: a verdict is missing; verdicts are conforming, nonconforming, pending, undetermined, not_applicable"],
        ),
        (
            "nonconforming, late]",
            "waived, waived]",
            [("24:7: 'waived' is not a verdict of an example; known: conforming, nonconforming, not_applicable, pending, undetermined")],
        ),
        (", nonconforming, late]", ", nonconforming]", ["24:7: the row has 4 cells and there are 5 columns"]),
        ("09:00, conforming, ~]", "09:00, conforming, {a: b}]", ["23:64: 'rows': expected a text, found a mapping"]),
    ],
)
def test_an_example_that_cannot_be_run(wrong_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert wrong_with("book/ticket.yaml", old, new) == faults


def test_a_reason_that_the_check_never_gives(linted_with: Changed) -> None:
    faults = linted_with("book/ticket.yaml", "nonconforming, late]", "nonconforming, blank]")
    assert "24:7: 'blank' is no reason that this check gives; reasons are late, missing" in faults
