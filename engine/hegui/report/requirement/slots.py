"""Sentences of the checks on slots, and of rosters."""

from __future__ import annotations

from hegui.report.requirement.expressions import within_brackets
from hegui.report.requirement.figures import NOTHING, counted, day_of, every, limit
from hegui.report.requirement.names import Place
from hegui.words.slots import Cadence, Roster
from hegui.words.text import Text

UNIT, ORGANISATION = Text("单位", "unit"), Text("全公司", "the organisation")


def cadence(check: Cadence, place: Place) -> Text:
    """``each unit has at least 1 record in “Evaluations” every quarter, Filed by the 25th of its last month``."""
    who = _who(check, place)
    title = Text("记录", "the log") if place.log is None else place.title_of(place.log)
    times = Text(f"至少{check.at_least}条{title.zh}", f"at least {check.at_least} {counted(check.at_least, 'record')} in {title.en}")
    per = Text("每个工作日", "every working day") if check.working_days_only else every(check.per)
    if check.stands is not None:
        title = Text(f"有效的{title.zh}", title.en)
        per = Text(f"{per.zh}末", f"in force at the end of {per.en}")
    done = NOTHING if check.done is None else place.name(check.done)
    if check.done is not None:
        done = Text(f"，以{done.zh}为准", f", {done.en}" if check.by is not None else f", {done.en} by its end")
    day, asked = _due(check), NOTHING if check.roster is None else listed(check.roster, check.at_least_days, place)
    return Text(
        f"{who.zh}{per.zh}{times.zh}{done.zh}{day.zh}{asked.zh}", f"{who.en} has {times.en} {per.en}{done.en}{day.en}{asked.en}"
    )  # fmt: skip


def _who(check: Cadence, place: Place) -> Text:
    if check.whole:
        return ORGANISATION
    name = UNIT if check.entity is None else place.name(check.entity)
    plain = name.en[:1].lower() + name.en[1:] if name.en[1:2].islower() else name.en
    return Text(f"每个{thing(name.zh)}", f"each {plain}")


def thing(title: str) -> str:
    """What a number names: ``项目`` for ``项目编号``."""
    return title.removesuffix("编号").removesuffix("工号") or title


def _due(check: Cadence) -> Text:
    zh, en = "", ""
    if check.by is not None:
        day = day_of(check.by, check.per)
        zh, en = f"，不晚于{day.zh}", f" by {day.en}" if check.done is not None else f", by {day.en}"
    if check.grace is not None:
        grace = limit(check.grace)
        zh, en = f"{zh}，宽限{grace.zh}", f"{en}, with {grace.en} of grace"
    return Text(zh, en)


def listed(roster: Roster, at_least_days: int | None, place: Place) -> Text:
    """Who is on the roster, and when that counts."""
    said = population(roster, place)
    if at_least_days is None:
        return Text(f"（对象：整个周期都在{said.zh}内）", f" (asked of those on {said.en}, for the whole of it)")
    days = f"{at_least_days} {counted(at_least_days, 'day')}"
    return Text(f"（对象：周期内至少{at_least_days}天在{said.zh}内）", f" (asked of those on {said.en}, for at least {days} of it)")


def population(roster: Roster, place: Place) -> Text:
    """``“Register of units” where Type = centre``."""
    title = place.title(roster.log)
    if roster.where is None:
        return title
    where = within_brackets(roster.where, place.beside(roster.log))
    return Text(f"{title.zh}（{where.zh}）", f"{title.en} where {where.en}")
