"""What the reader of a report must know before believing it."""

from __future__ import annotations

from collections.abc import Sequence

from hegui.words.bound import BoundLog
from hegui.words.calendars import WorkingCalendar
from hegui.words.checks import Deadline, LimitTable
from hegui.words.durations import Clock, Limit
from hegui.words.jobs import Job
from hegui.words.profiles import Waiver
from hegui.words.standards import Handbook, Standard
from hegui.words.text import Text


def warnings(
    job: Job,
    handbooks: Sequence[Handbook],
    logs: Sequence[BoundLog],
    standards: Sequence[Standard],
    calendar: WorkingCalendar,
    unused: Sequence[Waiver],
) -> tuple[Text, ...]:
    """All warnings of an audit, in a fixed order."""
    found: list[Text] = []
    found += [
        Text(
            f"手册《{handbook.title.zh}》未登记正式发布采用的文件，其举例性要求仅列为观察项。",
            f"The handbook “{handbook.title.en}” has no record of adoption; its example duties are graded as observations.",
        )
        for handbook in handbooks
        if handbook.adoption is None
    ]
    if calendar.unknown_years and any(_works(standard) for standard in standards):
        years = ", ".join(map(str, calendar.unknown_years))
        found.append(
            Text(
                f"{years} 年没有节假日数据，按周一至周五计工作日。", f"No holiday data for {years}: Monday to Friday count as working days."
            )
        )
    for log in logs:
        total = log.control_total
        if total is not None and total != log.account.read:
            found.append(
                Text(
                    f"{log.log.title.zh}：控制总数 {total} 与读入 {log.account.read} 行不符。",
                    f"{log.log.title.en}: the control total is {total}, but {log.account.read} rows were read.",
                )
            )
    found += [
        Text(f"豁免未被用到：{waiver.standard}（{waiver.reason}）。", f"A waiver was not used: {waiver.standard} ({waiver.reason}).")
        for waiver in unused
    ]
    if job.show_personal:
        found.append(Text("本报告显示个人信息。", "This report shows personal data."))
    return tuple(found)


def _works(standard: Standard) -> bool:
    if not isinstance(standard.check, Deadline):
        return False
    within = standard.check.within
    limits: tuple[Limit, ...] = tuple(within.table.values()) if isinstance(within, LimitTable) else (within,)
    return any(limit.clock in {Clock.WORKING, Clock.WORKING_DAYS} for limit in limits)
