"""From the shape of units to units."""

from __future__ import annotations

import difflib

from hegui.policy.faults import At
from hegui.policy.shapes.job import UnitShape
from hegui.words.errors import nearest
from hegui.words.jobs import Unit
from hegui.words.vocabulary import UNKNOWN_UNIT, WHOLE_ORGANISATION


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


def called(name: str, units: tuple[Unit, ...], who: str, at: At) -> None:
    """Note a unit that is not declared; one that is called by its name would be named in vain too, since rows carry codes."""
    codes = {unit.code: unit.code for unit in units}
    called = {call: unit.code for unit in units for call in (unit.name, *unit.aliases)} | codes
    if not units or name in {*codes, UNKNOWN_UNIT, WHOLE_ORGANISATION}:
        return
    if name in called:
        at.wrong(f"{who} names a unit by its code, not as {name!r}", f"write {called[name]}")
        return
    close = difflib.get_close_matches(name, called, n=1)
    at.wrong(f"there is no unit {name!r}", f"did you mean {called[close[0]]!r}?" if close else nearest(name, codes))


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
