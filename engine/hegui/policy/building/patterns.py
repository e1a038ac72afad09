"""Activities in patterns, as measuring calls them: by the milestone that they reach."""

from __future__ import annotations

from hegui.words.expressions import And, Compare, Expr, In, Literal, Not, Or, Ref, Scalar
from hegui.words.related import EVENT_NAMES
from hegui.words.vocabulary import Log


def milestones(expr: Expr, log: Log) -> Expr:
    """The expression with every activity replaced by the milestone that it reaches; logs are bound so."""
    reached = {activity: name for name, activities in log.events.items() for activity in activities}

    def named(value: Scalar) -> Scalar:
        return reached.get(value, value) if isinstance(value, str) else value

    def walk(part: Expr) -> Expr:
        match part:
            case And(parts):
                return And(tuple(walk(each) for each in parts))
            case Or(parts):
                return Or(tuple(walk(each) for each in parts))
            case Not(inner):
                return Not(walk(inner))
            case Compare(op, left, Literal(value)) if _is_activity(left):
                return Compare(op, left, Literal(named(value)))
            case Compare(op, Literal(value), right) if _is_activity(right):
                return Compare(op, Literal(named(value)), right)
            case In(item, values, negated) if _is_activity(item):
                return In(item, tuple(dict.fromkeys(named(value) for value in values)), negated)
            case _:
                return part

    return walk(expr)


def _is_activity(expr: Expr) -> bool:
    return isinstance(expr, Ref) and expr.name in EVENT_NAMES and expr.selector == ("activity",)
