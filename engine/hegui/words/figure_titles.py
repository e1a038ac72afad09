"""What named figures of standards are called where their standard does not say it itself."""

from __future__ import annotations

from collections.abc import Mapping

from hegui.words.text import Text

FIGURE_TITLES: Mapping[str, Text] = {
    "base": Text("折算基数", "base"),
    "check_limit": Text("核查时限", "limit for the check"),
    "cycle": Text("周期", "cycle"),
    "days_on_post": Text("当月在岗天数", "days on post in the month"),
    "days_open": Text("当月在建天数", "days under construction in the month"),
    "decided_within": Text("决定时限", "limit for the decision"),
    "decimals": Text("小数位数", "decimals"),
    "excellent": Text("优秀的分数线", "score from which it is excellent"),
    "falls": Text("连续下降次数", "falls in a row"),
    "fewest_findings": Text("最少发现数", "fewest findings"),
    "filing_day": Text("上报日", "day of filing"),
    "full_score": Text("满分", "full score"),
    "general_limit": Text("一般件的时限", "limit for general cases"),
    "grace": Text("宽限", "grace"),
    "highest": Text("最高分", "highest score"),
    "improvement_limit": Text("改进时限", "limit for the improvement"),
    "interval": Text("周期", "interval"),
    "least": Text("最低值", "least"),
    "limit": Text("时限", "time limit"),
    "longest": Text("最长时间", "longest time"),
    "lowest": Text("最低分", "lowest score"),
    "major_limit": Text("重大件的时限", "limit for major cases"),
    "max_unknown": Text("容许的无法判定占比", "share of undetermined that is allowed"),
    "most": Text("最高值", "most"),
    "report_limit": Text("报告时限", "limit for the report"),
    "rises": Text("连续上升次数", "rises in a row"),
    "rounding": Text("允许的差异", "difference allowed"),
    "shortest": Text("最短时间", "shortest time"),
    "slack": Text("宽限", "grace"),
    "start_limit": Text("启动时限", "limit for the start"),
    "still_current": Text("考核有效的时间", "time that a review stays current"),
    "stretch": Text("计数的时段", "stretch that is counted"),
    "target": Text("目标值（%）", "target (%)"),
    "tolerance": Text("容许的不符合占比", "share of breaches that is tolerated"),
    "tolerated": Text("容许的件数", "number tolerated"),
    "urgent_limit": Text("紧急件的时限", "limit for urgent cases"),
    "validity": Text("有效期", "validity"),
    "window": Text("观察期", "time in which it counts"),
}
"""Names that several standards use, and what a profile can set of each standard; any other has a title of its own."""
