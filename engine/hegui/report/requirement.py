"""What a standard asks, in one sentence in each language, with the figures in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hegui.words.checks import (
    Allowed,
    Condition,
    Count,
    Deadline,
    Different,
    LimitTable,
    Moment,
    Pick,
    Presence,
    Same,
    Sequence,
)
from hegui.words.durations import Limit
from hegui.words.expressions import And, Arithmetic, Compare, Duration, Expr, In, IsMissing, Literal, Not, Or, Ref
from hegui.words.kinds import Check
from hegui.words.standards import Standard
from hegui.words.text import Text
from hegui.words.vocabulary import Log

Names = Callable[[Ref], Text]


def required(standard: Standard, log: Log | None = None) -> Text:
    """The check as a sentence without a full stop; fields by their titles where the log is known."""
    return _said(standard.check, _names(log))


def scope(standard: Standard, log: Log | None = None) -> Text | None:
    """The condition under which the standard applies; None: always."""
    return None if standard.where is None else condition(standard.where, _names(log))


def limit(value: Limit) -> Text:
    """A time limit in both languages."""
    return Text(value.in_chinese(), str(value))


def _names(log: Log | None) -> Names:
    def name(ref: Ref) -> Text:
        field = log.fields.get(ref.name) if log else None
        title = field.title if field else Text(ref.name, ref.name)
        picked = _SELECTED.get(ref.selector[:1])
        return Text(f"{picked.zh}{title.zh}", f"{picked.en} {title.en}") if picked and ref.name != "case" else title

    return name


_SELECTED: Mapping[tuple[str, ...], Text] = {("first",): Text("首次", "first"), ("last",): Text("末次", "last")}


def _said(check: Check, name: Names) -> Text:
    match check:
        case Deadline(start, end, within):
            until, since, allowed = _moment(end, name), _moment(start, name), _within(within, name)
            return Text(f"{until.zh}不晚于{since.zh}后{allowed.zh}", f"{until.en} within {allowed.en} of {since.en}")
        case Presence(fields, after):
            filled = _joined((name(item.ref) for item in fields), "、", ", ")
            since = Text("", "") if after is None else Text(f"有{name(after).zh}时，", f" once {name(after).en} is there")
            return Text(f"{since.zh}{filled.zh}均已填写", f"{filled.en} filled in{since.en}")
        case Sequence(stages):
            order = _joined((_joined(map(name, stage), "/", " / ") for stage in stages), " → ", " → ")
            return Text(f"依次为 {order.zh}", f"in this order: {order.en}")
        case Same(fields, unless):
            these = _joined(map(name, fields), "、", ", ")
            if unless is None:
                return Text(f"{these.zh}一致", f"{these.en} are the same")
            but = condition(unless, name)
            return Text(f"{these.zh}一致（{but.zh}时除外）", f"{these.en} are the same, unless {but.en}")
        case Different(fields):
            these = _joined(map(name, fields), "、", ", ")
            return Text(f"{these.zh}各不相同", f"{these.en} all differ")
        case Allowed(field, values, by):
            if by is not None:
                return Text(f"{name(field).zh}与{name(by).zh}相符", f"{name(field).en} is one laid down for {name(by).en}")
            listed = ", ".join(map(str, values))
            return Text(f"{name(field).zh}为下列之一：{listed}", f"{name(field).en} is one of {listed}")
        case Condition(that):
            return condition(that, name)
        case Count(of, at_least, at_most):
            return _count(name(of), at_least, at_most)
        case _:
            raise TypeError(type(check).__name__)


def _count(what: Text, at_least: int | None, at_most: int | None) -> Text:
    if at_least is not None and at_most is not None:
        return Text(f"{what.zh}{at_least}至{at_most}次", f"{what.en} {at_least} to {at_most} times")
    if at_least is not None:
        return Text(f"{what.zh}至少{at_least}次", f"{what.en} at least {at_least} times")
    return Text(f"{what.zh}至多{at_most}次", f"{what.en} at most {at_most} times")


def _moment(moment: Moment, name: Names) -> Text:
    if moment.pick is Pick.ONLY:
        return name(moment.refs[0])
    if moment.pick is Pick.EARLIEST:
        these = _joined(map(name, moment.refs), "、", " and ")
        return Text(f"{these.zh}中较早者", f"the earlier of {these.en}")
    these = _joined(map(name, moment.refs), "与", " and ")
    return Text(f"{these.zh}均", f"{these.en} both" if len(moment.refs) == 2 else f"{these.en} all")


def _within(within: Limit | LimitTable, name: Names) -> Text:
    if isinstance(within, Limit):
        return limit(within)
    table = _joined((Text(f"{code} {limit(value).zh}", f"{code} {limit(value).en}") for code, value in within.table.items()), "、", ", ")
    by = name(within.by)
    return Text(f"规定时限（按{by.zh}：{table.zh}）", f"the limit by {by.en} ({table.en})")


_OPS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def condition(expr: Expr, name: Names) -> Text:
    """An expression as a reader would write it."""
    match expr:
        case Ref():
            return name(expr)
        case Literal(value):
            shown = {True: Text("是", "yes"), False: Text("否", "no")}.get(value) if isinstance(value, bool) else None
            return shown or Text(str(value), str(value))
        case Duration(value):
            return limit(value)
        case Compare(op, left, right):
            return _joined((condition(left, name), condition(right, name)), f" {_OPS[op]} ", f" {_OPS[op]} ")
        case Arithmetic(op, left, right):
            return _joined((condition(left, name), condition(right, name)), f" {op} ", f" {op} ")
        case In(item, values, negated):
            listed, what = ", ".join(map(str, values)), condition(item, name)
            return Text(f"{what.zh}{'不' if negated else ''}属于 {listed}", f"{what.en} {'not ' if negated else ''}in {listed}")
        case IsMissing(item, negated):
            what = condition(item, name)
            return Text(f"{what.zh}{'有' if negated else '无'}记录", f"{what.en} is {'recorded' if negated else 'missing'}")
        case And(parts):
            return _joined((condition(part, name) for part in parts), " 且 ", " and ")
        case Or(parts):
            inner = _joined((condition(part, name) for part in parts), " 或 ", " or ")
            return Text(f"（{inner.zh}）", f"({inner.en})")
        case Not(part):
            inner = condition(part, name)
            return Text(f"非（{inner.zh}）", f"not ({inner.en})")


def _joined(texts: Iterable[Text], zh: str, en: str) -> Text:
    all_ = list(texts)
    return Text(zh.join(text.zh for text in all_), en.join(text.en for text in all_))
