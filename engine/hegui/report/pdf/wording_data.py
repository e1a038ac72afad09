"""Fixed wording of clause coverage, data quality and provenance."""

from __future__ import annotations

from hegui.words.text import Text

# Clause coverage

COVERAGE_NOTE = Text(
    "现行手册的每一条款均列于下表：共 {all} 条，{statuses}。",
    "Every clause of every handbook in force is listed: {all} in all; {statuses}.",
)
CLAUSE_TITLE = Text("条款内容", "Title")
DETAIL = Text("说明", "Details")
COVERED_STANDARDS = Text("标准 {checked}/{all} 项已查", "{checked} of {all} checked")
COVERED_FINDINGS = Text("{n} 项发现", "{n}")
COVERED_COUNTS = Text("判定 {judged}，不符合 {breaches}", "judged {judged}, nonconforming {breaches}")
COVERED_COUNTS_UNKNOWN = Text(
    "判定 {judged}，不符合 {breaches}，无法判定 {unknown}", "judged {judged}, nonconforming {breaches}, undetermined {unknown}"
)
PARTLY = Text("部分可查：{why}", "checkable in part: {why}")
NO_HANDBOOKS = Text("没有现行手册。", "No handbook is in force.")

AREAS_NOTE = Text(
    "条款要求审核涵盖下列方面；以读取有关日志的标准是否作出判定为准。",
    "The clause asks an audit to cover these; an area is covered where a standard that reads its logs was judged.",
)
AREA = Text("方面", "Area")
COVERED = Text("是否涵盖", "Covered")
AREA_COVERED = Text("已涵盖", "covered")
AREA_NOT_COVERED = Text("未涵盖", "not covered")
AREA_STANDARDS = Text("已判定标准", "Standards judged")
AREA_FINDINGS = Text("发现", "Findings")
AREA_LOGS = Text("日志", "Logs")

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
    "unreached": Text("未联系上", "not reached"),
    "refused": Text("拒访", "refused"),
    "open": Text("尚未完成", "still open"),
    "planned": Text("计划中", "planned"),
    "draft": Text("草稿", "draft"),
    "cancelled": Text("已取消", "cancelled"),
    "false_alarm": Text("误报", "false alarm"),
    "drill": Text("演练", "drill"),
    "repealed_without_date": Text("已废止而无失效日期", "repealed without a date"),
}
"""Why rows are no cases, for every reason of the shipped vocabularies; a reason of others is printed as it stands in theirs."""
FAULT = Text("问题", "Fault")
SAMPLES = Text("示例（来源 #行：内容）", "Samples (source #row: cell)")
BINDINGS = Text("字段与列的对应", "How columns were bound")
SAME_NAME = Text("列名与字段名一致的 {n} 个字段：{fields}。", "Bound by their own name, {n}: {fields}.")

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
    "determinations": Text("认定与答复", "determinations"),
    "objections": Text("申诉", "objections"),
    "attestations": Text("声明", "attestations"),
    "issued": Text("签发编号", "numbers issued"),
    "last_audit": Text("上次审核", "last audit"),
}
FILE = Text("文件", "File")
PARAMETER = Text("参数", "Parameter")
RUN_TITLES = {
    "profile": Text("审核方案", "profile"),
    "as_of": Text("数据截止时间", "data as of"),
    "as_of_given": Text("截止时间由人指定", "instant of the audit was given"),
    "from": Text("审核期间首日", "first day of the window"),
    "until": Text("审核期间末日的次日", "day after the last of the window"),
    "timezone": Text("时区", "time zone"),
    "period": Text("报告周期", "period of the report"),
    "calendar": Text("工作日历", "working calendar"),
    "show_personal": Text("显示个人信息", "personal data shown"),
}
PACKAGE = Text("软件包", "Package")
COMMAND = Text("命令", "Command")
REPEAT_STEPS = Text(
    "安装上列版本，取得上列文件并核对 SHA-256，按上述路径放置作业文件后运行该命令；输入、准则与数据截止时间相同，则报告逐字节相同。",
    "Install the versions listed, obtain the files listed and compare their SHA-256, put the job file where the command says and run it. "
    "The same inputs, policies and as-of give the same report, byte for byte.",
)
