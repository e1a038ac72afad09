"""Fixed wording of the nonconformity sheets and the plan."""

from __future__ import annotations

from hegui.words.text import Text

# Plan

PLAN_NOTE = Text(
    "以下为审核方建议，按期限排序；原因分析与实际措施由责任单位填写。",
    "Recommended by the auditor, sorted by due date; causes and the actions actually taken are for the unit to state.",
)
ACTION_TYPE = Text("类型", "Type")
ACTION = Text("建议措施", "Recommended action")
ACTION_TITLES = {
    "correction": Text("纠正", "Correction"),
    "corrective_action": Text("纠正措施", "Corrective action"),
    "preventive_action": Text("预防措施", "Preventive action"),
    "verification": Text("验证", "Verification"),
    "escalation": Text("上报", "Escalation"),
}
NO_ACTIONS = Text("没有需要跟踪的措施。", "There are no actions to follow up.")
TAKEN_BY = Text("责任岗位与所涉编号", "Owner, and the findings")
COMMON = Text("共性问题", "common problem")
COMMON_UNIT = Text("{n} 项要求", "{n} requirements")
COMMON_REQUIREMENT = Text("{first}等 {n} 项", "{first} (one of {n} requirements)")

# Sheet: head and auditor's part

SHEET = Text("不符合项报告", "Nonconformity report")
SHEET_OBSERVATION = Text("观察项报告", "Observation report")
ISSUED = Text("已签发", "issued")
NOT_ISSUED = Text("草稿编号", "draft number")
AUDITOR_PART = Text("一、审核方填写", "Part 1 · Auditor")
UNIT_PART = Text("二、责任单位填写", "Part 2 · Audited unit")
VERIFIER_PART = Text("三、验证方填写", "Part 3 · Verifier")
AUDITED_UNIT = Text("受审核单位", "Audited unit")
DEPARTMENT = Text("部门", "Department")
HEAD = Text("单位负责人", "Head of unit")
WINDOW = Text("审核期间", "Audit window")
AUDIT_DATE = Text("审核日期（数据截止）", "Audit date (data as of)")
AUDITOR = Text("审核员", "Auditor")
CRITERION = Text("审核准则", "Audit criterion")
CLAUSE = Text("条款", "Clause")
REQUIREMENT = Text("要求", "Requirement")
APPLIES = Text("适用于：{scope}", "Applies where {scope}")
KIND = Text("性质", "Kind")
KINDS = {
    "system": Text("体系性", "system"),
    "implementation": Text("实施性", "implementation"),
    "effect": Text("效果性", "effect"),
}
"""A requirement that is not laid down, not followed, or followed without the effect it is meant to have."""
GRADE = Text("等级", "Grade")
RULE = Text("判级依据", "Graded by")
DECISION = Text("审核员认定", "Decision")
WAITING = Text("草稿，尚未认定", "draft, not decided on")
REPEATED = Text("重复与升级", "Repetition, escalation")
FACT = Text("事实描述", "Statement of fact")
ALSO = Text("同一要求下另有不符合：{standards}", "Also breached under the same requirement: {standards}")
REACH = Text("影响范围", "Extent found")
REACH_UNITS = Text("同一要求另有 {n} 个单位不符合：", "{n} in breach of the same requirement:")
REACH_NONE = Text("未见其他单位在同一要求上不符合", "no other unit is in breach of the same requirement")
EVIDENCE = Text("客观证据", "Objective evidence")
EVIDENCE_NO = Text("号", "No.")
EVIDENCE_SHOWN = Text("列出 {shown} 行，共 {total} 行", "{shown} of {total}")
EVIDENCE_ELSEWHERE = Text("，完整证据见 evidence.parquet", "; all of them in evidence.parquet")
OBSERVED = Text("实际记录", "Observed")
REQUIRED = Text("要求", "Required")
PROFILED = Text("审核方案设定：{figures}", "Set by the profile: {figures}")
"""A title may still say the default, so the sheet says that the figure is another."""
DUE_THEN = Text("应于此前", "Due by")
OVER = Text("超出", "Over")
VERIFY = Text("须核对原始工单或录音的记录", "Rows to verify against the original ticket or recording")
VERIFY_RESULT = Text("核对结果", "Result")
VERIFY_BY = Text("核对人 / 日期", "By / date")
RECOMMENDED = Text("建议", "Recommended")
DUE_BY = Text("{owner}，{due} 前完成", "{owner}, due {due}")
DUE_FROM = Text("{owner}，{due} 起验证", "{owner}, from {due}")
FROM = Text("{due} 起", "from {due}")
CAUSE_START = Text("原因分析可从“{cause}”入手", "Cause analysis may start from: {cause}")
LINKS = Text("见清单", "Register")
LINK_PLAN = Text("见纠正措施计划", "Corrective-action plan")
UNSIGNED = Text("草稿：认定后签名", "draft: to be signed once decided")

# Sheet: unit's part, printed blank unless a determination holds its answer

ACKNOWLEDGEMENT = Text("事实确认", "Acknowledgement")
ACKNOWLEDGED = Text("{box} 属实", "{box} acknowledged")
OBJECTED = Text("{box} 有异议，理由与证据：", "{box} objected, with reason and evidence:")
ANSWERED_BY = Text("{by}，{on}", "{by}, {on}")
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
VERDICTS = Text("□ 有效   □ 部分有效   □ 无效，重新整改", "□ effective   □ in part   □ not effective, reopened")
CLOSING = Text("销号", "Closing")
CLOSED = Text("□ 同意关闭   □ 不予关闭", "□ closed   □ stays open")
CAUSES = {
    "data_governance": Text("数据治理", "data governance"),
    "it_system": Text("信息系统", "information systems"),
    "network_capacity": Text("网络容量", "capacity of the network"),
    "network_equipment": Text("网络与设备", "network and equipment"),
    "planning_scheduling": Text("计划与排期", "planning and scheduling"),
    "policy_gap": Text("制度缺失", "gaps in the rules"),
    "process_design": Text("流程设计", "process design"),
    "process_execution": Text("流程执行", "process execution"),
    "record_keeping": Text("记录管理", "record keeping"),
    "resource_allocation": Text("资源调配", "allocation of resources"),
    "resources": Text("资源配置", "resources"),
    "security_control": Text("安全控制", "security controls"),
    "service_offering": Text("服务产品", "the services offered"),
    "staff_conduct": Text("人员行为", "conduct of staff"),
    "staff_skill": Text("人员技能", "skills of staff"),
    "staff_training": Text("人员与培训", "staff and training"),
    "staffing_capacity": Text("人员配备", "staffing"),
    "supervision": Text("监督检查", "supervision"),
    "system_tool": Text("系统与工具", "systems and tools"),
    "technical": Text("技术原因", "technical causes"),
    "third_party": Text("外部协同", "third parties"),
}
"""Root-cause categories; one that is not here is printed as it stands in the policy."""
