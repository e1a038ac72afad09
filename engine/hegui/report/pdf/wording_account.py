"""Fixed wording of scope, coverage, data quality and provenance."""

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
NO_LOG = Text("未提供日志“{log}”", 'no log "{log}" was given')
NO_FIELD = Text("日志缺少字段：{fields}", "the log lacks: {fields}")
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
RULE = Text("规则", "Rule")
STRATUM = Text("阶段", "Stage")
STRATA = {
    "nonconformity": Text("认定不符合", "nonconformity"),
    "counts": Text("计数", "counting"),
    "grade": Text("判级", "grading"),
    "systemic": Text("共性", "systemic"),
    "escalation": Text("升级", "escalation"),
    "actions": Text("措施", "actions"),
}
THRESHOLDS = Text("审核方案的阈值：{values}", "Thresholds of the profile: {values}")

# Clause coverage

COVERAGE_NOTE = Text(
    "现行手册的每一条款均列于下表：共 {all} 条，{statuses}。",
    "Every clause of every handbook in force is listed: {all} in all; {statuses}.",
)
CLAUSE_TITLE = Text("条款内容", "Clause")
DETAIL = Text("说明", "Details")
COVERED_STANDARDS = Text("标准 {checked}/{all} 项已查", "{checked} of {all} standards checked")
COVERED_FINDINGS = Text("{n} 项发现", "{n}")
COVERED_COUNTS = Text("判定 {judged}，不符合 {breaches}", "judged {judged}, nonconforming {breaches}")
PARTLY = Text("部分可查：{why}", "checkable in part: {why}")
NO_HANDBOOKS = Text("没有现行手册。", "No handbook is in force.")

# Data quality

ACCOUNT_NOTE = Text(
    "读入行数 = 使用 + 搁置 + 作废。搁置与作废的行按原因计数。",
    "Rows read = used + set aside + void. Rows set aside and void rows are counted by reason.",
)
SET_ASIDE = Text("搁置", "Set aside")
VOID = Text("作废", "Void")
BALANCE = Text("相符", "Balance")
BALANCED = Text("相符", "agrees")
UNBALANCED = Text("差 {n}", "off by {n}")
VOID_REASONS = {
    "withdrawn": Text("撤回", "withdrawn"),
    "duplicate": Text("重复", "duplicate"),
    "misdirected": Text("误派", "misdirected"),
    "returned": Text("退单", "returned"),
    "test": Text("测试", "test"),
    "invalid": Text("无效", "invalid"),
    "self_service_only": Text("仅自助", "self-service only"),
    "outbound": Text("呼出", "outbound"),
    "blacklisted": Text("黑名单", "blacklisted"),
    "phantom": Text("空呼", "phantom"),
}
"""Why tickets are no cases; a reason that is not here is printed as it stands in the vocabulary."""
FAULT = Text("问题", "Fault")
SAMPLES = Text("示例（来源 #行：内容）", "Samples (source #row: cell)")
BINDINGS = Text("字段与列的对应", "How columns were bound")
CODE = Text("字段代码", "Code")
HEADER = Text("列名", "Header")
BY = Text("依据", "By")
CONFIRM = Text("请确认", "please confirm")
BINDING_KINDS = {
    "name": Text("字段名", "name"),
    "synonym": Text("同义列名", "synonym"),
    "job": Text("作业文件指定", "job file"),
    "event": Text("由活动得出", "from activities"),
}
UNBOUND = Text("未对应的列：{headers}", "Columns that nothing was bound to: {headers}")
HOW_READ = Text("读取方式：{notes}", "How it was read: {notes}")
NO_LOGS = Text("本次审核未提供任何日志。", "No logs were given to this audit.")
NO_FAULTS = Text("未发现数据问题。", "No faults were found.")
UNDETERMINED_NOTE = Text(
    "无法判定的原因及涉及的标准数：{reasons}。",
    "Why instances could not be judged, with the number of standards concerned: {reasons}.",
)

# Provenance

ROLE = Text("类别", "Role")
ROLES = {
    "policy": Text("准则文件", "policy"),
    "log": Text("日志", "log"),
    "job": Text("作业文件", "job"),
    "units": Text("单位表", "units"),
}
FILE = Text("文件", "File")
PARAMETER = Text("参数", "Parameter")
PACKAGE = Text("软件包", "Package")
COMMAND = Text("命令", "Command")
REPEAT_STEPS = Text(
    "安装上列版本，取得上列文件并核对 SHA-256，在作业文件所在目录运行上述命令；输入、准则与数据截止时间相同，则报告逐字节相同。",
    "Install the versions listed, obtain the files listed and compare their SHA-256, run the command in the folder of the job file. "
    "The same inputs, policies and as-of give the same report, byte for byte.",
)
