"""Names that nothing has are faults, wherever a rule writes them."""

from __future__ import annotations

import pytest

from hegui.rules import fields_of_kinds, unknown_names
from hegui.words.expressions import parse
from hegui.words.places import Place
from hegui.words.profiles import Counting, Rule
from hegui.words.text import Text

GIVEN = {"total": frozenset({"standard", "unit", "rate_bp"})}
BREACH = Rule("breach", Text("", ""), "nonconformity", "total", parse("rate_bp > limit"), None, "finding", {"grade": "minor"})


def counting(**changes: object) -> Rule:
    fields: dict[str, object] = {"of": "finding", "where": None, "distinct": "standard", "by": ("unit",), "at_least": 3}
    count = Counting(**(fields | changes))  # type: ignore[arg-type]
    return Rule("many", Text("", ""), "grade", count.of, None, count, "systemic", {"scope": "unit"}, Place("r.yaml", 2, 1))


def asking(text: str, on: str = "finding") -> Rule:
    return Rule("asking", Text("", ""), "grade", on, parse(text), None, "regrade", {}, Place("r.yaml", 2, 1))


def test_conclusions_have_the_fields_of_what_they_rest_on() -> None:
    fields = fields_of_kinds([asking("grade == 'minor'", on="systemic"), counting(), BREACH], GIVEN)
    assert fields["finding"] == {"standard", "unit", "rate_bp", "grade"}
    assert fields["systemic"] == fields["regrade"] == {"unit", "counted", "scope"}


@pytest.mark.parametrize("rule", [BREACH, counting(), counting(at_least="limit"), asking("grade == 'minor' and unit != 'A'")])
def test_names_that_exist_are_no_fault(rule: Rule) -> None:
    assert unknown_names([BREACH, rule], GIVEN, {"limit": 3}) == ()


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        (asking("rate > 5"), "'rate' is no field of 'finding' and no parameter of the profile; did you mean 'rate_bp'"),
        (asking("grades == 'minor'"), "'grades' is no field of 'finding' and no parameter of the profile; did you mean 'grade'?"),
        (asking("unit == 'A'", on="findings"), "there are no facts of kind 'findings'; did you mean 'finding'?"),
        (counting(of="findings"), "there are no facts of kind 'findings'; did you mean 'finding'?"),
        (counting(where=parse("grad == 'minor'")), "'grad' is no field of 'finding'"),
        (counting(distinct="standards"), "'standards' is no field of 'finding'"),
        (counting(by=("units",)), "'units' is no field of 'finding'"),
        (counting(at_least="limits"), "'limits' is no parameter of the profile; did you mean 'limit'?"),
    ],
)
def test_names_that_nothing_has_are_faults(rule: Rule, what: str) -> None:
    (fault,) = unknown_names([BREACH, rule], GIVEN, {"limit": 3})
    assert str(fault).startswith("r.yaml:2:1: ")
    assert what in str(fault)
