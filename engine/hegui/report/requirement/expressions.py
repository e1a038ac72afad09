"""Expressions as a reader would write them."""

from __future__ import annotations

from hegui.report.requirement.figures import limit
from hegui.report.requirement.names import Place, joined
from hegui.words.expressions import And, Arithmetic, Compare, Duration, Expr, In, IsMissing, Literal, Not, Or, Ref, Scalar
from hegui.words.related import EVENT_NAMES
from hegui.words.text import Text

_OPS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def condition(expr: Expr, place: Place) -> Text:
    """An expression as a reader would write it."""
    match expr:
        case Ref():
            return place.name(expr)
        case Literal(value):
            shown = {True: Text("是", "yes"), False: Text("否", "no")}.get(value) if isinstance(value, bool) else None
            return shown or Text(str(value), str(value))
        case Duration(value):
            return limit(value)
        case Compare(op, left, right):
            return joined((condition(left, place), _compared(left, right, place)), f" {_OPS[op]} ", f" {_OPS[op]} ")
        case Arithmetic(op, left, right):
            return joined((condition(left, place), condition(right, place)), f" {op} ", f" {op} ")
        case In(item, values, negated):
            listed, what = _listed(item, values, place), condition(item, place)
            return Text(f"{what.zh}{'不' if negated else ''}属于 {listed.zh}", f"{what.en} {'not ' if negated else ''}in {listed.en}")
        case IsMissing(item, negated):
            what = condition(item, place)
            return Text(f"{what.zh}{'有' if negated else '无'}记录", f"{what.en} is {'recorded' if negated else 'missing'}")
        case And(parts):
            return joined((condition(part, place) for part in parts), " 且 ", " and ")
        case Or(parts):
            inner = joined((_alternative(part, place) for part in parts), " 或 ", " or ")
            return Text(f"（{inner.zh}）", f"({inner.en})")
        case Not(part):
            inner = condition(part, place)
            return Text(f"非（{inner.zh}）", f"not ({inner.en})")


def _compared(left: Expr, right: Expr, place: Place) -> Text:
    """What a side is compared with: a code by its words, an activity by the milestone that it reaches."""
    if not (isinstance(left, Ref) and isinstance(right, Literal) and isinstance(right.value, str)):
        return condition(right, place)
    return place.name(Ref(right.value)) if left.name in EVENT_NAMES else place.code(left, right.value)


def _alternative(part: Expr, place: Place) -> Text:
    """One of several alternatives: what holds only together is kept together."""
    said = condition(part, place)
    return Text(f"（{said.zh}）", f"({said.en})") if isinstance(part, And) else said


def within_brackets(expr: Expr, place: Place) -> Text:
    """An expression that Chinese puts into brackets: alternatives bring none of their own there."""
    said = condition(expr, place)
    return Text(said.zh[1:-1], said.en) if isinstance(expr, Or) else said


def without_brackets(expr: Expr, place: Place) -> Text:
    """An expression that stands by itself: alternatives need no brackets."""
    said = condition(expr, place)
    return Text(said.zh[1:-1], said.en[1:-1]) if isinstance(expr, Or) else said


def _listed(item: Expr, values: tuple[Scalar, ...], place: Place) -> Text:
    shown = [place.code(item, str(value)) if isinstance(item, Ref) else Text(str(value), str(value)) for value in values]
    return joined(shown, "、", ", ")
