"""What the reader of a report must know before believing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hegui.words.attestations import Attestation
from hegui.words.bound import BoundLog
from hegui.words.calendars import WorkingCalendar
from hegui.words.checks import Deadline
from hegui.words.durations import Clock, Limit
from hegui.words.findings import Determination, PastAudit
from hegui.words.jobs import Job
from hegui.words.kinds import Check
from hegui.words.profiles import Objection, Waiver
from hegui.words.related import FollowUp, Triggers
from hegui.words.slots import Cadence
from hegui.words.standards import Handbook, Standard
from hegui.words.text import Text


@dataclass(frozen=True)
class Unanswered:
    """What people decided about things that the audit did not find."""

    waivers: Sequence[Waiver] = ()
    objections: Sequence[Objection] = ()
    determinations: Sequence[Determination] = ()
    attestations: Sequence[Attestation] = ()


def warnings(
    job: Job,
    handbooks: Sequence[Handbook],
    logs: Sequence[BoundLog],
    standards: Sequence[Standard],
    calendar: WorkingCalendar,
    unanswered: Unanswered,
    as_of: datetime | None = None,
) -> tuple[Text, ...]:
    """All warnings of an audit, in a fixed order; ``as_of`` is its instant."""
    found = [*_unadopted(handbooks), *_unknown_years(standards, calendar), *_totals(logs), *_unused(unanswered)]
    past = job.last_audit
    if past is not None and as_of is not None and past.as_of >= as_of:
        found.append(_no_earlier(past))
    if job.show_personal:
        found.append(Text("本报告显示个人信息。", "This report shows personal data."))
    return tuple(found)


def _unadopted(handbooks: Sequence[Handbook]) -> Iterator[Text]:
    for handbook in handbooks:
        if handbook.adoption is None:
            yield Text(
                f"手册《{handbook.title.zh}》未登记正式发布采用的文件，其举例性要求仅列为观察项。",
                f"The handbook “{handbook.title.en}” has no record of adoption; its example duties are graded as observations.",
            )


def _unknown_years(standards: Sequence[Standard], calendar: WorkingCalendar) -> Iterator[Text]:
    if calendar.unknown_years and any(_works(standard) for standard in standards):
        years = ", ".join(map(str, calendar.unknown_years))
        yield Text(f"{years} 年没有节假日数据，按周一至周五计工作日。", f"No holiday data for {years}: Monday to Friday are worked.")


def _totals(logs: Sequence[BoundLog]) -> Iterator[Text]:
    for log in logs:
        total = log.control_total
        if total is not None and total != log.account.read:
            yield Text(
                f"{log.log.title.zh}：控制总数 {total} 与读入 {log.account.read} 行不符。",
                f"{log.log.title.en}: the control total is {total}, but {log.account.read} rows were read.",
            )


def _unused(unanswered: Unanswered) -> Iterator[Text]:
    for waiver in unanswered.waivers:
        yield Text(f"豁免未被用到：{waiver.standard}（{waiver.reason}）。", f"A waiver was not used: {waiver.standard} ({waiver.reason}).")
    for objection in unanswered.objections:
        about = f"{objection.log} {objection.key}"
        yield Text(f"成立的申诉没有对应的不符合：{about}。", f"An upheld objection answers to no breach: {about}.")
    for determination in unanswered.determinations:
        yield Text(f"认定所指的不符合项不存在：{determination.finding}。", f"A determination is about no finding: {determination.finding}.")
    for record in unanswered.attestations:
        yield Text(f"声明所指的要求未列入本次审核：{record.standard}。", f"An attestation is of nothing in force: {record.standard}.")


def _no_earlier(past: PastAudit) -> Text:
    """A slip: a report of this very audit, whose findings would all be there again."""
    return Text(
        f"所引上次审核（{past.source or past.name}，截至 {past.as_of:%Y-%m-%d %H:%M}）不早于本次审核，“重复发生”的结论不可采信。",
        f"The last audit ({past.source or past.name}, as of {past.as_of:%Y-%m-%d %H:%M}) is no earlier than this one: "
        "do not rely on what is said to be found again.",
    )


def _works(standard: Standard) -> bool:
    """Whether its verdicts depend on which days are worked."""
    if isinstance(standard.check, Cadence):
        return standard.check.working_days_only
    return any(limit is not None and limit.clock in {Clock.WORKING, Clock.WORKING_DAYS} for limit in _limits(standard.check))


def _limits(check: Check) -> tuple[Limit | None, ...]:
    """The limits of a check on a case; those of other kinds are never of working time."""
    match check:
        case Deadline():
            return check.limits
        case FollowUp(within=within) | Triggers(within=within):
            return (within,)
        case _:
            return ()
