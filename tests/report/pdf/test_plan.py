"""The plan: an action that several have to take stands once, with all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hegui.report.pdf.fonts import width
from hegui.report.pdf.links import Links
from hegui.report.pdf.look import CELL_LINK
from hegui.words.findings import Action
from hegui.words.record import Record
from hegui.words.text import Language, Text

Build = Callable[..., Record]
Read = Callable[[Record, Language], Any]


def test_one_action_of_several_units_is_one_row(build: Build, read: Read) -> None:
    record = build(common=())
    first, second = record.findings[0], record.findings[2]
    action = replace(first.actions[0], text=Text("逐件补办。", "Make up for each."))
    owner = Text("东城分公司服务班长", "Head of service of the east")
    alike = (
        replace(first, actions=(replace(action, owner=owner),)),
        replace(second, actions=(action,)),
        replace(second, id="e" * 16, number="D-777", actions=(action, replace(action, type="odd"))),
    )
    paper = read(replace(record, findings=alike), Language.ZH)
    plan = paper.between("6", "7")
    assert plan.count("逐件补办。") == 2, "one of another type stands apart"
    assert "东城分公司服务班长D-001" in plan
    assert "投诉处理班长（Haidian" in plan, "the unit where the post does not say it"
    assert "D-003D-777" in plan
    assert paper.at["5"] in paper.links(paper.at["6"])


def test_links_wider_than_a_line_are_broken() -> None:
    row = Links([("D-001", "a"), ("Resources requested at a peak or in an emergency are dispatched within the limit of their type", "b")])
    _, tall = row.wrap(180, 1000)
    assert all(x + width(text, CELL_LINK.font, CELL_LINK.size) <= 180 for text, _, x, _ in row.placed)
    assert next(text for text, *_ in row.placed) == "D-001"
    assert len({line for *_, line in row.placed}) == len(row.placed) == tall / CELL_LINK.leading


def test_links_are_split_between_their_lines() -> None:
    links = Links([(f"Requirement number {number} of those that several units breach", f"k{number}") for number in range(6)])
    tall = links.wrap(120, 1000)[1]
    whole = list(links.placed)
    upper, lower = links.split(120, tall / 2)
    assert upper.wrap(120, 1000)[1] + lower.wrap(120, 1000)[1] == tall
    assert [place[0] for place in (*upper.placed, *lower.placed)] == [place[0] for place in whole]
    assert links.split(120, 3) == []
    assert links.split(120, tall) == [links]


def test_verification_begins_on_its_day(build: Build, read: Read) -> None:
    record = build(common=())
    plan = read(record, Language.ZH).between("6", "7")
    day = next(action.due for action in record.findings[0].actions if action.type == "verification")
    assert f"{day}起" in plan


def test_actions_on_common_problems_name_what_they_are_about(build: Build, read: Read) -> None:
    record = build()
    problem = record.common[0]
    title = record.standard(problem.standards[0]).title.zh
    action = Action("preventive_action", Text("归口部门", "Lead"), record.as_of.date(), Text("统一整改。", "Correct in one."), "r")
    several = replace(problem, kind="units", standards=(*problem.standards[:1], record.standards[1].id), actions=(action,))
    alone = replace(several, standards=problem.standards[:1])
    unit = replace(several, kind="standards", units=problem.units[:1])
    plan = read(replace(record, common=(several, alone, unit)), Language.ZH).between("6", "7")
    assert f"{title}等2项".replace(" ", "") in plan
    assert "2项要求" in plan
