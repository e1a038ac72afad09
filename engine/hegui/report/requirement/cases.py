"""Sentences of the checks on a case by itself."""

from __future__ import annotations

from collections.abc import Sequence as Several

from hegui.report.requirement.expressions import condition, without_brackets
from hegui.report.requirement.figures import NOTHING, counted, day_of, limit, times
from hegui.report.requirement.names import Place, joined, listed
from hegui.words.checks import (
    Allowed,
    Condition,
    Count,
    Deadline,
    Different,
    DueOn,
    Filled,
    LimitTable,
    Moment,
    Pick,
    Presence,
    RecordedLimit,
    Same,
    Sequence,
)
from hegui.words.durations import Limit
from hegui.words.expressions import Ref
from hegui.words.text import Text


def deadline(check: Deadline, place: Place) -> Text:
    """``B within 24 hours of A``."""
    until, since = _moment(check.end, place), _since(check.start, place)
    if isinstance(check.within, RecordedLimit) and check.within.unit is None:
        return _until_due(until, since, check.within, place)
    allowed = _within(check.within, place)
    early = NOTHING
    if check.not_before is not None:
        least = limit(check.not_before)
        early = Text(f"，且不早于{least.zh}后", f", and no earlier than {least.en} after it")
    each = Text("每次", "each time ") if check.each else NOTHING
    paused = Text("（挂起时间不计）", ", not counting pauses") if check.pausing else NOTHING
    return Text(
        f"{each.zh}{until.zh}不晚于{since.zh}后{allowed.zh}{early.zh}{paused.zh}",
        f"{each.en}{until.en} within {allowed.en} of {since.en}{early.en}{paused.en}",
    )


def due_on(check: DueOn, place: Place) -> Text:
    """``Filed by the 25th of its last month, of the cycle of 2 months that holds Cycle end``."""
    done, of, day = place.name(check.done), place.name(check.of), day_of(check.point, check.per)
    return Text(
        f"{done.zh}不晚于{of.zh}所在{check.per.in_chinese()}{day.zh}",
        f"{done.en} by {day.en} in the {check.per} that holds {of.en}",
    )


def presence(check: Presence, place: Place) -> Text:
    """``A and B are filled in, C is yes, D holds x, y once E is recorded``."""
    truths = [item for item in check.fields if place.holds_truth(item.ref)]
    lists = [item for item in check.fields if item.covers]
    plain = [item for item in check.fields if item not in truths and item not in lists]
    said = [_all(plain, place, "均已填写", "filled in"), _all(truths, place, "均为是", "yes")]
    said += [_holding(item, place) for item in lists]
    asked = joined((text for text in said if text != NOTHING), "，", ", ")
    after = None if check.after is None else place.name(check.after)
    since = Text(f"有{after.zh}时，", f" once {after.en} is recorded") if after else NOTHING
    return Text(f"{since.zh}{asked.zh}", f"{asked.en}{since.en}")


def _all(items: Several[Filled], place: Place, zh: str, en: str) -> Text:
    """``A and B are filled in``; nothing of no items."""
    if not items:
        return NOTHING
    these = listed(place.name(item.ref) for item in items)
    return Text(f"{these.zh}{zh if items[1:] else zh.removeprefix('均')}", f"{these.en} {'are' if items[1:] else 'is'} {en}")


def _holding(item: Filled, place: Place) -> Text:
    name, values = place.name(item.ref), joined((place.code(item.ref, code) for code in item.covers), "、", ", ")
    return Text(f"{name.zh}含{values.zh}", f"{name.en} holds {values.en}")


def sequence(check: Sequence, place: Place) -> Text:
    """``in this order: A → B / C``."""

    def stage(ref: Ref) -> Text:
        name = place.name(ref)
        return Text(f"{name.zh}（如有）", f"{name.en} (where recorded)") if ref in check.optional else name

    order = joined((joined(map(stage, stages), "/", " / ") for stages in check.stages), " → ", " → ")
    return Text(f"依次为 {order.zh}", f"in this order: {order.en}")


def same(check: Same, place: Place) -> Text:
    """``A and B are the same``."""
    these = listed(map(place.name, check.fields))
    if check.unless is None:
        return Text(f"{these.zh}一致", f"{these.en} are the same")
    but = condition(check.unless, place)
    return Text(f"{these.zh}一致（{but.zh}时除外）", f"{these.en} are the same, unless {but.en}")


def different(check: Different, place: Place) -> Text:
    """``A and B differ``."""
    these = listed(map(place.name, check.fields))
    return Text(f"{these.zh}各不相同", f"{these.en} {'differ' if len(check.fields) == 2 else 'all differ'}")


def allowed(check: Allowed, place: Place) -> Text:
    """``A is one of x, y``."""
    field = place.name(check.field)
    if check.by is not None:
        by = place.name(check.by)
        return Text(f"{field.zh}与{by.zh}相符", f"{field.en} is one laid down for {by.en}")
    values = joined((place.code(check.field, str(value)) for value in check.values), "、", ", ")
    if len(check.values) == 1:
        return Text(f"{field.zh}为{values.zh}", f"{field.en} is {values.en}")
    return Text(f"{field.zh}为下列之一：{values.zh}", f"{field.en} is one of {values.en}")


def holds(check: Condition, place: Place) -> Text:
    """The condition itself."""
    return without_brackets(check.that, place)


def count(check: Count, place: Place) -> Text:
    """``A at least 2 times``."""
    what, said = place.name(check.of), times(check.at_least, check.at_most)
    return Text(f"{what.zh}{said.zh}", f"{what.en} {said.en} {counted(check.at_least if check.at_most is None else check.at_most, 'time')}")


def _moment(moment: Moment, place: Place) -> Text:
    if moment.pick is Pick.ONLY:
        return place.name(moment.refs[0])
    if moment.pick is Pick.EARLIEST:
        these = joined(map(place.name, moment.refs), "、", " and ")
        return Text(f"{these.zh}中较早者", f"the earlier of {these.en}")
    these = joined(map(place.name, moment.refs), "与", " and ")
    return Text(f"{these.zh}均", f"{these.en} both" if len(moment.refs) == 2 else f"{these.en} all")


def _since(moment: Moment, place: Place) -> Text:
    """From when a limit runs: of several that all have to be reached the latest."""
    if moment.pick is not Pick.ALL or len(moment.refs) == 1:
        return _moment(moment, place)
    these = joined(map(place.name, moment.refs), "、", " and ")
    return Text(f"{these.zh}中较晚者", f"the {'later' if len(moment.refs) == 2 else 'latest'} of {these.en}")


def _until_due(until: Text, since: Text, within: RecordedLimit, place: Place) -> Text:
    """``B no later than Due``: the row holds the time itself."""
    name = place.name(within.field)
    said = Text(f"{until.zh}不晚于所载的{name.zh}", f"{until.en} no later than the time recorded as {name.en}")
    if within.otherwise is None:
        return said
    other = limit(within.otherwise)
    return Text(f"{said.zh}（未记载的为{since.zh}后{other.zh}）", f"{said.en} (where none is recorded, within {other.en} of {since.en})")


def _within(within: Limit | LimitTable | RecordedLimit, place: Place) -> Text:
    if isinstance(within, Limit):
        return limit(within)
    if isinstance(within, RecordedLimit):
        return _recorded(within, place)
    table = joined((_row(place.code(within.by, code), limit(value)) for code, value in within.table.items()), "、", ", ")
    by = place.name(within.by)
    return Text(f"规定时限（按{by.zh}：{table.zh}）", f"the limit by {by.en} ({table.en})")


def _recorded(within: RecordedLimit, place: Place) -> Text:
    name = place.name(within.field)
    said = Text(f"{name.zh}所载时限", f"the limit recorded as {name.en}")
    if within.otherwise is None:
        return said
    other = limit(within.otherwise)
    return Text(f"{said.zh}（未记载的为{other.zh}）", f"{said.en} (where none is recorded, {other.en})")


def _row(code: Text, allowed: Text) -> Text:
    return Text(f"{code.zh} {allowed.zh}", f"{code.en} {allowed.en}")
