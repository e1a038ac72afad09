"""A small, sound folder of policies to start from: tests change one thing in it and look at what is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hegui.policy.files import Root
from hegui.policy.library import Policies
from hegui.policy.loading import lint_roots, load_roots
from hegui.words.errors import PolicyError

TICKET_LOG = """\
log: ticket
title: {zh: 工单, en: Tickets}
row: {zh: 一件工单, en: one ticket}
key: ticket_id
unit: branch
anchor: received_at
closed: closed_at is not missing or status == "closed"
void: {withdrawn: status == "withdrawn"}
fields:
  ticket_id: {type: id, zh: 工单号, en: Ticket}
  branch: {type: id, zh: 分公司, en: Branch, also: [地市]}
  received_at: {type: datetime, zh: 受理时间, en: Received}
  answered_at: {type: datetime, zh: 答复时间, en: Answered}
  closed_at: {type: datetime, zh: 关闭时间, en: Closed}
  tier: {type: enum, zh: 等级, en: Tier, values: {general: [一般], urgent: [紧急, 加急]}}
  status: {type: enum, zh: 状态, en: Status, values: {open: , closed: [已关闭], withdrawn: [撤单]}}
  channel: {type: enum, zh: 渠道, en: Channel, values: {phone: [电话], online: [网上]}}
  items: {type: list, zh: 事项, en: Items, values: {name: [], address: []}}
  taker: {type: id, zh: 受理人, en: Taker, personal: true}
  owner: {type: id, zh: 负责人, en: Owner, personal: true}
  approved: {type: boolean, zh: 已批准, en: Approved}
  score: {type: number, zh: 评分, en: Score}
  calls: {type: integer, zh: 次数, en: Calls}
  month: {type: month, zh: 月份, en: Month}
  waited: {type: duration, zh: 等待时长, en: Waited}
  opened_on: {type: date, zh: 立单日期, en: Opened on}
"""

TRACE_LOG = """\
log: trace
title: {zh: 事件, en: Trace}
row: {zh: 一个事件, en: one event}
key: trace_id
unit: none
anchor: asked_at
event_columns: {activity: [环节], time: [时间], actor: [人员]}
snapshot: {updated_at: asked_at, state: state}
fields:
  trace_id: {type: id, zh: 编号, en: Trace}
  asked_at: {type: datetime, zh: 请求时间, en: Asked}
  given_at: {type: datetime, zh: 给出时间, en: Given}
  asker: {type: id, zh: 请求人, en: Asker}
  state: {type: text, zh: 状态, en: State}
  seen_at: {type: datetime, zh: 查看时间, en: Seen}
events: {asked_at: [请求], given_at: [给出]}
actors: {asker: asked_at}
"""

HANDBOOK = """\
handbook: book
catalogue: "001"
title: {zh: 手册, en: The Book}
version: "1"
source: {zh: 来源, en: source}
adoption: {document_no: 1号, issuer: 市分公司, approved: 2025-12-01, effective_from: 2026-01-01}
clauses:
- {number: "1.1", title: {zh: 时限, en: Limits}, summary: {zh: 要快。, en: Be quick.}, checkable: yes}
- {number: "IM-2(2)2", title: {zh: 齐全, en: Completeness}, summary: {zh: 要全。, en: Be complete.}, checkable: partly,
   why_not: {zh: 部分。, en: In part.}}
- {number: "3", title: {zh: 礼貌, en: Courtesy}, summary: {zh: 要礼貌。, en: Be polite.}, checkable: no,
   why_not: {zh: 看不出。, en: Not in logs.}}
"""

STANDARDS = """\
- id: book.1.1.quick-answer
  clause: "1.1"
  catalogue: 001-S1
  title: {zh: 紧急工单按时答复, en: Urgent ticket answered in time}
  force: mandatory
  log: ticket
  where: tier == "urgent"
  parameters:
    limit: {value: 24 hours, source: handbook, note: {zh: 原文。, en: Verbatim.}}
  check:
    deadline: {from: received_at, to: answered_at, within: limit}
  responsible: desk
  cause: process
  remedy:
    correction: {zh: 补答。, en: Answer now.}
    corrective: {zh: 加人。, en: Add staff.}
    verification: {zh: 复查。, en: Check again.}
  tolerance: 0.5
  examples:
    as_of: 2026-03-03 00:00
    columns: [tier, received_at, answered_at, verdict, reason]
    rows:
    - [urgent, 2026-03-01 09:00, 2026-03-02 09:00, conforming, ~]
    - [urgent, 2026-03-01 09:00, 2026-03-02 09:01, nonconforming, late]
    - [urgent, 2026-03-01 09:00, ~, nonconforming, missing]
    - [urgent, 2026-03-02 09:00, ~, pending, ~]
    - [urgent, 2026-03-02 09:00, 2026-03-02 08:00, undetermined, not_credible]
    - [general, 2026-03-02 09:00, ~, not_applicable, ~]
    - [~, 2026-03-02 09:00, ~, undetermined, unknown_scope]
"""

ATTESTATIONS = """\
- id: book.im-2-2-2.complete
  clause: IM-2(2)2
  catalogue: 001-A1
  title: {zh: 资料齐全, en: Papers are complete}
  force: recommended
  statement: {zh: 资料都在。, en: All papers are there.}
  field: {zh: 无资料清单。, en: No list of papers.}
  responsible: desk
  valid_for: 1 year
"""

CALENDAR = """\
calendar: default
country: CN
hours: {default: ["09:00-12:00", "13:00-18:00"], north: ["08:00-16:00"]}
extra_days_off: [2026-03-04]
extra_working_days: [2026-03-08]
"""

PROFILE = """\
profile: default
title: {zh: 缺省, en: Default}
handbooks: [book]
units: {ticket: [branch]}
parameters: {minors: 3}
owners: {desk: {zh: 班长, en: Desk leader}}
due_working_days: {major: 10, minor: 30, observation: 60}
"""

RULES = """\
- id: nonconformity
  title: {zh: 不符合, en: Nonconformity}
  stratum: nonconformity
  when: {total: over_tolerance}
  then: {finding: {grade: minor}}
- id: several
  title: {zh: 多项, en: Several}
  stratum: grade
  when: {count: {of: finding, where: grade == "minor", distinct: limits_same, by: [unit], at_least: minors}}
  then: {regrade: {grade: major, weight: 2}}
"""

Files = dict[str, str]
Faults = Callable[[Files], list[str]]


@pytest.fixture
def put() -> Callable[[Path, Files], Path]:
    """Writes files into a folder."""
    return _put


def _put(folder: Path, files: Files) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def files() -> Files:
    return {
        "vocabulary/ticket.yaml": TICKET_LOG,
        "vocabulary/trace.yaml": TRACE_LOG,
        "book/handbook.yaml": HANDBOOK,
        "book/ticket.yaml": STANDARDS,
        "book/attestations.yaml": ATTESTATIONS,
        "calendars/default.yaml": CALENDAR,
        "profiles/default.yaml": PROFILE,
        "judgement/rules.yaml": RULES,
    }


@pytest.fixture
def load(tmp_path: Path) -> Callable[[Files], Policies]:
    return lambda files: load_roots([Root(_put(tmp_path / "policies", files), "p")])


@pytest.fixture
def wrong(load: Callable[[Files], Policies]) -> Faults:
    """What loading says is wrong; nothing where the files can be used."""

    def said(files: Files) -> list[str]:
        try:
            load(files)
        except PolicyError as error:
            return [str(fault) for fault in error.faults]
        return []

    return said


@pytest.fixture
def linted(tmp_path: Path) -> Faults:
    """What lint says."""
    return lambda files: [str(fault) for fault in lint_roots([Root(_put(tmp_path / "policies", files), "p")])]


@pytest.fixture
def wrong_with(files: Files, wrong: Faults) -> Callable[[str, str, str], list[str]]:
    """What loading says once one text in one file is another; faults of that file without its name."""
    return lambda name, old, new: _changed(files, name, (old, new), wrong)


@pytest.fixture
def linted_with(files: Files, linted: Faults) -> Callable[[str, str, str], list[str]]:
    """What lint says once one text in one file is another; faults of that file without its name."""
    return lambda name, old, new: _changed(files, name, (old, new), linted)


def _changed(files: Files, name: str, change: tuple[str, str], said: Faults) -> list[str]:
    assert change[0] in files[name]
    files[name] = files[name].replace(*change, 1)
    return [fault.removeprefix(f"p/{name}:") for fault in said(files)]
