"""The shape of one entry of ``<handbook>/<log>.yaml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from hegui.policy.shapes.base import Figure, Name, Said, Shape, Slug, TextShape
from hegui.policy.shapes.checks import CheckShape
from hegui.policy.shapes.examples import ExampleShape, ExamplesShape, ScenarioShape
from hegui.words.standards import Force

PerCent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]


class ParameterShape(Shape):
    """A named figure."""

    value: Figure | None
    source: Literal["handbook", "default"]
    title: TextShape | None = None
    note: TextShape | None = None


class RemedyShape(Shape):
    """What is recommended when the standard is breached."""

    correction: TextShape
    corrective: TextShape
    verification: TextShape


def _list(value: Any) -> Any:  # noqa: ANN401 - what stands in the file
    return [value] if isinstance(value, dict) else value


class StandardShape(Shape):
    """One checkable requirement of a clause."""

    id: Slug
    clause: Said
    catalogue: Figure = ""
    title: TextShape
    force: Force
    log: Name
    where: Said | None = None
    parameters: dict[Name, ParameterShape] = Field(default_factory=dict)
    check: CheckShape
    limits_same: Slug | Literal[""] = ""
    responsible: Name
    cause: Name
    remedy: RemedyShape
    note: TextShape | None = None
    left_out: dict[Said, TextShape] = Field(default_factory=dict)
    tolerance: PerCent = Decimal(0)
    max_unknown: PerCent = Decimal(5)
    examples: Annotated[
        tuple[ExampleShape, ...],
        BeforeValidator(_list, json_schema_input_type=ExamplesShape | ScenarioShape | list[ExamplesShape | ScenarioShape]),
    ] = ()
