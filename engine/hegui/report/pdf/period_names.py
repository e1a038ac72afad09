"""What periods are called in print; their labels are made to be sorted, not to be read."""

from __future__ import annotations

import re
from collections.abc import Callable

from hegui.words.measured import UNKNOWN_PERIOD
from hegui.words.text import Text

_QUARTERS = "一二三四"
_NAMES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Text]], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"(\d{4})-Q([1-4])", lambda m: Text(f"{m[1]}年第{_QUARTERS[int(m[2]) - 1]}季度", f"Q{m[2]} {m[1]}")),
        (r"(\d{4})-H([12])", lambda m: Text(f"{m[1]}年{'上下'[int(m[2]) - 1]}半年", f"H{m[2]} {m[1]}")),
        (r"(\d{4})-W(\d{2})", lambda m: Text(f"{m[1]}年第{int(m[2])}周", f"week {int(m[2])} of {m[1]}")),
        (r"(\d{4})-(\d{2})/(\d{2})", lambda m: Text(f"{m[1]}年{int(m[2])}—{int(m[3])}月", f"{m[1]}-{m[2]} to {m[3]}")),
        (r"(\d{4})-(\d{2})B", lambda m: Text(f"{m[1]}年{int(m[2])}月出账期", f"billing {m[1]}-{m[2]}")),
        (r"(\d{4})", lambda m: Text(f"{m[1]}年", m[1])),
        (UNKNOWN_PERIOD, lambda _: Text("期间不明", "period unknown")),
    )
)


def period_name(label: str) -> Text:
    """The name of a period by its label: ``2026-Q1`` is 2026年第一季度; days and months are called as they are labelled."""
    for pattern, name in _NAMES:
        match = pattern.fullmatch(label)
        if match:
            return name(match)
    return Text(label, label)
