"""The little SQL that binding writes: names and texts quoted, clauses joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime


def name(identifier: str) -> str:
    """A quoted identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def unquoted(identifier: str) -> str:
    """The identifier that a name quotes."""
    return identifier[1:-1].replace('""', '"')


def text(value: str) -> str:
    """A quoted text."""
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """Quoted texts, comma separated."""
    return ", ".join(text(value) for value in values)


def moment(at: datetime) -> str:
    """A naive time."""
    return f"TIMESTAMP {text(at.isoformat(sep=' '))}"


def select(columns: Mapping[str, str] | Iterable[str], source: str, *clauses: str) -> str:
    """A query of named or plain expressions over a relation, with further clauses such as ``WHERE …``."""
    items = [f"{expr} AS {name(alias)}" for alias, expr in columns.items()] if isinstance(columns, Mapping) else list(columns)
    return " ".join(("SELECT", ", ".join(items), "FROM", source, *clauses))


def case(expr: str, mapping: Mapping[str, str]) -> str:
    """Texts to SQL values, null for what is not in the mapping."""
    if not mapping:
        return "NULL"
    arms = " ".join(f"WHEN {text(key)} THEN {value}" for key, value in mapping.items())
    return f"CASE {expr} {arms} END"


def every(conditions: Iterable[str]) -> str:
    """All conditions together; true where there is none."""
    return " AND ".join(f"({condition})" for condition in conditions) or "true"
