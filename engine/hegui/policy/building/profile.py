"""From the shapes of profiles to profiles, with what they extend filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hegui.policy.faults import At
from hegui.policy.shapes.profile import ProfileShape
from hegui.words.errors import nearest
from hegui.words.profiles import Override, Profile
from hegui.words.text import Text


@dataclass(frozen=True)
class Layer:
    """A profile as one file gives it; a user's file may extend the shipped profile of the same name."""

    shape: ProfileShape
    at: At
    below: Layer | None
    """The profile of the same name in a folder before."""

    def parent(self, layers: Mapping[str, Layer]) -> Layer | None:
        """What it extends."""
        extends = self.shape.extends or ""
        return self.below if extends == self.shape.profile else layers.get(extends)


def profiles(layers: Mapping[str, Layer]) -> dict[str, Profile]:
    """All profiles by name; whatever is wrong with them is noted."""
    found = {}
    for name, layer in sorted(layers.items()):
        lineage = _lineage(layer, layers)
        if lineage:
            found[name] = _merged(lineage)
    return found


def _lineage(layer: Layer, layers: Mapping[str, Layer]) -> list[Layer]:
    """The layers from the first one that extends nothing down to this one; empty where there is none such."""
    chain = [layer]
    while chain[-1].shape.extends is not None:
        last = chain[-1]
        parent = last.parent(layers)
        there = last.at / "extends"
        if parent is None:
            there.wrong(
                f"there is no profile {last.shape.extends!r} to extend", nearest(last.shape.extends or "", {*layers} - {last.shape.profile})
            )
            return []
        if parent in chain:
            names = " → ".join(each.shape.profile for each in [*chain, parent])
            there.wrong(f"profiles extend each other in a circle: {names}")
            return []
        chain.append(parent)
    return chain[::-1]


def _merged(lineage: list[Layer]) -> Profile:
    unit_fields: dict[str, tuple[str, ...]] = {}
    parameters: dict[str, int] = {}
    overrides: dict[tuple[str, str], Override] = {}
    owners: dict[str, Text] = {}
    due: dict[str, int] = {}
    handbooks: tuple[str, ...] = ()
    standards: tuple[str, ...] | None = None
    logs: tuple[str, ...] | None = None
    period, calendar = "month", "default"
    for layer in lineage:
        shape = layer.shape
        unit_fields |= shape.units
        parameters |= shape.parameters
        overrides |= {(each.standard, each.parameter): each for each in _overrides(layer)}
        owners |= {role: text.text() for role, text in shape.owners.items()}
        due |= {grade.value: days for grade, days in shape.due_working_days.items()}
        handbooks = shape.handbooks if shape.handbooks is not None else handbooks
        standards = shape.standards if shape.standards is not None else standards
        logs = shape.logs if shape.logs is not None else logs
        period, calendar = shape.period or period, shape.calendar or calendar
    last = lineage[-1]
    return Profile(
        name=last.shape.profile,
        title=last.shape.title.text(),
        handbooks=handbooks,
        standards=standards,
        logs=logs,
        unit_fields=unit_fields,
        period=period,
        parameters=parameters,
        overrides=tuple(overrides.values()),
        owners=owners,
        due_working_days=due,
        calendar=calendar,
        place=last.at.place,
    )


def _overrides(layer: Layer) -> list[Override]:
    at = layer.at / "overrides"
    return [
        Override(each.standard, each.parameter, each.value, each.reason, (at / i).place) for i, each in enumerate(layer.shape.overrides)
    ]
