"""From the shape of a judging rule to the rule."""

from __future__ import annotations

from hegui.policy.building.expression import parsed
from hegui.policy.faults import At
from hegui.policy.shapes.judgement import CountShape, RuleShape
from hegui.words.expressions import Expr, refs
from hegui.words.profiles import Counting, Rule


def rule(shape: RuleShape, at: At) -> Rule | None:
    """Build a rule; None where it cannot be built, with the reason noted."""
    kind, when = next(iter(shape.when.items()))
    gives, sets = next(iter(shape.then.items()))
    there = at / "when" / kind
    if isinstance(when, CountShape) != (kind == "count"):
        there.wrong("'count' takes of, distinct, by and at_least; any other kind of fact takes an expression or ~")
        return None
    count = _counting(when, there) if isinstance(when, CountShape) else None
    if isinstance(when, CountShape) and count is None:
        return None
    text = None if isinstance(when, CountShape) else when
    return Rule(
        id=shape.id,
        title=shape.title.text(),
        stratum=shape.stratum,
        on=count.of if count else kind,
        where=None if text is None else _expression(text, there),
        count=count,
        gives=gives,
        sets={name: _value(text) for name, text in (sets or {}).items()},
        place=at.place,
    )


def _counting(shape: CountShape, at: At) -> Counting | None:
    least = int(shape.at_least) if shape.at_least.isdecimal() else shape.at_least
    if isinstance(least, str) and not least.isidentifier():
        (at / "at_least").wrong(f"{least!r} is neither a whole number nor the name of a parameter")
        return None
    where = None if shape.where is None else _expression(shape.where, at / "where")
    return Counting(shape.of, where, shape.distinct, shape.by, least)


def _expression(text: str, at: At) -> Expr | None:
    expr = parsed(text, at)
    for ref in refs(expr):
        if ref.selector:
            at.wrong(f"{str(ref)!r}: facts have no selectors", f"write {ref.name!r}")
    return expr


def _value(text: str) -> str | int:
    return int(text) if text.removeprefix("-").isdecimal() else text
