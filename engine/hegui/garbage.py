"""Python's garbage collector, kept from looking over the same living objects again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 50, 100)
"""Objects made before the youngest are looked over, and rounds before the older ones are. By default: 700, 10, 10."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Collect garbage seldom: as a ``with`` block or a decorator.

    Compiling hundreds of standards makes millions of small objects that go by themselves, next to policies and records that stay. Looking
    for rings among them took a fifth of an audit and found nothing to speak of: the peak of memory is the same.
    """
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
