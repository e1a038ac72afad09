"""Fixed wording of the executive summary."""

from __future__ import annotations

from hegui.words.findings import Grade
from hegui.words.kinds import Scope
from hegui.words.measured import Status
from hegui.words.text import Text

BY_CLAUSE = Text("各条款的发现", "Findings by clause")
CHAPTER_NOTE = Text("横栏为手册编号与章，格内为发现数。", "Across: number of the handbook and chapter; in the fields: how many findings.")
BY_CHAPTER = Text("单位 × 章节", "Units × chapters")
WORST = Text("最突出的五项", "The five gravest")
WORST_NOTE = Text(
    "先按等级；同级中已判定不足 5 件的列后，其余按不符合比率 95% 置信区间的下限。",
    "By grade; then those with fewer than 5 judged come last, the others by the lower end of the 95 % interval of the share.",
)
DUE_NEXT = Text("即将到期", "Falling due next")
TREND = Text("逐期走势", "Trend by period")
CHECKED_SENTENCE = Text(
    "本次审核依据 {handbooks} 部手册的 {standards} 项标准，读入 {logs} 类日志的 {rows} 行记录（使用 {used} 行）：{states}。",
    "The audit read {rows} of {logs} ({used} used) and compared them with {standards} of {handbooks}: {states}.",
)
CHECKED = {
    Status.JUDGED: Text("{n} 项标准作出判定", "judged {n}"),
    Status.NOT_EVALUATED: Text("{n} 项无适用记录", "nothing in scope {n}"),
    Status.NOT_CHECKED: Text("{n} 项未能检查", "not checked {n}"),
    Status.ERROR: Text("{n} 项检查出错", "failed to run {n}"),
}
FOUND_SENTENCE = Text(
    "共提出 {findings} 项发现（严重不符合 {major} 项、一般不符合 {minor} 项、观察项 {observation} 项），涉及 {units} 个单位；"
    "在 {judged} 个“标准×单位”结果中，{breaches} 个不符合（{share}），{undetermined} 个因记录不足无法判定{both}。",
    "{findings} were raised ({major} major, {minor} minor, {observation} graded as observation) in {units}; "
    "of {judged} by standard and unit, {breaches} do not conform ({share}) and {undetermined} cannot be judged for want of records{both}.",
)
FOUND_BOTH = Text("；不符合的结果中有 {n} 个同时记录不足", "; of those that do not conform, {n} want records besides")
NOTHING_FOUND_SENTENCE = Text(
    "在 {judged} 个“标准×单位”结果中，未提出发现。",
    "No finding was raised on {judged} by standard and unit.",
)
CONCLUSION = {
    Grade.MAJOR: Text(
        "审核准则未得到充分满足，存在严重不符合，有关过程是否受控存疑",
        "the criteria are not sufficiently met: there are major nonconformities, which put the control of the processes concerned in doubt",
    ),
    Grade.MINOR: Text(
        "审核准则部分得到满足，所列一般不符合须予纠正",
        "the criteria are met in part: the minor nonconformities listed must be corrected",
    ),
    Grade.OBSERVATION: Text(
        "审核准则基本得到满足，有待改进之处列为观察项",
        "the criteria are met in the main: what can be improved is listed as observations",
    ),
    None: Text("未见不符合审核准则的情况", "no nonconformity with the criteria was found"),
}
"""How far the criteria are met, by the gravest grade found."""
CONCLUSION_SENTENCE = Text(
    "结论：在已检查的范围内，{conclusion}；未检查的条款、无法判定的记录和未导出的数据不在结论之内。",
    "Conclusion: within what was checked, {conclusion}; clauses not checked, records that could not be judged and data not exported "
    "are outside this conclusion.",
)
NO_CONCLUSION_SENTENCE = Text(
    "结论：没有可供判定的记录，本次审核不能就准则的满足程度作出结论。",
    "Conclusion: nothing could be judged, so the audit cannot conclude how far the criteria are met.",
)
TILE_FINDINGS = Text("发现", "Findings")
TILE_CLAUSES = Text("已查条款 / 全部", "Clauses checked / all")
TILE_PAIRS = Text("标准 × 单位", "Standards × units")
TILE_BREACHED = Text("不符合", "Nonconforming")
TILE_RECORDS = Text("含记录不足 {n}", "{n} for want of records")
TILE_CONFORMING = Text("符合", "Conforming")
TILE_PENDING = Text("未到期", "Pending")
TILE_UNDETERMINED = Text("无法判定", "Undetermined")
TILE_TOLERATED = Text("含容差内 {n}", "{n} within tolerance")
TILE_WAIVED = Text("另豁免 {n}", "{n} more waived")
RESULTS = Text("“标准×单位”结果 {n} 个", "{n} results by standard and unit")
OTHERS = Text("其他", "others")
NOT_DRAWN = Text(
    "其余 {clauses} 个条款共 {findings} 项发现未画成柱；折线按全部发现累计。",
    "{findings} on {clauses} are not drawn as a bar; the line counts all findings.",
)
OTHER_UNITS = Text("其他 {n} 个单位", "{units}")
TOTAL = Text("合计", "Total")
NO_PENDING = Text("没有未到期的记录。", "Nothing is pending.")
PENDING_NOTE = Text(
    "下列记录在数据截止时尚未到期；到期仍未完成即成为不符合。",
    "These were not yet due when the data ended; if not done by then they become nonconforming.",
)

TREND_NOTE = Text(
    "不符合数（柱）与占已判定的比率（线）；一件记录按适用的每项标准各计一次，长于一期的周期计入其起始的一期；只列完整的期。",
    "Nonconforming instances (bars) and their share of those judged (line). A record counts once for each standard that applies to it; "
    "what lasts longer than a period counts in the one in which it begins. Whole periods only.",
)
TREND_LEFT_OUT = Text("未列不完整的周期：{periods}。", "Periods that are not whole are left out: {periods}.")
NO_TREND = Text("完整的周期不足两个，不作走势。", "There are fewer than two whole periods: no trend is drawn.")
TREND_NAMES = {
    Scope.CASE: Text("记录", "Records"),
    Scope.SLOT: Text("应做次数", "Periodic duties"),
    Scope.GROUP: Text("单位指标", "Figures of units"),
}
TREND_TITLE = Text("{what}，按{period}", "{what} by {period}")
TREND_BARS = Text("不符合", "nonconforming")
TREND_LINE = Text("占已判定", "share of judged")
