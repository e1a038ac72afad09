"""Fixed wording of the last audit, the register, and what is said of several findings together."""

from __future__ import annotations

from hegui.words.findings import Answer, Became, Decision
from hegui.words.text import Text

# The last audit

NO_LAST_AUDIT = Text(
    "未提供上次审核的报告，无法核对其发现的落实情况。",
    "No report of the last audit was given, so what became of its findings is not known.",
)
LAST_AUDIT_NAMED = Text(
    "上次审核：{title}（{document}），数据截止 {as_of}。其 {all} 项发现中：{counts}。",
    "Last audit: {title} ({document}), data as of {as_of}. Of its {all}: {counts}.",
)
LAST_AUDIT_NONE = Text(
    "上次审核：{title}（{document}），数据截止 {as_of}，未提出发现。",
    "Last audit: {title} ({document}), data as of {as_of}; it raised no findings.",
)
BECAME_TITLES = {
    Became.CLOSED: Text("已消除", "no longer found"),
    Became.RECURRED: Text("再次发生", "found again"),
    Became.NOT_CHECKED: Text("本次未能判定", "not judged this time"),
}
BECAME_NOTES = {
    Became.CLOSED: Text("本次已判定，未见不符合", "judged this time without a breach"),
    Became.RECURRED: Text("{now}", "{now}"),
    Became.NOT_CHECKED: Text("不作结论", "no statement"),
}
THEN = Text("当时等级", "Grade then")
BECAME = Text("落实情况、本次编号", "What became of it, number now")
CLOSED_EFFECTIVE = Text("上次已验证有效并销号", "closed as effective after the last audit")

# Register

REGISTER_NOTE = Text("点击编号查看报告单，点击件数查看证据。", "Click a number for its sheet, the figures for the evidence.")
DRAFT_NUMBERS = Text(
    "未签发的编号为草稿编号，签发时另行确定。", "Numbers not yet issued are those of the draft; final numbers are given at issue."
)
BEYOND_SHEETS = Text(
    "共 {all} 项发现，先按等级、再按不符合比率 95% 置信区间的下限，为前 {sheets} 项出具报告单；"
    "其余列于清单与纠正措施计划，证据见所附 report.json。",
    "There are {all} findings; {sheets} have a sheet each, the gravest by grade and then by the lower end of the 95 % interval of the "
    "share; the others stand in the register and the plan, and their evidence in report.json, which is attached.",
)
REPEATED_BY = Text("重复发生：{rule}", "repeated: {rule}")
REPEATED_AFTER = Text("重复发生，上次编号 {previous}", "repeated, {previous} in the last audit")
PREVIOUS = Text("上次编号 {previous}", "{previous} in the last audit")
ESCALATED = Text("已升级", "escalated")
ESCALATED_TO = Text("升级至：{to}", "escalated to {to}")
REGRADED = Text("由{proposed}改判", "regraded from {proposed}")
DECISIONS = {
    Decision.CONFIRMED: Text("已认定", "confirmed"),
    Decision.REGRADED: Text("已改判", "regraded"),
    Decision.WITHDRAWN: Text("已撤销", "withdrawn"),
}
ANSWERS = {
    Answer.ACCEPTED: Text("属实", "accepted"),
    Answer.DISPUTED: Text("有异议", "disputed"),
}
DECIDED = Text("{decision}（{by}，{on}）", "{decision} ({by}, {on})")
ANSWERED = Text("受审核单位：{answer}", "unit: {answer}")
UNDECIDED = Text("未认定", "not decided on")
STATE = Text("认定", "Decision")

# Common problems, good practice

COMMON_NOTE = Text(
    "同一要求多个单位不符合，或一个单位多项要求不符合，须从体系上整改。",
    "One requirement breached by several units, or several requirements by one unit: to be corrected in the system.",
)
NO_COMMON = Text("未发现共性问题。", "No common problem was found.")
COMMON_KINDS = {
    "units": Text("多个单位，同一要求", "one requirement, several units"),
    "standards": Text("一个单位，多项要求", "several requirements, one unit"),
}
KIND = Text("情形", "Kind")
CONCERNS = Text("涉及", "Concerns")
FINDINGS = Text("发现", "Findings")
BECAUSE = Text("依据", "By rule")
UNITS_CONCERNED = Text("{n} 个单位：{units}", "{n}: {units}")
STRENGTH_NOTE = Text(
    "下列单位在其他单位有不符合的要求上，已判定的全部符合。",
    "These units conform in everything judged on requirements that others breach.",
)
NO_STRENGTHS = Text("没有可列的亮点。", "There is none to list.")
KEPT_BY = Text("全部符合的单位（已判定数）", "Units that keep it (judged)")
OTHERS_BREACH = Text("有不符合的单位", "Units that breach it")

# Differences of opinion, withdrawn drafts

NO_DIFFERENCES = Text("受审核单位未提出异议。", "No unit has objected.")
DIFFERENCES_NOTE = Text("下列发现受审核单位有异议，双方意见并列。", "The units dispute these findings; both views stand side by side.")
UNIT_SAYS = Text("受审核单位意见", "What the unit says")
AUDITOR_SAYS = Text("审核员意见", "What the auditor says")
WITHDRAWN_NOTE = Text("下列草稿经审核员撤销，不计入发现。", "An auditor withdrew these drafts; they do not count.")
NO_WITHDRAWN = Text("没有撤销的草稿。", "No draft was withdrawn.")
WHY = Text("撤销理由", "Reason")
BY = Text("认定人、日期", "By, on")
