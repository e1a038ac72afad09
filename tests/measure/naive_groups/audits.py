"""When and over what is audited; rows and instances as they are told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hegui.words import expressions as e

Row = Mapping[str, Any]


Key = tuple[str, str, date | None]
"""Unit, entity and first day of the period."""


DAY = timedelta(days=1)


@dataclass(frozen=True)
class Audit:
    """When and over what is audited."""

    as_of: datetime
    since: date | None = None
    until: date | None = None
    covers: tuple[date, date] | None = None
    declared: bool = True
    where: e.Expr | None = None
    population: Sequence[Row] = ()
