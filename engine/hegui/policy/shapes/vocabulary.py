"""The shape of ``vocabulary/<log>.yaml``."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from hegui.policy.shapes.base import NAME, Name, Said, Shape, TextShape
from hegui.words.vocabulary import FieldType


def _words(value: Any) -> Any:  # noqa: ANN401 - what stands in the file
    return [] if value is None else value


Words = Annotated[tuple[Said, ...], BeforeValidator(_words, json_schema_input_type=list[str] | None)]
"""List of texts; nothing is an empty list."""


Anchor = Annotated[str, StringConstraints(pattern=NAME + r"|^case\.(first|last)_event$")]
"""A field, or the first or last event of a case."""


class FieldShape(Shape):
    """A field of a log."""

    type: FieldType
    zh: Said
    en: Said
    also: tuple[Said, ...] = ()
    values: dict[Said, Words] = Field(default_factory=dict)
    personal: bool = False
    planned: bool = False
    first: bool = False
    ask: bool = False


class EventColumnsShape(Shape):
    """How a log of events calls its own columns."""

    activity: tuple[Said, ...] = ()
    time: tuple[Said, ...] = ()
    actor: tuple[Said, ...] = ()


class SnapshotShape(Shape):
    """How a log of updates is read."""

    updated_at: Name
    state: Name | None = None


class PauseShape(Shape):
    """Times at which a case is put on hold and taken up again."""

    since: Name = Field(alias="from")
    until: Name = Field(alias="to")


class LogShape(Shape):
    """A kind of process log."""

    log: Name
    title: TextShape
    row: TextShape
    key: Name
    unit: Name
    anchor: Anchor
    fields: dict[Name, FieldShape]
    closed: Said | None = None
    void: dict[Name, Said] = Field(default_factory=dict)
    event_columns: EventColumnsShape | None = None
    snapshot: SnapshotShape | None = None
    events: dict[Name, tuple[Said, ...]] = Field(default_factory=dict)
    actors: dict[Name, Name] = Field(default_factory=dict)
    pauses: tuple[PauseShape, ...] = ()
