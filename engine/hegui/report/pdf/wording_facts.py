"""Fixed wording of the statement of fact, and of what shows slots and figures of units at a glance."""

from __future__ import annotations

from hegui.words.kinds import Scope
from hegui.words.text import Text
from hegui.words.verdicts import UNKNOWN_SCOPE

# Statement of fact; a rate grades cases only, so only of cases is there a percentage

_OF = "{window}，“{unit}”"
FACT_BREACH = {
    Scope.CASE: Text(
        _OF + "纳入本标准的“{log}”记录共 {scope} 件，已判定 {judged} 件，其中 {breaches} 件（{share}）不符合要求：{reasons}。",
        '{window}: of {scope} of "{unit}" ({log}) that the standard covers, {judged}; {breaches} the requirement ({share}): {reasons}.',
    ),
    Scope.SLOT: Text(
        _OF + "按“{log}”应做 {scope} 次，已到期并判定 {judged} 次，其中 {breaches} 次不符合要求：{reasons}。",
        '{window}: "{unit}" had {scope} ({log}); {judged}, {breaches} the requirement: {reasons}.',
    ),
    Scope.GROUP: Text(
        _OF + "据“{log}”逐期计算 {scope} 期，已判定 {judged} 期，其中 {breaches} 期不符合要求：{reasons}。",
        '{window}: {scope} computed for "{unit}" ({log}); {judged}, {breaches} the requirement: {reasons}.',
    ),
}
FACT_SCORE = Text(
    _OF + "据“{log}”逐一重算 {scope} 张评分，已判定 {judged} 张，其中 {breaches} 张不符合要求：{reasons}。", FACT_BREACH[Scope.GROUP].en
)
FACT_INCONCLUSIVE = Text(
    _OF + "纳入本标准的“{log}”共 {scope} {noun}，其中 {undetermined} {noun}（{share}）无法判定：{reasons}；"
    "超过允许的 {allowed}，现有记录不足以支持审核。",
    '{window}: of {scope} of "{unit}" ({log}), {undetermined} ({share}) cannot be judged ({reasons}). '
    "This is more than the {allowed} allowed: the record does not allow the audit.",
)
NOUNS = {Scope.CASE: Text("件", "record"), Scope.SLOT: Text("次", "periodic duty"), Scope.GROUP: Text("期", "figure")}
"""What is counted: Chinese measure word, English noun."""
PLURALS = {Scope.SLOT: "periodic duties"}
SCORES = Text("张", "score")
SLOT_REASONS = {
    UNKNOWN_SCOPE.code: Text(
        "有记录无法识别而可能属于该期，或不能确定当期是否在册",
        "a row that cannot be read could belong to it, or nothing may have been due",
    ),
}
"""Reasons that say something else of slots than of rows."""
FACT_WORST = Text("最长超出时限 {span}。", "The longest overrun is {span}.")
FACT_REST = Text("另有{rest}，不计入。", "Not counted: {rest}.")
REST = {
    "pending": Text("未到期 {n} {noun}", "pending {n}"),
    "undetermined": Text("无法判定 {n} {noun}", "undetermined {n}"),
    "waived": Text("豁免 {n} {noun}", "waived {n}"),
}
FACT_SYSTEM = Text("数据出自{systems}。", "The data come from: {systems}.")
FACT_EVIDENCE = Text("证据编号 {first} 至 {last}。", "Evidence {first} to {last}.")
FACT_ONE = Text("证据编号 {first}。", "Evidence {first}.")
FACT_SAMPLE = Text(
    "所查为抽样，不符合比率的 95% 置信区间为 {interval}。", "What was checked is a sample: the 95 % interval of the share is {interval}."
)
FACT_WINDOW = Text("审核期间 {window}", "In the audit window ({window})")
FACT_NO_WINDOW = Text("所送数据的全部时间内", "Over all the time the data covers")
PERIODS = Text("按期间（不符合/已判定）：{periods}", "By period (nonconforming/judged): {periods}")
PERIODS_UNDETERMINED = Text("按期间（无法判定/应查）：{periods}", "By period (undetermined/in scope): {periods}")

# How many of how many, where there is little room

RATIO_UNDETERMINED = Text("无法判定\n{part} / {whole}", "undetermined\n{part} / {whole}")
RATIO_MISSING = Text("缺 {part} / 应 {whole}", "{part} missed / {whole}")
RATIO_LATE = Text("迟 {part} / 应 {whole}", "{part} late / {whole}")

# Slots and figures of units

CALENDAR = Text("逐期日历", "Calendar of what was due")
OBJECT = Text("对象", "Object")
CALENDAR_NOTE = Text("未画出的对象和期次均无缺失。", "Objects and periods that are not drawn have no gap.")
CALENDAR_CAPPED = Text(
    "共 {total} 次不符合，日历只画出所列的 {shown} 次；空白处不表示符合。",
    "Of {total} breaches the calendar shows the {shown} listed; an empty field does not mean conforming.",
)
MARKS = {
    "conforming": Text("符合", "conforming"),
    "nonconforming": Text("不符合", "nonconforming"),
    "pending": Text("未到期", "pending"),
    "undetermined": Text("无法判定", "undetermined"),
    "unlisted": Text("符合，或当期不应做", "conforming, or nothing due then"),
}
MISSING = Text("逐一列出", "By name")
MORE_BANDS = Text("另有 {n} 段有缺失的期次未画出", "{n} more stretches of periods with gaps are not drawn")
MORE_OBJECTS = Text("另有 {n} 个对象未画出", "{n} more are not drawn")
FIGURES = Text("各期数值", "Figures by period")
LIMIT = Text("规定值", "limit")
CONFORMING_PERIODS = Text("符合的期次（数值不列）：{periods}", "Conforming periods (figures not listed): {periods}")
INTERVAL = Text("95% 区间", "95 % interval")
STAGES = Text("各环节按时间先后（序号为规定次序）", "Stages as they came (numbered as required)")
UNKNOWN = Text("缺", "missing")
STAGES_MISSING = Text("缺 {stages}", "missing: {stages}")
