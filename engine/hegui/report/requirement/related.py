"""Sentences of the checks that look at another log, or at several events of a case."""

from __future__ import annotations

from hegui.report.requirement.expressions import condition, within_brackets
from hegui.report.requirement.figures import NOTHING, counted, limit, times
from hegui.report.requirement.names import Place
from hegui.words.related import FollowUp, Pattern, Related, Requires, RowCount, Triggers
from hegui.words.text import Text


def _rows(rows: Related, place: Place) -> Text:
    """``“Customer contacts” (same Case) where Purpose = tracking``."""
    title, theirs = place.title(rows.log), place.beside(rows.log)
    match = [_pair(theirs.name(other), place.name(own)) for other, own in rows.match]
    zh, en = "、".join(pair.zh for pair in match), ", ".join(pair.en for pair in match)
    where = NOTHING if rows.where is None else within_brackets(rows.where, place)
    such = Text(f"；{where.zh}" if where.zh else "", f" where {where.en}" if where.en else "")
    noun = "" if title.zh.endswith("记录”") else "记录"
    return Text(f"相应的{title.zh}{noun}（{zh}{such.zh}）", f"{title.en} ({en}){such.en}")


def _pair(theirs: Text, own: Text) -> Text:
    """Which rows belong to the case."""
    return Text(
        f"{own.zh}相同" if theirs.zh == own.zh else f"{theirs.zh} = {own.zh}",
        f"same {own.en}" if theirs.en == own.en else f"{theirs.en} = {own.en}",
    )


def _time(rows: Related, place: Place) -> Text:
    """Which time of such a row counts, where it is not the one that places it; in English what stands before the time allowed."""
    ends = "," if rows.where is not None else ""
    if rows.at is None:
        return Text("", ends)
    name = place.beside(rows.log).name(rows.at)
    return Text(f"，以{name.zh}为准", f", its {name.en}")


def row_count(check: RowCount, place: Place) -> Text:
    """``at least 2 records in “Site inspections” (same Project) where On site = yes, on different days, up to Completed``."""
    rows, said = _rows(check.rows, place), times(check.at_least, check.at_most, "条")
    noun = counted(check.at_least if check.at_most is None else check.at_most, "record")
    days = Text("（同一天只计一条）", ", on different days") if check.distinct_days else NOTHING
    until = NOTHING
    if check.until is not None:
        name = place.name(check.until)
        until = Text(f"{name.zh}之前", f", up to {name.en}")
    if check.at_most == 0:
        return Text(f"{until.zh}没有{rows.zh}", f"no record in {rows.en}{until.en}")
    return Text(f"{until.zh}{rows.zh}{said.zh}{days.zh}", f"{said.en} {noun} in {rows.en}{days.en}{until.en}")


def follow_up(check: FollowUp, place: Place) -> Text:
    """``a record in “Customer contacts” (same Case) within 1 month of Handled, then one in every 1 month, until Tracking ended``."""
    rows, after, at = _rows(check.rows, place), place.name(check.after), _time(check.rows, place)
    first, again, until = Text(f"{after.zh}后", f" after {after.en}"), NOTHING, NOTHING
    if check.within is not None:
        within = limit(check.within)
        first = Text(f"{after.zh}后{within.zh}内", f" within {within.en} of {after.en}")
    if check.every is not None:
        each, length = limit(check.every), check.every
        said = length.unit if length.amount == 1 and not length.working else each.en
        again = Text(f"，此后每{each.zh}至少一次", f", then at least one every {said}")
    if check.until is not None:
        name = place.name(check.until)
        until = Text(f"，直至{name.zh}", f", until {name.en}")
    return Text(f"{first.zh}有{rows.zh}{at.zh}{again.zh}{until.zh}", f"a record in {rows.en}{at.en}{first.en}{again.en}{until.en}")


def triggers(check: Triggers, place: Place) -> Text:
    """``when Score < 60, a record in “Improvement plans” (Source record = Evaluation) within 30 days of Performed``."""
    when, rows, within = condition(check.when, place), _rows(check.rows, place), limit(check.within)
    after, at = place.anchor if check.after is None else place.name(check.after), _time(check.rows, place)
    return Text(
        f"{when.zh}时，{after.zh}后{within.zh}内有{rows.zh}{at.zh}",
        f"when {when.en}, a record in {rows.en}{at.en} within {within.en} of {after.en}",
    )


def requires(check: Requires, place: Place) -> Text:
    """``a record in “Exams” (Staff = Answered by), its Passed no later than Answered and at most 12 months before it``."""
    rows, before, at = _rows(check.rows, place), place.name(check.before), _time(check.rows, place)
    said = Text(f"已有{rows.zh}{at.zh}", f"a record in {rows.en}{at.en} no later than {before.en}")
    if check.within is None:
        return Text(f"{before.zh}之前{said.zh}", said.en)
    within = limit(check.within)
    return Text(f"{before.zh}之前{within.zh}内{said.zh}", f"{said.en} and at most {within.en} before it")


def pattern(check: Pattern, place: Place) -> Text:
    """``never: …, unless …``."""
    when = condition(check.when, place)
    if check.unless is None:
        return Text(f"不得出现：{when.zh}", f"never: {when.en}")
    but = condition(check.unless, place)
    return Text(f"不得出现：{when.zh}（{but.zh}时除外）", f"never: {when.en}, unless {but.en}")
