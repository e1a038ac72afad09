"""Complaint events as an operator's system might export them: deterministic, made by the engine itself, ten million in seconds."""

from __future__ import annotations

from pathlib import Path

import duckdb

AS_OF = "2026-07-01 00:00:00"
"""Nothing is recorded for later: the log was extracted then."""

# u(i, k) is a number in [0, 1) that depends on the case and on what it is drawn for.
EVENTS = """
CREATE MACRO u(i, k) AS (hash(i::BIGINT, k::INTEGER) % 1000003) / 1000003.0;
CREATE TABLE cases AS
SELECT
  i,
  'T' || lpad(i::VARCHAR, 9, '0') AS key,
  TIMESTAMP '2026-01-01' + to_seconds((u(i, 1) * 181 * 86400)::BIGINT) AS t0,
  'branch-' || lpad((u(i, 2) * 31)::INTEGER::VARCHAR, 2, '0') AS branch,
  CASE WHEN u(i, 3) < 0.70 THEN '一般' WHEN u(i, 3) < 0.90 THEN '紧急' WHEN u(i, 3) < 0.98 THEN '重大' END AS tier,
  CASE
    WHEN u(i, 4) < 0.60 THEN '电话' WHEN u(i, 4) < 0.85 THEN '在线平台' WHEN u(i, 4) < 0.95 THEN '营业厅' WHEN u(i, 4) < 0.98 THEN '来信'
  END AS channel,
  CASE WHEN u(i, 5) < 0.50 THEN '技术类' WHEN u(i, 5) < 0.80 THEN '服务类' WHEN u(i, 5) < 0.97 THEN '管理类' END AS type,
  'agent-' || lpad((i % 500)::VARCHAR, 4, '0') AS agent,
  'agent-' || lpad(((i + (u(i, 6) < 0.04)::INTEGER) % 500)::VARCHAR, 4, '0') AS owner,
  CASE WHEN u(i, 7) < 0.10 THEN '是' WHEN u(i, 7) < 0.95 THEN '否' END AS transferred,
  CASE
    WHEN u(i, 8) < 0.70 THEN '电话' WHEN u(i, 8) < 0.90 THEN '短信' WHEN u(i, 8) < 0.95 THEN '上门' WHEN u(i, 8) < 0.98 THEN '邮件'
  END AS feedback,
  CASE WHEN u(i, 9) < 0.97 THEN '是' WHEN u(i, 9) < 0.99 THEN '否' END AS process,
  CASE WHEN u(i, 10) < 0.97 THEN '是' WHEN u(i, 10) < 0.99 THEN '否' END AS result,
  CASE WHEN u(i, 11) < 0.97 THEN '是' WHEN u(i, 11) < 0.99 THEN '否' END AS handled,
  CASE WHEN u(i, 12) < 0.97 THEN '是' WHEN u(i, 12) < 0.99 THEN '否' END AS responsible
FROM range({cases}) AS numbers (i);

CREATE TABLE steps (step INTEGER, activity VARCHAR, share DOUBLE, from_hours DOUBLE, to_hours DOUBLE);
INSERT INTO steps VALUES
  (1, '受理', 1.00, 0, 0), (2, '登记', 0.35, 0, 25), (3, '分类', 0.40, 0, 2), (4, '首次响应', 0.80, 0, 26), (5, '调查', 0.40, 1, 20),
  (6, '处理', 0.75, 4, 50), (7, '反馈', 0.72, 5, 56), (8, '归档', 0.35, 57, 72), (9, '关闭', 0.15, 73, 80),
  (10, '首次响应', 0.02, -3, 0), (11, '反馈', 0.03, 57, 90), (12, '受理', 0.02, 1, 60);
"""
"""The cases, and the steps that they may go through; the last three are early answers, second feedback and reopened cases."""

COLUMNS = """
SELECT
  key AS "工单流水号",
  activity AS "环节",
  moment AS "发生时间",
  CASE WHEN step IN (5, 6) THEN 'expert-' || (i % 97)::VARCHAR ELSE agent END AS "操作人",
  branch AS "用户归属地",
  tier AS "投诉等级",
  channel AS "受理渠道",
  type AS "投诉类型",
  owner AS "首问责任人",
  transferred AS "是否审批转派",
  feedback AS "反馈方式",
  process AS "是否反馈处理过程",
  result AS "是否反馈处理结果",
  handled AS "是否反馈处理时间",
  responsible AS "是否反馈责任人"
FROM (
  SELECT *, t0 + to_seconds(((from_hours + u(i, 40 + step) * (to_hours - from_hours)) * 3600)::BIGINT) AS moment
  FROM cases JOIN steps ON u(i, 20 + step) < share
)
WHERE moment <= TIMESTAMP '{as_of}' AND t0 <= TIMESTAMP '{as_of}'
ORDER BY moment, key, step
"""


def events(target: Path, cases: int) -> int:
    """Write the events of so many cases as Parquet, unless they are there; give their number."""
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            connection.execute(EVENTS.format(cases=cases))
            unfinished = target.with_suffix(".part")
            connection.execute(f"COPY ({COLUMNS.format(as_of=AS_OF)}) TO '{unfinished}' (FORMAT parquet)")
        unfinished.rename(target)
    with duckdb.connect() as connection:
        row = connection.execute(f"SELECT count(*) FROM '{target}'").fetchone()
    assert row is not None
    return int(row[0])
