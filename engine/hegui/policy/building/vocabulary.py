"""From the shape of a vocabulary file to a log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hegui.policy.building.expression import condition
from hegui.policy.building.scope import Scope
from hegui.policy.faults import At
from hegui.policy.shapes.vocabulary import FieldShape, LogShape
from hegui.words.errors import nearest
from hegui.words.text import Text
from hegui.words.vocabulary import EventColumns, Field, FieldType, Log, Snapshot, Void

RESERVED = frozenset({"case", "missing", "verdict", "reason", "event", "previous", "next"})
"""Names that mean something else where fields are named."""


def log(shape: LogShape, at: At) -> Log:
    """Build a log; whatever is wrong with it is noted."""
    fields = {name: _field(name, field, at / "fields" / name) for name, field in shape.fields.items()}
    _names(shape, at, fields)
    _events(shape, at, fields)
    columns = shape.event_columns
    built = Log(
        name=shape.log,
        title=shape.title.text(),
        row=shape.row.text(),
        key=shape.key,
        unit=None if shape.unit == "none" else shape.unit,
        anchor=shape.anchor,
        fields=fields,
        events=shape.events,
        actors=shape.actors,
        event_columns=EventColumns(columns.activity, columns.time, columns.actor) if columns else EventColumns((), ()),
        snapshot=Snapshot(shape.snapshot.updated_at, shape.snapshot.state) if shape.snapshot else None,
        pauses=tuple((pause.since, pause.until) for pause in shape.pauses),
        place=at.place,
    )
    return _with_expressions(built, shape, at)


def _with_expressions(built: Log, shape: LogShape, at: At) -> Log:
    scope = Scope(built)
    closed = condition(shape.closed, scope, at / "closed")
    read = ((reason, condition(text, scope, at / "void" / reason)) for reason, text in shape.void.items())
    return replace(built, closed=closed, void=tuple(Void(reason, where) for reason, where in read if where is not None))


def _field(name: str, shape: FieldShape, at: At) -> Field:
    if name in RESERVED or "__" in name:
        at.wrong(f"a field cannot be called {name!r}", "the name is taken; choose another", key=True)
    if shape.values and shape.type not in {FieldType.ENUM, FieldType.LIST}:
        (at / "values").wrong(f"a field of type {shape.type} has no code list", "make it an enum", key=True)
    _apart(shape.values.items(), "code", at / "values")
    return Field(
        name, shape.type, Text(shape.zh, shape.en), shape.also, shape.values, shape.personal, shape.planned, shape.first, shape.ask
    )  # fmt: skip


def _apart(items: Iterable[tuple[str, tuple[str, ...]]], what: str, at: At) -> None:
    """Note texts that stand for two things."""
    meaning: dict[str, str] = {}
    for name, texts in items:
        for text in (name, *texts):
            if meaning.setdefault(text, name) != name:
                (at / name).wrong(f"{text!r} stands for the {what} {meaning[text]!r} already", "one text means one thing")


def _known(name: str, fields: dict[str, Field], at: At) -> Field | None:
    found = fields.get(name)
    if found is None:
        at.wrong(f"{name!r} is not a field of this log", nearest(name, fields))
    return found


def _names(shape: LogShape, at: At, fields: dict[str, Field]) -> None:
    _known(shape.key, fields, at / "key")
    if shape.unit != "none":
        _known(shape.unit, fields, at / "unit")
    if not shape.anchor.startswith("case."):
        _time(shape.anchor, fields, at / "anchor", months=True)
    if shape.snapshot:
        _time(shape.snapshot.updated_at, fields, at / "snapshot" / "updated_at")
        if shape.snapshot.state:
            _known(shape.snapshot.state, fields, at / "snapshot" / "state")
    for index, pause in enumerate(shape.pauses):
        _time(pause.since, fields, at / "pauses" / index / "from")
        _time(pause.until, fields, at / "pauses" / index / "to")
    titles: dict[str, str] = {}
    for name, field in fields.items():
        for title in (field.title.zh, field.title.en):
            if titles.setdefault(title, name) != name:
                (at / "fields" / name).style(f"the title {title!r} is that of {titles[title]!r} too", "tell them apart", key=True)


def _time(name: str, fields: dict[str, Field], at: At, *, months: bool = False) -> None:
    found = _known(name, fields, at)
    if found and not found.is_time and not (months and found.type is FieldType.MONTH):
        at.wrong(f"{name!r} is of type {found.type}, where a date or datetime is needed")


def _events(shape: LogShape, at: At, fields: dict[str, Field]) -> None:
    for milestone in shape.events:
        _time(milestone, fields, at / "events" / milestone)
    for actor, milestone in shape.actors.items():
        _known(actor, fields, at / "actors" / actor)
        if milestone not in shape.events:
            (at / "actors" / actor).wrong(f"{milestone!r} is not a milestone in 'events'", nearest(milestone, shape.events))
    meaning: dict[str, str] = {}
    for milestone, activities in shape.events.items():
        for activity in activities:
            if meaning.setdefault(activity, milestone) != milestone:
                there = at / "events" / milestone
                there.wrong(f"the activity {activity!r} reaches {meaning[activity]!r} already", "one activity reaches one milestone")
