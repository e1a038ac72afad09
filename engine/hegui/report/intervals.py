"""What a sample says about the whole: the interval that holds the true share in 95 of 100 samples (Wilson 1927)."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

Z = Decimal("1.959963984540054")
"""97.5 % quantile of the normal distribution, to fifteen decimals."""
_DIGITS = 50


def wilson(part: int, whole: int) -> tuple[int, int] | None:
    """Lower and upper end of the 95 % interval of ``part`` in ``whole``, in basis points; None where nothing was drawn.

    The ends are (p + z²/2n ∓ z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n) with p = part / whole, computed with fifty digits. The lower end is
    rounded down and the upper end up to 0.01 %, so that the printed interval holds the exact one. No correction is made for a finite
    population: the interval is then a little wider than it need be.

    Raises:
        ValueError: ``part`` is not within ``whole``.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is no share")
    if not whole:
        return None
    with localcontext() as context:
        context.prec = _DIGITS
        n, square = Decimal(whole), Z * Z
        middle = Decimal(part) + square / 2
        half = Z * (Decimal(part) * (n - Decimal(part)) / n + square / 4).sqrt()
        # At no breach, and at nothing but breaches, one end is exactly 0 or 1, which a root with fifty digits may just miss.
        low = Decimal(0) if part == 0 else (middle - half) / (n + square)
        high = Decimal(1) if part == whole else (middle + half) / (n + square)
        return int((low * 10_000).to_integral_value(ROUND_FLOOR)), int((high * 10_000).to_integral_value(ROUND_CEILING))
