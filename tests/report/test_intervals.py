"""The interval of a share in a sample."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.report.intervals import Z, wilson

SQUARE = Fraction(Z) ** 2


@pytest.mark.parametrize(
    ("part", "whole", "ends"),
    [
        (29, 909, (223, 455)),
        (0, 10, (0, 2776)),
        (10, 10, (7224, 10_000)),
        (1, 1, (2065, 10_000)),
        (50, 100, (4038, 5962)),
        (812, 1_000, (7866, 8351)),
    ],
)
def test_known_intervals(part: int, whole: int, ends: tuple[int, int]) -> None:
    assert wilson(part, whole) == ends


def test_nothing_drawn_says_nothing() -> None:
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("part", "whole"), [(2, 1), (-1, 5)])
def test_what_is_no_share_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(part, whole)


def inside(end: Fraction, part: int, whole: int) -> Fraction:
    """The score test at a share: not above zero exactly where the share lies in the interval (its ends are the roots)."""
    share = Fraction(part, whole)
    return (share - end) ** 2 - SQUARE * end * (1 - end) / whole


@given(st.integers(1, 10**7), st.data())
def test_the_printed_ends_hold_the_exact_ones_as_closely_as_they_can(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    ends = wilson(part, whole)
    assert ends is not None
    low, high = ends
    assert 0 <= low <= Fraction(part * 10_000, whole) <= high <= 10_000
    for end, inner in ((low, low + 1), (high, high - 1)):
        outside = Fraction(end, 10_000)
        assert inside(outside, part, whole) >= 0 or end in {0, 10_000}
        within = Fraction(inner, 10_000)
        beyond = within > Fraction(part, whole) if end == low else within < Fraction(part, whole)
        assert beyond or inside(within, part, whole) <= 0


@given(st.integers(1, 10**6), st.data())
def test_the_interval_mirrors(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    low, high = wilson(part, whole) or (0, 0)
    assert wilson(whole - part, whole) == (10_000 - high, 10_000 - low)
