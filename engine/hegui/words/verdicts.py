"""Verdicts of an instance, and the reason codes that say why (POLICY_LANGUAGE 4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hegui.words.text import Text


class Verdict(StrEnum):
    """What is said of one instance; unknown is a value of its own, never good."""

    CONFORMING = "conforming"
    NONCONFORMING = "nonconforming"
    PENDING = "pending"
    UNDETERMINED = "undetermined"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"


VERDICT_TITLES = {
    Verdict.CONFORMING: Text("符合", "conforming"),
    Verdict.NONCONFORMING: Text("不符合", "nonconforming"),
    Verdict.PENDING: Text("未到期", "pending"),
    Verdict.UNDETERMINED: Text("无法判定", "undetermined"),
    Verdict.WAIVED: Text("豁免", "waived"),
    Verdict.NOT_APPLICABLE: Text("不适用", "not applicable"),
}


@dataclass(frozen=True)
class Reason:
    """A reason code: it belongs to one verdict and has one number, so that a verdict column is one small integer."""

    code: str
    """Stable name, used in examples and in every output."""
    number: int
    """Small integer that stands for the code while measuring; 0 to 2 are the verdicts that need no reason; below 128."""
    verdict: Verdict
    """The verdict it explains."""
    title: Text
    """What a reader of the report is told."""


NOT_APPLICABLE = Reason("not_applicable", 0, Verdict.NOT_APPLICABLE, Text("不适用", "not applicable"))
CONFORMING = Reason("conforming", 1, Verdict.CONFORMING, Text("符合", "conforming"))
PENDING = Reason("pending", 2, Verdict.PENDING, Text("未到期", "not yet due"))
WAIVED = Reason("waived", 3, Verdict.WAIVED, Text("已豁免", "waived"))
NOT_IN_FORCE = Reason("not_in_force", 4, Verdict.NOT_APPLICABLE, Text("手册对其未生效", "the handbook does not bind it"))
PARTIAL_PERIOD = Reason("partial_period", 5, Verdict.NOT_APPLICABLE, Text("周期未完全落入审核范围", "period only partly within the audit"))
NO_COMPARISON = Reason("no_comparison", 6, Verdict.NOT_APPLICABLE, Text("此前周期不足", "too few earlier periods"))
OBJECTION_UPHELD = Reason("objection_upheld", 7, Verdict.NOT_APPLICABLE, Text("申诉成立，已核减", "objection upheld"))

LATE = Reason("late", 10, Verdict.NONCONFORMING, Text("超过时限", "done after the limit"))
MISSING = Reason("missing", 11, Verdict.NONCONFORMING, Text("未做或无记录，时限已过", "not done or not recorded, and the limit has passed"))
BLANK = Reason("blank", 12, Verdict.NONCONFORMING, Text("必填项为空", "a required item is blank"))
NOT_MET = Reason("not_met", 13, Verdict.NONCONFORMING, Text("记录为否", "recorded as no"))
OUT_OF_ORDER = Reason("out_of_order", 14, Verdict.NONCONFORMING, Text("环节次序颠倒", "stages out of order"))
MISSING_STAGE = Reason("missing_stage", 15, Verdict.NONCONFORMING, Text("缺少环节", "a stage is missing"))
DIFFERS = Reason("differs", 16, Verdict.NONCONFORMING, Text("应一致而不一致", "should be the same and is not"))
NOT_DIFFERENT = Reason("not_different", 17, Verdict.NONCONFORMING, Text("应不同而相同", "should be different and is the same"))
NOT_ALLOWED = Reason("not_allowed", 18, Verdict.NONCONFORMING, Text("取值不在规定范围", "value not among those allowed"))
VIOLATED = Reason("violated", 19, Verdict.NONCONFORMING, Text("条件不成立", "the condition does not hold"))
TOO_FEW = Reason("too_few", 20, Verdict.NONCONFORMING, Text("次数不足", "too few"))
TOO_MANY = Reason("too_many", 21, Verdict.NONCONFORMING, Text("次数过多", "too many"))
EARLY = Reason("early", 22, Verdict.NONCONFORMING, Text("早于规定时间", "done before the earliest time"))
MISSING_SLOT = Reason("missing_slot", 23, Verdict.NONCONFORMING, Text("本周期应做而无记录", "nothing recorded in the period"))
BELOW_LIMIT = Reason("below_limit", 24, Verdict.NONCONFORMING, Text("低于规定值", "below the limit"))
ABOVE_LIMIT = Reason("above_limit", 25, Verdict.NONCONFORMING, Text("高于规定值", "above the limit"))
DISAGREES = Reason("disagrees", 26, Verdict.NONCONFORMING, Text("记录值与重算值不符", "does not agree with the computed figure"))
WORSENING = Reason("worsening", 27, Verdict.NONCONFORMING, Text("连续恶化", "worse in each of the periods in a row"))
ITEMS_MISSING = Reason("items_missing", 28, Verdict.NONCONFORMING, Text("缺少规定项目", "required items do not occur"))
NOT_PRECEDED = Reason("not_preceded", 29, Verdict.NONCONFORMING, Text("缺少应先具备的记录", "what has to come first is missing"))
PATTERN_FOUND = Reason("pattern_found", 30, Verdict.NONCONFORMING, Text("出现不应有的情形", "events in a forbidden relation"))

UNKNOWN_SCOPE = Reason("unknown_scope", 40, Verdict.UNDETERMINED, Text("无法判断是否适用", "cannot tell whether it applies"))
NO_ANCHOR = Reason("no_anchor", 41, Verdict.UNDETERMINED, Text("缺少归属时间", "the time that dates the record is missing"))
NO_START = Reason("no_start", 42, Verdict.UNDETERMINED, Text("缺少起算时间", "the start of the limit is missing"))
NOT_CREDIBLE = Reason("not_credible", 43, Verdict.UNDETERMINED, Text("结束早于开始，记录不可信", "ends before it starts, so not credible"))
UNREADABLE = Reason("unreadable", 44, Verdict.UNDETERMINED, Text("单元格无法识别", "a cell cannot be read"))
UNKNOWN_LIMIT = Reason("unknown_limit", 45, Verdict.UNDETERMINED, Text("无法确定适用时限", "cannot tell which limit applies"))
UNKNOWN_VALUE = Reason("unknown_value", 46, Verdict.UNDETERMINED, Text("缺少判定所需的值", "a value needed for the judgement is missing"))
CONFLICTING_ROWS = Reason("conflicting_rows", 47, Verdict.UNDETERMINED, Text("同一编号的行互相矛盾", "rows of one number disagree"))
LOG_DOES_NOT_COVER = Reason("log_does_not_cover", 48, Verdict.UNDETERMINED, Text("日志未覆盖该时段", "the log does not cover the time"))
SMALL_SAMPLE = Reason("small_sample", 49, Verdict.UNDETERMINED, Text("样本量不足", "too few members to judge"))
UNKNOWN_MEMBERS = Reason(
    "unknown_members", 50, Verdict.UNDETERMINED, Text("无法判定的记录影响结论", "depends on rows that cannot be judged")
)
NO_EXPOSURE = Reason("no_exposure", 51, Verdict.UNDETERMINED, Text("除数为零", "there is nothing to divide by"))

REASONS: dict[str, Reason] = {
    reason.code: reason
    for reason in (
        NOT_APPLICABLE, CONFORMING, PENDING, WAIVED, NOT_IN_FORCE, PARTIAL_PERIOD, NO_COMPARISON, OBJECTION_UPHELD,
        LATE, MISSING, BLANK, NOT_MET, OUT_OF_ORDER, MISSING_STAGE, DIFFERS, NOT_DIFFERENT, NOT_ALLOWED, VIOLATED, TOO_FEW, TOO_MANY,
        EARLY, MISSING_SLOT, BELOW_LIMIT, ABOVE_LIMIT, DISAGREES, WORSENING, ITEMS_MISSING, NOT_PRECEDED, PATTERN_FOUND,
        UNKNOWN_SCOPE, NO_ANCHOR, NO_START, NOT_CREDIBLE, UNREADABLE, UNKNOWN_LIMIT, UNKNOWN_VALUE, CONFLICTING_ROWS,
        LOG_DOES_NOT_COVER, SMALL_SAMPLE, UNKNOWN_MEMBERS, NO_EXPOSURE,
    )
}  # fmt: skip
"""Every reason code by name."""

REASON_OF_NUMBER: dict[int, Reason] = {reason.number: reason for reason in REASONS.values()}
"""Every reason code by the number that stands for it while measuring."""

ANY_ROW = (NO_ANCHOR, UNREADABLE, CONFLICTING_ROWS)
"""Reasons that come from the record and not from the standard: an example row for each is not asked of a standard."""
