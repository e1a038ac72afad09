"""Fixed wording of scope and method."""

from __future__ import annotations

from hegui.words.measured import Status
from hegui.words.standards import Source
from hegui.words.text import Text

# Scope and method

AS_OF_GIVEN = Text("{as_of}（指定）", "{as_of} (given)")
AS_OF_DEFAULT = Text("{as_of}（未指定，取日志中最晚的可信时间）", "{as_of} (not given: the latest credible time in the logs)")
UNITS_DECLARED = Text("单位表 {n} 个", "{n} in the list of units")
UNITS_FROM_DATA = Text("未提供单位表，以日志所记单位为准", "no list of units given: units as the logs name them")
METHOD = Text(
    "方法：按标准逐件比对日志记录。起止时间、必填项、次序、人员与取值均由程序判定；恰在时限上完成视为符合；数据截止时尚未到期的列为未到期；"
    "所需数据缺失或无法识别的列为无法判定，不作符合处理。",
    "Method: every record in the logs is compared with every standard that applies to it. What is done exactly on the limit conforms; "
    "what was not yet due when the data ended is pending; where data needed is missing or unreadable the instance is undetermined, "
    "never conforming.",
)
CENSUS_SENTENCE = Text(
    "导出数据中的记录已全部检查；未导出的数据不在结论之内。",
    "Everything in the export was checked; what was not exported is outside the conclusion.",
)
SAMPLE_SENTENCE = Text(
    "标为抽样的日志只代表所述样本，由样本推断总体存在抽样风险。",
    "A log marked as a sample speaks for that sample; there is a sampling risk in concluding from it about the whole.",
)
SHARE = Text("占比", "Share")
INTERVAL = Text("95% 置信区间", "95 % interval")
INTERVAL_NOTE = Text(
    "抽样日志上各标准的不符合比率及 95% 置信区间（Wilson 法，两端向外取至 0.01%，未作有限总体修正）：",
    "Shares of nonconforming records in samples with their 95 % interval (Wilson; ends rounded outwards to 0.01 %, no correction for a "
    "finite population):",
)
CENSUS = Text("全量", "census")
SAMPLE = Text("抽样：{method}，样本 {size}，总体 {population}", "sample: {method}, {size} of {population}")
ORIGIN = Text(
    "系统 {system}；导出人 {extracted_by}；导出时间 {extracted_at}；条件 {filter}",
    "system {system}; extracted by {extracted_by}; at {extracted_at}; filter {filter}",
)
COVERS_DECLARED = Text("{span}（声明）", "{span} (declared)")
COVERS_SEEN = Text("{span}（据数据）", "{span} (as seen in the data)")
CONTROL_EQUAL = Text("{total}，相符", "{total}, agrees")
CONTROL_DIFFERS = Text("{total}，与读入 {read} 行不符", "{total}, differs from {read} rows read")
CONTROL_NONE = Text("未提供", "not given")
EXTENT = Text("范围", "Extent")
COVERS = Text("覆盖期间", "Covers")
CONTROL = Text("控制总数", "Control total")
READ = Text("读入", "Read")
USED = Text("使用", "Used")
FILES = Text("文件", "Files")
UNIT_FIELD = Text("单位字段", "Unit taken from")
VERSION = Text("版本", "Version")
ADOPTION = Text("发布采用", "Adoption")
CLAUSES = Text("条款", "Clauses")
STANDARDS = Text("标准", "Standards")
STATUS_TITLES = {
    Status.JUDGED: Text("已判定", "judged"),
    Status.NOT_EVALUATED: Text("无适用记录", "nothing in scope"),
    Status.NOT_CHECKED: Text("未检查", "not checked"),
    Status.ERROR: Text("检查出错", "check failed"),
}
STATUS = Text("状态", "Status")
WHY = Text("原因", "Why")
STANDARDS_COUNTED = Text(
    "现行标准 {all} 项：已判定 {judged}，无适用记录 {idle}，未检查 {unchecked}，检查出错 {errors}。下表列出未作判定的标准及原因。",
    "Standards in force: {all}; judged {judged}, nothing in scope {idle}, not checked {unchecked}, failed {errors}. "
    "The table lists those that were not judged, and why.",
)
ALL_JUDGED = Text("现行标准 {all} 项均已判定。", "All {all} standards in force were judged.")
NO_LOG = Text("未提供日志：{log}", "not given: {log}")
NO_FIELD = Text("日志缺少字段：{fields}", "the log lacks: {fields}")
NOT_SET = Text("{names}未设定，须在审核方案中设定", "the {names} is not set; the profile has to set it")
NOTHING_IN_SCOPE = Text("没有适用的记录", "no record to which it applies")
FAILED = Text("程序出错：{why}", "it failed: {why}")
FIGURE = Text("限值", "Figure")
VALUE = Text("取值", "Value")
FROM = Text("来源", "Set by")
BECAUSE = Text("理由", "Reason")
SOURCES = {
    Source.HANDBOOK: Text("手册", "handbook"),
    Source.DEFAULT: Text("默认值（手册未定）", "default (open in the handbook)"),
    Source.PROFILE: Text("审核方案", "profile"),
}
DEFAULT_NOTE = Text("默认：{note}", "Default: {note}")
"""What the file of the standard remarks on its own figure, where a profile sets another."""
READINGS_NOTE = Text(
    "只列已作判定的标准；其余标准的理解见准则文件。",
    "Standards that were judged; readings of the others stand in the policy files.",
)
UNSET = Text("未设定", "not set")
BINDS = Text("适用单位：{units}", "binds: {units}")
OVERRIDES_NOTE = Text(
    "下列限值由手册以外给定：手册未作规定而取默认值，或由审核方案改定。",
    "These figures are not the handbook's: it leaves them open and a default is taken, or the profile sets them.",
)
NO_FIGURES = Text("所有限值均出自手册。", "All figures are the handbook's own.")
READING = Text("所取理解", "Reading")
WAIVED_KEYS = Text("适用记录", "Records")
ALL_KEYS = Text("全部", "all")
ALL_UNITS = Text("全部单位", "all units")
APPROVED_BY = Text("批准人", "Approved by")
VALID = Text("有效期", "Valid")
VALID_SPAN = Text("{effective} 起，{expires} 前", "from {effective}, before {expires}")
UNUSED = Text("（未用到）", "(not used)")
ALL_STANDARDS = Text("该日志的全部标准", "every standard on the log")
CATEGORY = Text("类别", "Category")
PROOF = Text("证明材料", "Evidence")
DECIDED = Text("裁定", "Decided")
UPHELD_NOTE = Text("成立的申诉 {n} 条，所涉记录已从计数中核减：", "Upheld: {n}; the records are left out of the count:")
DISMISSED_NOTE = Text("不成立的申诉 {n} 条，计数不变：", "Dismissed: {n}; the count stays as it is:")
NO_BREACH = Text("（没有与之对应的不符合）", "(no breach answers to it)")
LEVEL = Text("层级", "Level")
PARENT = Text("上级", "Under")
HEAD = Text("负责人", "Head")
DEPARTMENT = Text("部门", "Department")
FOUND = Text("发现", "Findings")
MORE_UNITS = Text("另有 {n} 个单位未列。", "{n} more units are not listed.")
RULE = Text("规则", "Rule")
LEVELS = {
    "province": Text("省公司", "province"),
    "headquarters": Text("总部", "headquarters"),
    "region": Text("区公司", "region"),
    "city": Text("地市", "city"),
    "county": Text("区县", "county"),
    "branch": Text("分公司", "branch"),
    "centre": Text("中心", "centre"),
    "department": Text("部门", "department"),
    "shop": Text("营业厅", "shop"),
    "supplier": Text("服务商", "supplier"),
}
"""Usual levels of units; another is printed as it was given."""
CODE = Text("代码", "Code")
STRATUM = Text("阶段", "Stage")
STRATA = {
    "nonconformity": Text("认定", "conclusion"),
    "counts": Text("计数", "counting"),
    "grade": Text("判级", "grading"),
    "systemic": Text("共性", "systemic"),
    "escalation": Text("升级", "escalation"),
    "actions": Text("措施", "actions"),
}
THRESHOLDS = Text("审核方案的判级界限：{values}。", "Thresholds of the profile: {values}.")
THRESHOLD_TITLES = {
    "major_rate_bp": Text("严重不符合的不符合率", "nonconforming share of a major"),
    "major_judged": Text("按比率判严重所需的已判定数", "judged for a major by share"),
    "major_overrun_seconds": Text("超时判为严重的界限", "overrun beyond which it is major"),
    "minors_make_a_major": Text("同一条款下合为严重的一般不符合数", "minors on one clause that make a major"),
    "missed_slots_major": Text("判为严重的缺失次数", "duties missed that make a major"),
    "repeated_periods": Text("视为重复发生的连续期数", "periods in a row that count as repeated"),
    "systemic_units": Text("共性问题的单位数", "units that make a common problem"),
    "systemic_standards": Text("同一单位共性问题的要求数", "requirements in one unit that make a common problem"),
    "good_practice_judged": Text("亮点所需的已判定件数", "cases judged for good practice"),
    "good_practice_slots": Text("亮点所需的已判定期次", "duties and figures judged for good practice"),
    "good_practice_others": Text("亮点所需的其他不符合单位数", "other units in breach for good practice"),
    "escalation_days": Text("严重不符合的上报期限（工作日）", "working days until a major is reported"),
}
