"""A second log beside the sound folder, and a check in place of the one that the folder has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hegui.policy.library import Policies
from hegui.words.kinds import Check

Files = dict[str, str]
Load = Callable[[Files], Policies]
Faults = Callable[[Files], list[str]]

REGISTER_LOG = """\
log: register
title: {zh: 登记, en: Register}
row: {zh: 一人, en: one person}
key: entry
unit: branch
anchor: since
fields:
  entry: {type: id, zh: 编号, en: Entry}
  branch: {type: id, zh: 分公司, en: Branch}
  person: {type: id, zh: 人员, en: Person}
  since: {type: date, zh: 起, en: Since}
  until: {type: date, zh: 止, en: Until, planned: true}
  post: {type: enum, zh: 岗位, en: Post, values: {desk: [坐席], office: [后台]}}
  passed_at: {type: datetime, zh: 通过时间, en: Passed}
  points: {type: number, zh: 分数, en: Points}
"""

DEADLINE = "deadline: {from: received_at, to: answered_at, within: limit}"
PARAMETERS = """\
    most: {value: 3, source: default, note: {zh: 建议。, en: Proposed.}}
    share: {value: 97.5, source: default, note: {zh: 建议。, en: Proposed.}}
    cycle: {value: cycle of 4 months, source: default, note: {zh: 建议。, en: Proposed.}}
    open: {value: ~, source: default, note: {zh: 未定。, en: Open.}}
"""


@pytest.fixture
def with_check(files: Files) -> Callable[[str], Files]:
    """The folder with another check, more parameters and no examples; of the log ``trace`` where the check begins with ``trace:``."""

    def changed(check: str) -> Files:
        log, _, text = check.rpartition("|")
        files["vocabulary/register.yaml"] = REGISTER_LOG
        own = files["book/ticket.yaml"].split("  examples:")[0].replace(DEADLINE, text).replace("  check:\n", f"{PARAMETERS}  check:\n")
        files["book/ticket.yaml"] = own.replace("log: ticket", f"log: {log}").replace('  where: tier == "urgent"\n', "") if log else own
        return files

    return changed


@pytest.fixture
def built(load: Load, with_check: Callable[[str], Files]) -> Callable[[str], Check]:
    """The check that a text gives."""
    return lambda text: load(with_check(text)).standards[0].check


@pytest.fixture
def refused(wrong: Faults, with_check: Callable[[str], Files]) -> Callable[[str], list[str]]:
    """What is wrong with a check; places without the file."""
    return lambda text: [fault.removeprefix("p/book/ticket.yaml:") for fault in wrong(with_check(text))]
