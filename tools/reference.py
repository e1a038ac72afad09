"""Writes ``docs/policy-language.md``: the prose of ``policy-language.md.in``, with tables drawn from the code that reads policies."""  # noqa: INP001 - a script

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from hegui.judge.totals import TOTAL_FIELDS
from hegui.judge.vetting import ACTION_TYPES
from hegui.policy.building.scope import SORTS
from hegui.policy.building.standard import SHARES
from hegui.policy.schema import FILES
from hegui.policy.shapes.base import NAME, SLUG, STRETCH
from hegui.policy.shapes.checks import CheckShape
from hegui.policy.shapes.judgement import STRATA
from hegui.policy.shapes.slots import RosterShape
from hegui.words import checks, groups, related, slots
from hegui.words.durations import Clock, Limit
from hegui.words.expressions import ARITHMETIC, COMPARISONS, DURATION_FUNCTIONS, MAX_DEPTH, MAX_LENGTH, Ref, parse
from hegui.words.kinds import Check, scope_of
from hegui.words.periods import MONTH, UNITS, CalendarPoint, Period
from hegui.words.standards import Force
from hegui.words.verdicts import REASONS, VERDICT_TITLES, Verdict

TOOLS = Path(__file__).parent
PAGE = TOOLS.parent / "docs" / "policy-language.md"
TEMPLATE = TOOLS / "policy-language.md.in"
MEANINGS = TOOLS / "policy-language.keys.yaml"
NOTE = "<!-- Written by tools/reference.py from tools/policy-language.md.in; change those, not this file. -->\n\n"
MARK = re.compile(r"<!-- table: (?P<name>[a-z]+)(?: (?P<argument>[a-z_]+))? -->")

Schema = Mapping[str, Any]
SHAPES = {"roster": RosterShape}
"""Shapes that are explained once, wherever they stand."""
PATTERNS = {NAME: "name", SLUG: "id", STRETCH: "hours such as `09:00-12:00`"}
LEAVES = {
    "TextShape": "`{zh, en}`",
    "CheckShape": "one [kind of check](#kinds-of-check)",
    "PickShape": "`{earliest: [..]}` or `{all: [..]}`",
    "BillingWindowShape": "`{last_days: 2, first_days: 4}`",
    "PointShape": "`{day: 25, month: last}`",
    "RosterShape": "a [roster](#rosters)",
}
"""Shapes that are named, not taken apart."""
PLAIN = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}

FIELD, LIMIT, ONE, TIME = Ref("field"), Limit.parse("1 day"), Decimal(1), CalendarPoint(25)
ROWS, ROSTER = related.Related("log", ((FIELD, FIELD),)), slots.Roster("log", FIELD, FIELD)
MOMENT, HOLDS = checks.Moment((FIELD,)), parse("field")
WIDEST: Mapping[str, Check] = {
    "deadline": checks.Deadline(MOMENT, MOMENT, checks.LimitTable(FIELD, {}), LIMIT),
    "due_on": checks.DueOn(FIELD, FIELD, MONTH, TIME),
    "presence": checks.Presence((checks.Filled(FIELD),), FIELD, booleans=True),
    "sequence": checks.Sequence(((FIELD,),)),
    "same": checks.Same((FIELD,)),
    "different": checks.Different((FIELD,)),
    "allowed": checks.Allowed(FIELD),
    "condition": checks.Condition(HOLDS),
    "count": checks.Count(FIELD, 1, 1),
    "row_count": related.RowCount(ROWS, 1, 1),
    "follow_up": related.FollowUp(ROWS, FIELD),
    "requires": related.Requires(ROWS, FIELD),
    "triggers": related.Triggers(HOLDS, ROWS, LIMIT),
    "pattern": related.Pattern(HOLDS),
    "cadence": slots.Cadence(MONTH, 2, done=FIELD),
    "ratio": groups.Ratio(HOLDS, at_least=ONE, at_most=ONE, min_sample=2),
    "average": groups.Average(HOLDS, at_least=ONE, at_most=ONE, min_sample=2),
    "percentile": groups.Percentile(HOLDS, ONE, at_least=ONE, at_most=ONE, min_sample=2),
    "sampling": groups.Sampling(FIELD, ROSTER, ONE),
    "score": groups.Score((FIELD,), FIELD, pass_mark=ONE),
    "frequency": groups.Frequency(FIELD, ONE, recorded=FIELD, at_most=ONE),
    "trend": groups.Trend("rising", 1),
    "coverage": groups.Coverage(FIELD, ()),
}
"""Of each kind a check that can give every reason the kind has."""


def reference() -> str:
    """The whole page."""
    keys: dict[str, dict[str, str]] = yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))

    def table(mark: re.Match[str]) -> str:
        if mark["name"] == "keys":
            return keys_of(FILES[mark["argument"]], keys[mark["argument"]])
        if mark["name"] == "kind":
            return kind(mark["argument"], keys["checks"], keys["any"])
        if mark["name"] == "shape":
            return keys_of(SHAPES[mark["argument"]], keys[mark["argument"]])
        return TABLES[mark["name"]]()

    return NOTE + MARK.sub(table, TEMPLATE.read_text(encoding="utf-8"))


def keys_of(shape: Any, meanings: Mapping[str, str]) -> str:  # noqa: ANN401 - annotations are of any type
    """Every key of a kind of file, what it holds, and what it means."""
    schema = TypeAdapter(shape).json_schema(mode="serialization")
    found = list(_keys(_resolved(schema.get("items", schema), schema), schema, ""))
    return _explained(found, meanings)


def kind(name: str, meanings: Mapping[str, str], of_many: Mapping[str, str]) -> str:
    """The keys of a kind of check, and what it can say.

    Args:
        name: of the kind.
        meanings: of keys, written ``kind.key``.
        of_many: meanings of keys that mean the same in every kind that has them and gives no meaning of its own.
    """
    schema = TypeAdapter(CheckShape).json_schema(mode="serialization")
    shape = _resolved(_options(schema["properties"][name])[0], schema)
    found = list(_keys(shape, schema, f"{name}."))
    wanted = {key: meaning for key, meaning in meanings.items() if key.startswith(f"{name}.")}
    shared = {key: of_many[key.removeprefix(f"{name}.")] for key, _, _ in found if key.removeprefix(f"{name}.") in of_many}
    said = [(f"`{reason.code}`", reason.verdict.value.replace("_", " "), reason.title.en) for reason in WIDEST[name].reasons()]
    return _explained(found, {**shared, **wanted}, cut=len(name) + 1) + "\n\n" + _table(("reason", "verdict", "says"), said)


def kinds() -> str:
    """Every kind of check, what it is about, and what it says."""
    rows = [(f"[`{name}`](#{name})", scope_of(check).value, _first(type(check))) for name, check in WIDEST.items()]
    return _table(("kind", "about a", "says"), rows)


def _first(type_: type) -> str:
    """The first sentence of a docstring."""
    return " ".join((type_.__doc__ or "").partition("\n\n")[0].split()).rstrip(".").replace("``", "`")


def _explained(found: Sequence[tuple[str, str, str]], meanings: Mapping[str, str], cut: int = 0) -> str:
    names = [name for name, _, _ in found]
    found = list(dict.fromkeys(found))  # two forms of one thing have keys in common
    if set(names) != set(meanings):
        raise ValueError(f"{MEANINGS.name}: without meaning {sorted({*names} - {*meanings})}, no key {sorted({*meanings} - {*names})}")
    return _table(("key", "holds", "", "meaning"), [(f"`{name[cut:]}`", holds, need, meanings[name]) for name, holds, need in found])


def _keys(shape: Schema, top: Schema, prefix: str) -> Iterator[tuple[str, str, str]]:
    """Key with the keys it lies in, what it holds, whether it is needed or what holds without it."""
    needed = shape.get("required", ())
    for key, schema in shape["properties"].items():
        name = prefix + key
        options = _options(schema)
        default = schema.get("default")
        without = "" if default in (None, "", [], {}) else f"default `{str(default).lower() if isinstance(default, bool) else default}`"
        yield name, " or ".join(dict.fromkeys(_holds(option, top) for option in options)), "needed" if key in needed else without
        for option in options:
            yield from _below(option, top, name)


def _below(schema: Schema, top: Schema, name: str) -> Iterator[tuple[str, str, str]]:
    """The keys of mappings within a value."""
    schema = _resolved(schema, top)
    if "items" in schema:
        for option in _options(schema["items"]):
            yield from _below(option, top, f"{name}[]")
    elif (inner := _values(schema)) is not None:
        for option in _options(inner):
            yield from _below(option, top, f"{name}.*")
    elif "properties" in schema and schema.get("title") not in LEAVES:
        yield from _keys(schema, top, f"{name}.")


def _options(schema: Schema) -> list[Schema]:
    """What may stand there, nothing left out."""
    among = schema.get("anyOf") or schema.get("oneOf")
    if among is None:
        return [] if schema.get("type") == "null" or schema.get("const") == "" else [schema]
    return [option for each in among for option in _options(each)]


def _values(schema: Schema) -> Schema | None:
    """What the values of a mapping with keys of one's own are; None: it is no such mapping."""
    found: Schema | None = next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties"))
    return found if isinstance(found, dict) else None


def _resolved(schema: Schema, top: Schema) -> Schema:
    found: Schema = top["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return found


def _holds(schema: Schema, top: Schema) -> str:
    """What a value is, in words."""
    schema = _resolved(schema, top)
    if schema.get("title") in LEAVES:
        return LEAVES[schema["title"]]
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if "prefixItems" in schema:
        return "list of " + " and ".join(_holds(item, top) for item in schema["prefixItems"])
    if "items" in schema:
        return "list of " + " or ".join(dict.fromkeys(_holds(option, top) for option in _options(schema["items"])))
    if "properties" in schema:
        return "mapping"
    if (inner := _values(schema)) is not None:
        return "mapping to " + " or ".join(_holds(option, top) for option in _options(inner))
    return _scalar(schema)


def _scalar(schema: Schema) -> str:
    if schema.get("format") in {"date", "date-time"}:
        return "date" if schema["format"] == "date" else "time"
    if isinstance(schema["type"], list):
        return "text or figure"
    if str(schema.get("default", "")).isdecimal():
        return "per cent"  # decimals are schemas of text
    pattern = schema.get("pattern")
    return PATTERNS.get(pattern, "name or selector") if pattern else PLAIN[schema["type"]]


def reasons() -> str:
    """Every reason code and its verdict."""
    rows = [
        (f"`{reason.code}`", reason.verdict.value.replace("_", " "), reason.title.en, reason.title.zh)
        for reason in REASONS.values()
        if reason.code != reason.verdict.value
    ]
    return _table(("reason", "verdict", "says", "中文"), rows)


def verdicts() -> str:
    """Every verdict."""
    return _table(("verdict", "中文"), [(f"`{verdict.value}`", VERDICT_TITLES[verdict].zh) for verdict in Verdict])


def limits() -> str:
    """Every unit of time limits, and the clock it runs on."""
    clocks = {
        Clock.ELAPSED: "elapsed time, to the microsecond",
        Clock.CALENDAR: "dates: ends with the last day",
        Clock.WORKING: "stands still outside working hours",
        Clock.WORKING_DAYS: "dates: ends with that working day",
    }
    units = ("second", "minute", "hour", "day", "week", "month", "year")
    rows = [(f"`2 {unit}s`", clocks[Limit.parse(f"2 {unit}s").clock], _working(unit, clocks)) for unit in units]
    return _table(("limit", "clock", "with `working`"), rows)


def _working(unit: str, clocks: Mapping[Clock, str]) -> str:
    try:
        limit = Limit.parse(f"2 working {unit}s")
    except ValueError:
        return "–"
    return f"`{limit}`: {clocks[limit.clock]}"


def periods() -> str:
    """Every period, and what its periods are called."""
    day = date(2026, 3, 7)
    units = [Period.parse(name) for name in (*UNITS, "cycle of 2 months", "cycle of 4 months")]
    rows = [(f"`{period.unit if period.unit != 'cycle' else period}`", period.label(period.number_at(day) or 0)) for period in units]
    window = Period.billing_window(2, 4)
    rows.append(("`{last_days: 2, first_days: 4}`", window.label(window.number_at(date(2026, 3, 31)) or 0)))
    return _table(("period", "such as"), [(name, f"`{label}`") for name, label in rows])


def types() -> str:
    """Every type of field, and what its values can be compared with."""
    return _table(("type", "compared as"), [(f"`{type_.value}`", sort.value) for type_, sort in SORTS.items()])


def language() -> str:
    """The operators and functions of the expression language."""
    rows = [
        ("comparison", _codes(COMPARISONS.values())),
        ("membership", '`x in ["a", "b"]`, `x not in [...]`'),
        ("missing", "`x is missing`, `x is not missing`"),
        ("logic", "`and`, `or`, `not`, parentheses"),
        ("arithmetic", _codes(ARITHMETIC.values())),
        ("durations", _codes(f"{name}(n)" for name in DURATION_FUNCTIONS)),
        ("constants", '`"text"`, `12`, `0.5`, `True`, `False`'),
        ("at most", f"{MAX_LENGTH:,} characters, {MAX_DEPTH} levels of nesting"),
    ]
    return _table(("", "spelling"), rows)


def facts() -> str:
    """What judging rules can ask of a total."""
    return _codes(sorted(TOTAL_FIELDS))


def _codes(values: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


TABLES: Mapping[str, Callable[[], str]] = {
    "kinds": kinds,
    "verdicts": verdicts,
    "reasons": reasons,
    "limits": limits,
    "periods": periods,
    "types": types,
    "language": language,
    "facts": facts,
    "strata": lambda: " → ".join(f"`{stratum}`" for stratum in STRATA),
    "shares": lambda: _codes(SHARES),
    "forces": lambda: _codes(force.value for force in Force),
    "actions": lambda: _codes(ACTION_TYPES),
}
"""Every table that the template can ask for, but for those of keys and kinds."""

if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
