"""Sentences of the checks on groups."""

from __future__ import annotations

from decimal import Decimal

from hegui.report.requirement.expressions import condition
from hegui.report.requirement.figures import NOTHING, every, figure, limits, ordinal, whole
from hegui.report.requirement.names import Place, joined
from hegui.report.requirement.slots import population
from hegui.words.expressions import Expr, Ref
from hegui.words.groups import Average, Coverage, Frequency, Percentile, Ratio, Sampling, Score, Trend
from hegui.words.text import Text

PER_CENT = " %"


def ratio(check: Ratio, place: Place) -> Text:
    """``at least 90 % with Answered = yes among those with Offered = yes, every month``."""
    said, per, all_ = limits(check.at_least, check.at_most, PER_CENT), every(check.per), whole(check.whole)
    few = _sample(check.min_sample)
    if check.of is None:
        upper, lower = _sum(check.numerator, place), _sum(check.denominator, place)
        return Text(
            f"{all_.zh}{per.zh}{upper.zh}与{lower.zh}之比{said.zh}{few.zh}",
            f"{upper.en} over {lower.en} {said.en} {per.en}{all_.en}{few.en}",
        )
    of, among = condition(check.of, place), _among(check.among, place)
    return Text(
        f"{all_.zh}{per.zh}{among.zh}{of.zh}的占比{said.zh}{few.zh}", f"{said.en} with {of.en}{among.en} {per.en}{all_.en}{few.en}"
    )  # fmt: skip


def average(check: Average, place: Place) -> Text:
    """``average of Wait at most 30 seconds every month``."""
    return _figure_of(check, Text("平均值", "average of"), place)


def percentile(check: Percentile, place: Place) -> Text:
    """``90th percentile of Wait at most 30 seconds every month``."""
    rank = figure(check.percent)
    shown = ordinal(int(check.percent)) if check.percent == int(check.percent) else f"{rank.en}th"
    return _figure_of(check, Text(f"第{rank.zh}百分位数", f"{shown} percentile of"), place)


def _figure_of(check: Average | Percentile, what: Text, place: Place) -> Text:
    of, among, said = condition(check.of, place), _among(check.among, place), limits(check.at_least, check.at_most)
    per, all_, few = every(check.per), whole(check.whole), _sample(check.min_sample)
    return Text(
        f"{all_.zh}{per.zh}{among.zh}{of.zh}的{what.zh}{said.zh}{few.zh}",
        f"{what.en} {of.en}{among.en} {said.en} {per.en}{all_.en}{few.en}",
    )


def _among(among: Expr | None, place: Place) -> Text:
    if among is None:
        return NOTHING
    said = condition(among, place)
    return Text(f"{said.zh}者中，", f" among those with {said.en}")


def _sample(least: int) -> Text:
    return Text(f"（不足{least}个不判定）", f" (not judged below {least})") if least > 1 else NOTHING


def _sum(ref: Ref | None, place: Place) -> Text:
    """The sum of a field; the number of rows without one."""
    if ref is None:
        return Text("记录数", "number of records")
    name = place.name(ref)
    return Text(f"{name.zh}合计", f"sum of {name.en}")


def sampling(check: Sampling, place: Place) -> Text:
    """``at least 10 % of “Projects” drawn every cycle of 4 months, and at least one``."""
    share, of, drawn = figure(check.at_least, PER_CENT), population(check.population, place), place.name(check.drawn)
    one = Text("，且至少1个", ", and at least one") if check.at_least_one else NOTHING
    per, all_ = every(check.per), whole(check.whole)
    return Text(
        f"{all_.zh}{per.zh}抽取的{drawn.zh}不少于{of.zh}的{share.zh}{one.zh}",
        f"at least {share.en} of {of.en} drawn (by {drawn.en}) {per.en}{one.en}{all_.en}",
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
    """``sum of Interruptions per 10000 of the sum of Circuits at most 5 every month, Reported agrees with it to 2 decimals``."""
    events, exposure, base = _sum(check.events, place), _sum(check.exposure, place), figure(check.base)
    most = limits(None, check.at_most)
    agrees = NOTHING
    if check.recorded is not None:
        name = place.name(check.recorded)
        agrees = Text(f"，{name.zh}与之相符（{check.decimals}位小数）", f", {name.en} agrees to {check.decimals} decimals")
    per, all_ = every(check.per), whole(check.whole)
    return Text(
        f"{all_.zh}{per.zh}{events.zh}除以{exposure.zh}再乘{base.zh}{most.zh}{agrees.zh}",
        f"{events.en} over {exposure.en} times {base.en} {f'{most.en} ' if most.en else ''}{per.en}{all_.en}{agrees.en}",
    )


def trend(check: Trend, place: Place) -> Text:
    """``sum of Interruptions does not rise 3 times in a row, month by month``."""
    what = _sum(check.of, place)
    if check.average and check.of is not None:
        name = place.name(check.of)
        what = Text(f"{name.zh}的平均值", f"average of {name.en}")
    if check.over is not None:
        over = _sum(check.over, place)
        what = Text(f"{what.zh}与{over.zh}之比", f"{what.en} over {over.en}")
    worse = Text("上升", "rise") if check.worse == "rising" else Text("下降", "fall")
    all_, per = whole(check.whole), check.per
    return Text(
        f"{all_.zh}{what.zh}按{per.in_chinese()}不连续{check.periods}次{worse.zh}",
        f"{what.en} does not {worse.en} {check.periods} times in a row, {per} by {per}{all_.en}",
    )


def coverage(check: Coverage, place: Place) -> Text:
    """``Indicators cover a, b every month``."""
    field, per, all_, listed = place.name(check.field), every(check.per), whole(check.whole), ", ".join(check.items)
    return Text(f"{all_.zh}{per.zh}{field.zh}包括：{listed}", f"{field.en} covers {listed} {per.en}{all_.en}")
