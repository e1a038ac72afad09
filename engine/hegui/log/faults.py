"""The faults of data: their titles, and samples in which nothing personal is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from hegui.log.raw import Mishap
from hegui.words.bound import DataFault
from hegui.words.text import Text
from hegui.words.vocabulary import Log

SAMPLES = 5
TITLES: Mapping[str, Text] = {
    "undecodable": Text("有字节无法按文件编码识别", "bytes that the file's encoding does not know"),
    "short_row": Text("单元格少于表头的行，缺少部分按空值处理", "rows with fewer cells than the header; the rest counts as missing"),
    "ragged_row": Text("单元格多于表头的行，无法对应列，已剔除", "rows with more cells than the header; set aside"),
    "broken_line": Text("不是 JSON 对象的行，已剔除", "lines that are no JSON object; set aside"),
    "blank_row": Text("空白行，已剔除", "blank rows; set aside"),
    "footer": Text("合计行或页脚，已剔除", "totals and footers; set aside"),
    "repeated_header": Text("表头重复，取第一列", "a header that stands more than once; the first column counts"),
    "rival_header": Text("另有一列与该字段相似，未采用", "another column looks like this field and was not used"),
    "no_key": Text("缺少编号的行", "rows without a key"),
    "no_time": Text("时间缺失或无法识别的事件，已剔除", "events without a time that can be read; set aside"),
    "rounded_key": Text(
        "编号被电子表格改成科学计数，可能互相重复", "keys that a spreadsheet turned into rounded numbers: they may collide"
    ),
    "duplicate_row": Text("完全重复的行，只计一次", "rows that repeat another; counted once"),
    "conflicting_row": Text(
        "同一编号的行互相矛盾，以第一行为准且不作判定", "rows of one key that disagree; the first is kept and not judged"
    ),
    "after_as_of": Text("归属时间晚于审计时点的行，已剔除", "rows later than the instant of the audit; set aside"),
    "unit_missing": Text("缺少责任单位的行", "rows that name no unit"),
    "unknown_unit": Text("单位不在单位清单中", "units that the list of units does not know"),
    "unknown_code": Text("代码不在代码表中", "codes that the vocabulary does not know"),
    "unknown_activity": Text("环节未对应任何里程碑", "activities that are no milestone"),
    "unreadable_time": Text("时间无法识别", "times that cannot be read"),
    "time_not_credible": Text("时间不在1950年至2099年之间，不可信", "times outside of 1950 to 2099: not credible"),
    "unreadable_number": Text("数字无法识别", "numbers that cannot be read"),
    "unreadable_duration": Text("时长无法识别", "durations that cannot be read"),
    "unreadable_boolean": Text("是否值无法识别", "yes or no that cannot be read"),
    "unreadable_month": Text("月份无法识别", "months that cannot be read"),
    "negative_duration": Text("时长为负", "durations below zero"),
    "clock_gap": Text("夏令时跳过的时刻，实际不存在", "times that the change to summer time skips: they did not exist"),
    "clock_repeat": Text("夏令时结束时重复的时刻，无法区分先后", "times that the end of summer time repeats: which of two is unknown"),
    "unbound_anchor": Text(
        "缺少归属时间列，各行无法归入任何期间", "no column holds the time that places a row: no row belongs to a period"
    ),
    "control_total": Text("读入行数与源系统声明的导出行数不符", "rows read differ from the rows that the source system says it exported"),
}
"""Every fault by its code."""


class Samples:
    """Turns what went wrong into faults, with personal cells masked."""

    def __init__(self, log: Log, key: str | None, sources: Sequence[str]) -> None:
        self._log = log
        self.key = key
        self._sources = sources

    def fault(self, source: int | None, mishap: Mishap) -> DataFault:
        """A fault of one file; None: of none in particular."""
        file = "" if source is None else self._sources[source]
        return self.of_rows(mishap.code, mishap.field, mishap.count, [(file, row, cell) for row, cell in mishap.samples])

    def of_rows(self, code: str, field: str, count: int, samples: Sequence[tuple[str, int, str]]) -> DataFault:
        """A fault with rows to look at."""
        shown = tuple((file, row, self._shown(field, cell)) for file, row, cell in samples[:SAMPLES])
        return DataFault(self._log.name, code, field, count, TITLES[code], shown)

    def _shown(self, field: str, cell: str) -> str:
        known = self._log.fields.get(field)
        if known is None or not known.personal or self.key is None:
            return cell[:200]
        return pseudonym(self.key, cell)


def pseudonym(key: str, value: str) -> str:
    """What stands for a personal value: the same for the same value, and nothing to be told from it without the key."""
    return "P-" + hashlib.sha256((key + value).encode()).hexdigest()[:10]


def merged(faults: Sequence[DataFault]) -> tuple[DataFault, ...]:
    """One fault for each code and field, over all files, in a fixed order."""
    groups: dict[tuple[str, str], list[DataFault]] = {}
    for fault in faults:
        groups.setdefault((fault.code, fault.field), []).append(fault)
    result = []
    for (code, field), group in sorted(groups.items()):
        samples = tuple(sample for fault in group for sample in fault.samples)[:SAMPLES]
        result.append(DataFault(group[0].log, code, field, sum(fault.count for fault in group), group[0].title, samples))
    return tuple(result)
