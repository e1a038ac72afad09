"""What is recommended where the remedy of a standard does not say it: for records, escalations, and what is systemic."""

from __future__ import annotations

from collections.abc import Mapping

from hegui.words.standards import Standard
from hegui.words.text import Text

RECORDS: Mapping[str, Text] = {
    "correction": Text(
        "补录缺失的字段，更正无法识别或前后矛盾的记录。",
        "Complete the missing fields and correct the records that cannot be read or contradict themselves.",
    ),
    "corrective_action": Text(
        "查明记录缺失的原因，在录入环节设置必填和校验，并明确记录责任。",
        "Find out why the records are incomplete, make the fields required and checked on entry, and assign who keeps them.",
    ),
    "verification": Text(
        "用下一期数据重新检查，无法判定的比例不超过上限。",
        "Check again on the data of the next period: the share that cannot be judged stays within the limit.",
    ),
}
"""Type of action to its text where the record does not allow the audit, whatever the standard."""
SYSTEMIC: Mapping[str, Mapping[str, Text]] = {
    "units": {
        "corrective_action": Text(
            "各单位的同一问题统一查找共同原因，从制度、流程和系统上制定一项整改措施，下发全部单位执行，并举一反三。",
            "Look for the one cause behind the same breach in these units, settle one measure in rules, process and systems, "
            "and have every unit carry it out.",
        ),
        "verification": Text(
            "用下一期数据重新检查全部单位，不符合该要求的单位数低于共性问题的界限。",
            "Check every unit again on the data of the next period: fewer units breach the requirement than make it systemic.",
        ),
    },
    "standards": {
        "corrective_action": Text(
            "对该单位的流程管理作一次专项评审，查明多项要求同时不符合的管理原因，由上级督办整改。",
            "Review how this unit manages its processes, find what lets several requirements be breached at once, "
            "and follow the mending from above.",
        ),
        "verification": Text(
            "用下一期数据重新检查该单位，不符合的要求项数低于共性问题的界限。",
            "Check the unit again on the data of the next period: fewer requirements are breached than make it systemic.",
        ),
    },
}
"""Extent to type of action to its text."""


def remedy(type_: str, standard: Standard) -> Text:
    """What the standard recommends."""
    said = standard.remedy
    return {"correction": said.correction, "corrective_action": said.corrective, "verification": said.verification}[type_]


def escalation(to: Text) -> Text:
    """A major nonconformity reported upwards."""
    return Text(
        f"将事实、分级依据和整改安排书面上报{to.zh}，由其跟踪直至关闭。",
        f"Report the facts, the reasons for the grade and the planned actions to {to.en} in writing; they are followed there to the end.",
    )
