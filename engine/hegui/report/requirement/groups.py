"""Sentences of the checks on groups."""

from __future__ import annotations

from decimal import Decimal

from hegui.report.requirement.expressions import condition
from hegui.report.requirement.figures import NOTHING, every, figure, limits, ordinal, whole
from hegui.report.requirement.names import Place, joined
from hegui.report.requirement.slots import listed, population, thing
from hegui.words.expressions import Expr, Ref
from hegui.words.groups import Average, Coverage, Frequency, Percentile, Ratio, Sampling, Score, Trend
from hegui.words.text import Text

PER_CENT = " %"


def ratio(check: Ratio, place: Place) -> Text:
    """``every month, at least 90 % of those with Offered = yes have Answered = yes``."""
    said, per, all_ = limits(check.at_least, check.at_most, PER_CENT), every(check.per), whole(check.whole)
    few = _sample(check.min_sample)
    if check.of is None:
        upper, lower = _sum(check.numerator, place), _sum(check.denominator, place)
        return Text(
            f"{all_.zh}{per.zh}{upper.zh}与{lower.zh}之比{said.zh}{few.zh}",
            f"{per.en}{all_.en}, {upper.en} divided by {lower.en} is {said.en}{few.en}",
        )
    of, among = condition(check.of, place), _among(check.among, place)
    those = among.en or "all records"
    return Text(
        f"{all_.zh}{per.zh}{among.zh}{of.zh}的占比{said.zh}{few.zh}", f"{per.en}{all_.en}, {said.en} of {those} have {of.en}{few.en}"
    )  # fmt: skip


def average(check: Average, place: Place) -> Text:
    """``every month, the average of Wait is at most 30 seconds``."""
    return _figure_of(check, Text("平均值", "the average of"), place)


def percentile(check: Percentile, place: Place) -> Text:
    """``every month, the 90th percentile of Wait is at most 30 seconds``."""
    rank = figure(check.percent)
    shown = ordinal(int(check.percent)) if check.percent == int(check.percent) else f"{rank.en}th"
    return _figure_of(check, Text(f"第{rank.zh}百分位数", f"the {shown} percentile of"), place)


def _figure_of(check: Average | Percentile, what: Text, place: Place) -> Text:
    of, among, said = condition(check.of, place), _among(check.among, place), limits(check.at_least, check.at_most)
    per, all_, few = every(check.per), whole(check.whole), _sample(check.min_sample)
    return Text(
        f"{all_.zh}{per.zh}{among.zh}{of.zh}的{what.zh}{said.zh}{few.zh}",
        f"{per.en}{all_.en}, {what.en} {of.en}{f' among {among.en}' if among.en else ''} is {said.en}{few.en}",
    )


def _among(among: Expr | None, place: Place) -> Text:
    if among is None:
        return NOTHING
    said = condition(among, place)
    return Text(f"{said.zh}者中，", f"those with {said.en}")


def _sample(least: int) -> Text:
    return Text(f"（不足{least}个不判定）", f" (not judged below {least})") if least > 1 else NOTHING


def _sum(ref: Ref | None, place: Place) -> Text:
    """The sum of a field; the number of rows without one."""
    if ref is None:
        return Text("记录数", "the number of records")
    name = place.name(ref)
    return Text(f"{name.zh}合计", f"the sum of {name.en}")


def sampling(check: Sampling, place: Place) -> Text:
    """``every cycle of 4 months, at least 10 % of “Projects”, and at least one, are drawn (told by Project)``."""
    share, of, drawn = figure(check.at_least, PER_CENT), population(check.population, place), place.name(check.drawn)
    one = Text("，且至少1个", ", and at least one,") if check.at_least_one else NOTHING
    per, all_ = every(check.per), whole(check.whole)
    return Text(
        f"{all_.zh}{per.zh}抽取的{thing(drawn.zh)}不少于{of.zh}的{share.zh}{one.zh}",
        f"{per.en}{all_.en}, at least {share.en} of {of.en}{one.en} are drawn (told by {drawn.en})",
    )


def score(check: Score, place: Place) -> Text:
    """``Score = Base less the sum of Deduction, no lower than 0, to 0.01; no lower than 60``."""
    recorded, again = place.name(check.recorded), _computed(check, place)
    floor = NOTHING if check.floor is None else _with(check.floor, "，最低{}", ", no lower than {}")
    within = NOTHING if not check.within else _with(check.within, "，相差不超过{}", ", to within {}")
    mark = NOTHING if check.pass_mark is None else _with(check.pass_mark, "；且不低于{}", "; and at least {}")
    return Text(
        f"{recorded.zh}与重算一致：{again.zh}{floor.zh}{within.zh}{mark.zh}",
        f"{recorded.en} agrees with {again.en}{floor.en}{within.en}{mark.en}",
    )


def _computed(check: Score, place: Place) -> Text:
    if check.weights:
        parts = joined((_weighted(place.name(ref), figure(weight)) for ref, weight in check.weights), " + ", " + ")
        return Text(parts.zh, parts.en)
    base = place.name(check.base) if isinstance(check.base, Ref) else figure(check.base or 0)
    if check.deductions is None:
        return base
    less = place.name(check.deductions)
    return Text(f"{base.zh}减去{less.zh}合计", f"{base.en} less the sum of {less.en}")


def _weighted(name: Text, weight: Text) -> Text:
    return Text(f"{name.zh}×{weight.zh}", f"{name.en} × {weight.en}")


def _with(value: Decimal, zh: str, en: str) -> Text:
    said = figure(value)
    return Text(zh.format(said.zh), en.format(said.en))


def frequency(check: Frequency, place: Place) -> Text:
    """``every month, the sum of Interruptions divided by the sum of Circuits, times 10000, is at most 5 and Reported agrees with it``."""
    events, exposure, base = _sum(check.events, place), _sum(check.exposure, place), figure(check.base)
    most = limits(None, check.at_most)
    agrees = NOTHING
    if check.recorded is not None:
        name = place.name(check.recorded)
        agrees = Text(f"，{name.zh}与之相符（{check.decimals}位小数）", f"{name.en} agrees to {check.decimals} decimals with ")
    per, all_ = every(check.per), whole(check.whole)
    bound = (f", which is {most.en}" if agrees.en else f", is {most.en}") if most.en else ""
    return Text(
        f"{all_.zh}{per.zh}{events.zh}除以{exposure.zh}再乘{base.zh}{most.zh}{agrees.zh}",
        f"{per.en}{all_.en}, {agrees.en}{events.en} divided by {exposure.en}, times {base.en}{bound}",
    )


def trend(check: Trend, place: Place) -> Text:
    """``the sum of Interruptions does not rise 3 times in a row, month by month``."""
    what = _sum(check.of, place)
    if check.average and check.of is not None:
        name = place.name(check.of)
        what = Text(f"{name.zh}的平均值", f"the average of {name.en}")
    if check.over is not None:
        over = _sum(check.over, place)
        what = Text(f"{what.zh}与{over.zh}之比", f"{what.en} divided by {over.en}")
    worse = Text("上升", "rise") if check.worse == "rising" else Text("下降", "fall")
    all_, per = whole(check.whole), check.per
    if check.periods == 1:
        return Text(
            f"{all_.zh}{what.zh}不较上一{per.in_chinese()}{worse.zh}",
            f"{what.en} does not {worse.en} from one {per} to the next{all_.en}",
        )
    return Text(
        f"{all_.zh}{what.zh}按{per.in_chinese()}不连续{check.periods}次{worse.zh}",
        f"{what.en} does not {worse.en} {check.periods} times in a row, {per} by {per}{all_.en}",
    )


def coverage(check: Coverage, place: Place) -> Text:
    """``every month, Indicators covers a, b``."""
    field, per, all_ = place.name(check.field), every(check.per), whole(check.whole)
    items = joined((place.code(check.field, item) for item in check.items), "、", ", ")
    if check.at_least is not None:
        items = Text(f"下列至少{check.at_least}项：{items.zh}", f"at least {check.at_least} of {items.en}")
    if check.entity is not None:
        each = place.name(check.entity)
        all_ = Text(f"每个{thing(each.zh)}", f" for each {each.en}")
    if check.stands is not None:
        per = Text(f"{per.zh}末在有效期内的记录中，", f"at the end of {per.en}")
    who = NOTHING if check.roster is None else listed(check.roster, None, place)
    return Text(f"{all_.zh}{per.zh}{field.zh}包括：{items.zh}{who.zh}", f"{per.en}{all_.en}, {field.en} covers {items.en}{who.en}")
