"""The expression language: what is in it, what is not, and where a fault stands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.words.durations import Limit
from hegui.words.expressions import (
    MAX_LENGTH,
    And,
    Arithmetic,
    Compare,
    Duration,
    Expr,
    ExpressionError,
    In,
    IsMissing,
    Literal,
    Not,
    Or,
    Ref,
    parse,
    parse_ref,
    refs,
)  # fmt: skip

A, B = Ref("a"), Ref("b")


@pytest.mark.parametrize(
    ("text", "expr"),
    [
        ("a", A),
        ('tier == "urgent"', Compare("==", Ref("tier"), Literal("urgent"))),
        ("a != -5", Compare("!=", A, Literal(-5))),
        ("a <= 0.95", Compare("<=", A, Literal(Decimal("0.95")))),
        ("a == True", Compare("==", A, Literal(value=True))),
        ("a is missing", IsMissing(A)),
        ("a is not missing", IsMissing(A, negated=True)),
        ('a in ["x", "y"]', In(A, ("x", "y"))),
        ("a not in (1, -2.5)", In(A, (1, Decimal("-2.5")), negated=True)),
        ("not a and b or a", Or((And((Not(A), B)), A))),
        ("a - b > hours(24)", Compare(">", Arithmetic("-", A, B), Duration(Limit(24, "hour")))),
        ("a + months(1) < b", Compare("<", Arithmetic("+", A, Duration(Limit(1, "month"))), B)),
        ("a * 2 / b == 3", Compare("==", Arithmetic("/", Arithmetic("*", A, Literal(2)), B), Literal(3))),
        ("taken.first.actor == case.first_event", Compare("==", Ref("taken", ("first", "actor")), Ref("case", ("first_event",)))),
        ("  a  ", A),
    ],
)
def test_what_is_in_the_language(text: str, expr: Expr) -> None:
    assert parse(text) == expr


@pytest.mark.parametrize(
    ("text", "what", "column"),
    [
        ("", "not an expression", 0),
        ("a ==", "not an expression", 4),
        ("a := 3", "not an expression", 2),
        ('a == "\\d"', "not an expression: invalid escape sequence", 5),
        ("1if a else b", "not an expression: invalid decimal literal", 0),
        ("a == b == c", "chained comparison; write 'a <= b and b <= c'", 0),
        ("a is None", "'is' goes with 'missing' only", 5),
        ("a in []", "'in' takes a list of constants", 5),
        ('a in "xy"', "'in' takes a list of constants", 5),
        ("a in [b]", "only text, numbers and True or False are constants", 6),
        ("a == None", "only text, numbers and True or False are constants", 5),
        ("a == 1j", "only text, numbers and True or False are constants", 5),
        ("a == --5", "only text, numbers and True or False are constants", 6),
        ("a == -b", "only text, numbers and True or False are constants", 6),
        ("a == -True", "only numbers have a minus sign", 6),
        ('a == -"x"', "only numbers have a minus sign", 6),
        ("a == 1e15", "the number is too large", 5),
        ("a == 1e999", "the number is too large", 5),
        ("f(a)", "no such function; there are seconds, minutes, hours", 0),
        ('"投诉" == f(a)', "no such function", 8),
        ("a.f(1)", "no such function", 0),
        ("hours(1.5)", r"hours\(\) takes one whole number above zero", 0),
        ("hours(True)", r"hours\(\) takes one whole number above zero", 0),
        ("hours(1, 2)", r"hours\(\) takes one whole number above zero", 0),
        ("hours(x=1)", r"hours\(\) takes one whole number above zero", 0),
        ("hours(0)", "the amount must be above zero", 0),
        ("years(101)", "is longer than a hundred years", 0),
        ("a.b.c.d", "only field names and selectors", 0),
        ("f(a).b", "only field names and selectors", 0),
        ("__import__", "names do not begin with an underscore", 0),
        ("a.__class__", "names do not begin with an underscore", 0),
        ("a ** b", "BinOp is not part of the language", 0),
        ("a if b else c", "IfExp is not part of the language", 0),
        ("lambda: a", "Lambda is not part of the language", 0),
        ("[x for x in a]", "ListComp is not part of the language", 0),
        ("a[0]", "Subscript is not part of the language", 0),
        ('f"{a}"', "JoinedStr is not part of the language", 0),
        ("~a", "UnaryOp is not part of the language", 0),
        ("a == '\x00'", "not an expression", 8),
    ],
)
def test_what_is_not_in_the_language(text: str, what: str, column: int) -> None:
    with pytest.raises(ExpressionError, match=what) as error:
        parse(text)
    assert error.value.column == column


@pytest.mark.parametrize(
    "text",
    [
        "-" * 3_000 + "5",
        "(" * 1_900 + "a" + ")" * 1_900,
        "a" + "+a" * 1_900,
        "not " * 900 + "a",
        "a or " * 700 + "(" * 99 + "a" + ")" * 99 + "x",
    ],
    ids=["minus", "brackets", "sum", "not", "mixed"],
)
def test_deep_expressions_are_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


def test_long_expressions_are_refused_unread() -> None:
    with pytest.raises(ExpressionError, match="the expression has 4001 characters; at most 4000 are read"):
        parse("a" * (MAX_LENGTH + 1))


@given(st.text(max_size=40) | st.text("ab1.()[]'\"=<>!-+*/ ,:@{}\\\n", max_size=40))
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    try:
        found = parse(text)
    except ExpressionError as error:
        assert 0 <= error.column <= len(text) + 1  # noqa: PT017 - either outcome is right
    else:
        assert all(ref.name for ref in refs(found))


def test_names_come_in_order_with_repeats() -> None:
    expr = parse('b > 1 and (a in ["x"] or not (a is missing)) and a + hours(1) < c.last')
    assert [str(ref) for ref in refs(expr)] == ["b", "a", "a", "a", "c.last"]
    assert list(refs(None)) == []


def test_a_single_name_is_read() -> None:
    assert parse_ref("resolved.last.actor") == Ref("resolved", ("last", "actor"))
    with pytest.raises(ExpressionError, match="'a == b' is not a field or selector"):
        parse_ref("a == b")


NAMES = st.sampled_from(["a", "b", "c_1"]).map(Ref)
CONSTANTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["C"]), max_size=5) | st.integers(
    -(10**9), 10**9
)
COMPARISONS = st.builds(Compare, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), NAMES, CONSTANTS.map(Literal))
ATOMS = (
    COMPARISONS
    | st.builds(IsMissing, NAMES, st.booleans())
    | st.builds(In, NAMES, st.lists(CONSTANTS, min_size=1, max_size=3).map(tuple), st.booleans())
)
EXPRESSIONS = st.recursive(
    ATOMS, lambda below: below.map(Not) | st.lists(below, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))), max_leaves=8
)


def written(expr: object) -> str:
    match expr:
        case Ref():
            return str(expr)
        case Literal(value):
            return repr(value)
        case Compare(op, left, right):
            return f"{written(left)} {op} {written(right)}"
        case IsMissing(item, negated):
            return f"{written(item)} is {'not ' if negated else ''}missing"
        case In(item, values, negated):
            return f"{written(item)} {'not ' if negated else ''}in {list(values)!r}"
        case Not(part):
            return f"not ({written(part)})"
        case And(parts):
            return " and ".join(f"({written(part)})" for part in parts)
        case _:
            return ""


@given(EXPRESSIONS)
def test_an_expression_is_read_as_it_is_written(expr: Expr) -> None:
    assert parse(written(expr)) == expr
