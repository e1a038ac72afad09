"""From the shape of units to units."""

from __future__ import annotations

from hegui.policy.faults import At
from hegui.policy.shapes.job import UnitShape
from hegui.words.errors import nearest
from hegui.words.jobs import Unit


def units(shapes: tuple[UnitShape, ...], at: At) -> tuple[Unit, ...]:
    """Build the units; whatever is wrong with them is noted."""
    _apart(shapes, at)
    parents = {shape.code: shape.parent for shape in shapes}
    for index, shape in enumerate(shapes):
        there = at / index / "parent"
        if shape.parent is not None and shape.parent not in parents:
            there.wrong(f"there is no unit {shape.parent!r}", nearest(shape.parent, parents))
        elif _in_circle(shape.code, parents):
            there.wrong(f"the unit {shape.code!r} is above itself")
    return tuple(
        Unit(
            code=shape.code,
            name=shape.name or shape.code,
            aliases=shape.aliases,
            level=shape.level,
            parent=shape.parent,
            head=shape.head,
            contact=shape.contact,
            department=shape.department,
        )
        for shape in shapes
    )


def _apart(shapes: tuple[UnitShape, ...], at: At) -> None:
    """Note codes, names and aliases that name two units."""
    meaning: dict[str, int] = {}
    for index, shape in enumerate(shapes):
        for text in dict.fromkeys((shape.code, shape.name, *shape.aliases)):
            first = meaning.setdefault(text, index) if text else index
            if first != index:
                (at / index).wrong(f"{text!r} names the unit {shapes[first].code!r} already", "one text names one unit")


def _in_circle(code: str, parents: dict[str, str | None]) -> bool:
    above = parents[code]
    for _ in parents:
        if above is None or above == code:
            return above == code
        above = parents.get(above)
    return False
