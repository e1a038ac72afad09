"""What the shapes of all files share: strictness, texts in two languages, dates and times."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

from hegui.words.text import Text


class Shape(BaseModel):
    """A mapping with known keys; anything else in it is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that is not empty."""

NAME = r"^[a-z][a-z0-9_]*$"
SLUG = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
STRETCH = r"^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"

Name = Annotated[str, StringConstraints(pattern=NAME)]
"""snake_case."""

Slug = Annotated[str, StringConstraints(pattern=SLUG)]
"""Lower case with dots and hyphens."""

Stretch = Annotated[str, StringConstraints(pattern=STRETCH)]
"""Of a day, such as ``09:00-12:00``."""

Figure = Annotated[str, WithJsonSchema({"type": ["string", "number", "boolean"]})]
"""Text that an editor may take for a number."""

Cell = Annotated[str | None, WithJsonSchema({"type": ["string", "number", "boolean", "null"]})]
"""Text of a cell; None: missing."""


class TextShape(Shape):
    """The same statement in Chinese and in English; both are required."""

    zh: Said
    en: Said

    def text(self) -> Text:
        """As the words hold it."""
        return Text(self.zh, self.en)


def text_or_none(shape: TextShape | None) -> Text | None:
    """The text, None where there is none."""
    return None if shape is None else shape.text()


TEXT, LIST, MAPPING = "<text>", "<list>", "<mapping>"
"""Tags of the forms that one key can take; the brackets tell them from keys in the places that pydantic gives."""


def form(value: Any) -> str:  # noqa: ANN401 - what stands in the file
    """Tag of the form that a value has."""
    return MAPPING if isinstance(value, dict) else LIST if isinstance(value, list) else TEXT


def _date(value: Any) -> Any:  # noqa: ANN401 - what stands in the file
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = f"{value!r} is not a date; write it as 2026-03-31"
        raise ValueError(message) from None


def _time(value: Any) -> Any:  # noqa: ANN401 - what stands in the file
    if not isinstance(value, str):
        return value
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        time = None
    if time is None or len(value) <= len("2026-03-31"):
        message = f"{value!r} is not a time; write date and time of day as 2026-03-31 00:00"
        raise ValueError(message)
    return time


Day = Annotated[date, BeforeValidator(_date, json_schema_input_type=str)]
"""ISO date."""

Instant = Annotated[datetime, BeforeValidator(_time, json_schema_input_type=str)]
"""Date and time of day; may carry an offset."""
