"""Fixed wording of the register, the nonconformity sheets and the plan."""

from __future__ import annotations

from hegui.words.text import Text

# Register and plan

REGISTER_NOTE = Text(
    "编号为草稿编号，签发时另行确定。点击编号查看报告单。",
    "Numbers are those of the draft; final numbers are given at issue. Click a number for its sheet.",
)
BEYOND_SHEETS = Text(
    "共 {all} 项发现，按轻重为前 {sheets} 项出具报告单；其余只列于清单与纠正措施计划。",
    "There are {all} findings; the {sheets} gravest have a sheet each, the others stand in the register and the plan only.",
)
PLAN_NOTE = Text(
    "以下为审核方建议，按期限排序；原因分析与实际措施由责任单位填写。",
    "Recommended by the auditor, sorted by due date; causes and the actions actually taken are for the unit to state.",
)
ACTION_TYPE = Text("类型", "Type")
ACTION = Text("建议措施", "Recommended action")
ACTION_TITLES = {
    "correction": Text("纠正", "Correction"),
    "corrective_action": Text("纠正措施", "Corrective action"),
    "verification": Text("验证", "Verification"),
}
NO_ACTIONS = Text("没有需要跟踪的措施。", "There are no actions to follow up.")

# Sheet: head and auditor's part

SHEET = Text("不符合项报告", "Nonconformity report")
AUDITOR_PART = Text("一、审核方填写", "Part 1 · Auditor")
UNIT_PART = Text("二、责任单位填写", "Part 2 · Audited unit")
VERIFIER_PART = Text("三、验证方填写", "Part 3 · Verifier")
AUDITED_UNIT = Text("受审核单位", "Audited unit")
DEPARTMENT = Text("部门", "Department")
HEAD = Text("单位负责人", "Head of unit")
WINDOW = Text("审核期间", "Audit window")
AUDIT_DATE = Text("数据截止", "Data as of")
AUDITOR = Text("审核员", "Auditor")
CRITERION = Text("审核准则", "Audit criterion")
CLAUSE = Text("条款", "Clause")
REQUIREMENT = Text("要求", "Requirement")
APPLIES = Text("适用于：{scope}", "Applies where {scope}")
KIND = Text("性质", "Kind")
GRADE = Text("等级", "Grade")
RULE = Text("判级依据", "Graded by")
FACT = Text("不符合事实", "Statement of fact")
PERIODS = Text("按期间（不符合/已判定）：{periods}", "By period (nonconforming/judged): {periods}")
ALSO = Text("同一要求下另有不符合：{standards}", "Also breached under the same requirement: {standards}")
EVIDENCE = Text("客观证据", "Objective evidence")
EVIDENCE_SHOWN = Text("列出 {shown} 行，共 {total} 行", "{shown} of {total} rows")
EVIDENCE_ELSEWHERE = Text("，完整证据见 evidence.parquet", "; all of them in evidence.parquet")
OBSERVED = Text("实际记录", "Observed")
REQUIRED = Text("要求", "Required")
NOT_LATER = Text("不晚于 {due}", "by {due}")
OVERRUN = Text("超出 {span}", "{span} over")
VERIFY = Text("须核对原始工单或录音的记录", "Rows to verify against the original ticket or recording")
VERIFY_RESULT = Text("核对结果", "Result")
VERIFY_BY = Text("核对人 / 日期", "By / date")
RECOMMENDED = Text("建议", "Recommended")
DUE_BY = Text("{owner}，{due} 前完成", "{owner}, due {due}")
CAUSE_START = Text("原因分析可从“{cause}”入手", "Cause analysis may start from: {cause}")
LINKS = Text("见清单", "Register")
LINK_PLAN = Text("见纠正措施计划", "Corrective-action plan")

FACT_BREACH = Text(
    "{window}，“{unit}”纳入本标准的“{log}”记录共 {scope} 件，已判定 {judged} 件，其中 {breaches} 件（{share}）不符合要求：{reasons}。",
    '{window}: of {scope} of "{unit}" within the standard ({log}), {judged} were judged and {breaches} ({share}) do not meet '
    "the requirement: {reasons}.",
)
FACT_INCONCLUSIVE = Text(
    "{window}，“{unit}”纳入本标准的“{log}”记录共 {scope} 件，其中 {undetermined} 件（{share}）无法判定：{reasons}；"
    "超过允许的 {allowed}，现有记录不足以支持审核。",
    '{window}: of {scope} of "{unit}" within the standard ({log}), {undetermined} ({share}) cannot be judged: {reasons}. '
    "More than {allowed} is too much: the record does not allow the audit.",
)
FACT_WORST = Text("最长超出时限 {span}。", "The longest overrun is {span}.")
FACT_REST = Text(
    "另有未到期 {pending} 件、无法判定 {undetermined} 件、豁免 {waived} 件，不计入比率。",
    "Pending {pending}, undetermined {undetermined} and waived {waived} are not part of the rate.",
)
FACT_WINDOW = Text("审核期间 {window}", "In the audit window ({window})")
FACT_NO_WINDOW = Text("所送数据的全部时间内", "Over all the time the data covers")

# Sheet: unit's part, printed blank

ACKNOWLEDGEMENT = Text("事实确认", "Acknowledgement")
ACKNOWLEDGED = Text("□ 属实", "□ acknowledged")
OBJECTED = Text("□ 有异议，理由与证据：", "□ objected, with reason and evidence:")
CAUSE = Text("原因分析", "Cause analysis")
CORRECTION = Text("纠正", "Correction")
EXTENT = Text("举一反三", "Extent: the same elsewhere")
CORRECTIVE = Text("纠正措施", "Corrective action")
OWNER = Text("责任人", "Owner")
DATE_DONE = Text("计划完成日期", "Planned date")
SIGNED = Text("签名与日期", "Signature and date")

# Sheet: verifier's part

METHOD = Text("验证方法", "Method")
SAMPLE = Text("样本", "Sample")
DATA_PERIOD = Text("数据期间", "Data period")
PROPOSED = Text("验证准则（建议）", "Criterion (proposed)")
VERDICT = Text("验证结论", "Conclusion")
VERDICTS = Text("□ 有效    □ 部分有效    □ 无效，重新整改", "□ effective    □ effective in part    □ not effective, reopened")
CLOSING = Text("销号", "Closing")
CLOSED = Text("□ 同意关闭    □ 不予关闭", "□ closed    □ stays open")
CAUSES = {
    "process_execution": Text("流程执行", "process execution"),
    "process_design": Text("流程设计", "process design"),
    "staff_training": Text("人员与培训", "staff and training"),
    "system_tool": Text("系统与工具", "systems and tools"),
    "supervision": Text("监督检查", "supervision"),
    "record_keeping": Text("记录管理", "record keeping"),
    "resources": Text("资源配置", "resources"),
    "third_party": Text("外部协同", "third parties"),
}
"""Root-cause categories; one that is not here is printed as it stands in the policy."""
