-- The yardstick: the twenty complaint standards by hand, in one statement over a log of events, with the five counts of each by branch and month.
-- A verdict is 0 not applicable, 1 conforming, 2 nonconforming, 3 pending, 4 undetermined. `$log` and `$as_of` are filled in.

CREATE MACRO within(received, reached, closed, hours) AS CASE
  WHEN received IS NULL THEN 4
  WHEN reached IS NULL THEN CASE WHEN closed OR epoch_us(received) + hours * 3600000000 < epoch_us(TIMESTAMP '$as_of') THEN 2 ELSE 3 END
  WHEN epoch_us(reached) > epoch_us(received) + hours * 3600000000 THEN 2
  ELSE 1 END;

CREATE MACRO scoped(scope, received, verdict) AS CASE WHEN NOT scope THEN 0 WHEN received IS NULL OR scope IS NULL THEN 4 ELSE verdict END;

CREATE MACRO in_order(a, b, c, d, e, closed) AS CASE
  WHEN a IS NULL THEN 4
  WHEN b < a OR c < greatest(a, b) OR d < greatest(a, b, c) OR e < greatest(a, b, c, d) THEN 2
  WHEN b IS NULL AND coalesce(c, d, e) IS NOT NULL OR c IS NULL AND coalesce(d, e) IS NOT NULL OR d IS NULL AND e IS NOT NULL THEN 2
  WHEN e IS NULL THEN CASE WHEN closed THEN 2 ELSE 3 END
  ELSE 1 END;

CREATE MACRO one_person(received, a, b, excused) AS CASE
  WHEN received IS NULL THEN 4
  WHEN a IS NULL AND b IS NULL THEN 0
  WHEN excused THEN 1
  WHEN a <> b THEN CASE WHEN excused IS NULL THEN 4 ELSE 2 END
  WHEN a IS NULL OR b IS NULL THEN 4
  ELSE 1 END;

CREATE MACRO listed(received, value, codes) AS CASE
  WHEN received IS NULL OR value IS NULL THEN 4 WHEN list_contains(codes, value) THEN 1 ELSE 2 END;

WITH events AS (
  SELECT * FROM '$log' WHERE "发生时间" <= TIMESTAMP '$as_of'
),

steps AS (
  SELECT
    "工单流水号" AS key,
    min("发生时间") FILTER ("环节" = '受理') AS received,
    min("发生时间") FILTER ("环节" = '登记') AS recorded,
    max("发生时间") FILTER ("环节" = '登记') AS last_recorded,
    min("发生时间") FILTER ("环节" = '分类') AS classified,
    min("发生时间") FILTER ("环节" = '首次响应') AS response,
    max("发生时间") FILTER ("环节" = '首次响应') AS last_response,
    min("发生时间") FILTER ("环节" = '调查') AS investigated,
    min("发生时间") FILTER ("环节" = '处理') AS handled,
    max("发生时间") FILTER ("环节" = '处理') AS last_handled,
    min("发生时间") FILTER ("环节" = '反馈') AS feedback,
    max("发生时间") FILTER ("环节" = '反馈') AS last_feedback,
    min("发生时间") FILTER ("环节" = '归档') AS archived,
    min("发生时间") FILTER ("环节" = '关闭') AS closed_at,
    arg_min("操作人", "发生时间") FILTER ("环节" = '受理') AS accepted_by,
    arg_max("首问责任人", "发生时间") AS owner,
    arg_max("用户归属地", "发生时间") AS branch,
    arg_max("投诉等级", "发生时间") AS tier,
    arg_max("受理渠道", "发生时间") AS channel,
    arg_max("投诉类型", "发生时间") AS type,
    arg_max("是否审批转派", "发生时间") = '是' AS transferred,
    arg_max("反馈方式", "发生时间") AS feedback_channel,
    arg_max("是否反馈处理过程", "发生时间") = '是' AS states_process,
    arg_max("是否反馈处理结果", "发生时间") = '是' AS states_result,
    arg_max("是否反馈处理时间", "发生时间") = '是' AS states_time,
    arg_max("是否反馈责任人", "发生时间") = '是' AS states_responsible
  FROM events GROUP BY ALL
),

-- Where a step was first taken before the complaint was received, the first time after that counts.
later AS (
  SELECT
    key,
    min("发生时间") FILTER ("环节" = '登记') AS recorded,
    min("发生时间") FILTER ("环节" = '首次响应') AS response,
    min("发生时间") FILTER ("环节" = '处理') AS handled,
    min("发生时间") FILTER ("环节" = '反馈') AS feedback
  FROM events JOIN steps ON "工单流水号" = key
  WHERE (steps.recorded < received OR steps.response < received OR steps.handled < received OR steps.feedback < received)
    AND "发生时间" >= received
  GROUP BY key
),

cases AS (
  SELECT
    steps.*,
    CASE WHEN steps.recorded < received THEN later.recorded ELSE steps.recorded END AS recorded_after,
    CASE WHEN steps.response < received THEN later.response ELSE steps.response END AS response_after,
    CASE WHEN steps.handled < received THEN later.handled ELSE steps.handled END AS handled_after,
    CASE WHEN steps.feedback < received THEN later.feedback ELSE steps.feedback END AS feedback_after,
    closed_at IS NOT NULL OR archived IS NOT NULL AS closed
  FROM steps LEFT JOIN later USING (key)
),

results AS (
  SELECT *, CASE WHEN handled_after IS NOT NULL AND feedback_after IS NOT NULL THEN greatest(handled_after, feedback_after) END AS result FROM cases
),

verdicts AS (
  SELECT
    branch,
    strftime(date_trunc('month', received), '%Y-%m') AS month,
    within(received, response_after, closed, 24) AS "improvement-manual.2.4.desk-first-response",
    within(received, recorded_after, closed, 24) AS "improvement-manual.2.4.recording",
    scoped(type IS NOT NULL, received, listed(received, type, ['技术类', '服务类', '管理类'])) AS "improvement-manual.5.1.cause-class",
    scoped(channel IS NOT NULL, received, listed(received, channel, ['电话', '在线平台', '营业厅'])) AS "improvement-manual.5.1.channel-class",
    within(received, response_after, closed, 24) AS "improvement-manual.5.2.first-response",
    one_person(received, accepted_by, owner, transferred) AS "improvement-manual.5.2.first-contact",
    within(received, feedback_after, closed, 48) AS "improvement-manual.5.2.result-feedback",
    scoped(feedback IS NOT NULL, received, listed(received, feedback_channel, ['电话', '短信', '邮件'])) AS "improvement-manual.5.3.feedback-channel",
    in_order(received, investigated, handled, feedback, coalesce(archived, feedback), closed) AS "service-guide.3.3.1.complaint-stages",
    one_person(received, accepted_by, owner, transferred) AS "service-guide.3.3.2.first-acceptor",
    in_order(received, classified, handled, feedback, closed_at, closed) AS "service-guide.5.2.complaint-team-stages",
    listed(received, tier, ['一般', '紧急', '重大']) AS "service-guide.5.2.severity-tier",
    scoped(tier = '一般', received, within(received, response_after, closed, 24)) AS "service-guide.5.3.general-response",
    scoped(tier = '一般', received, within(received, result, closed, 48)) AS "service-guide.5.3.general-feedback",
    scoped(tier = '紧急', received, within(received, response_after, closed, 12)) AS "service-guide.5.3.urgent-response",
    scoped(tier = '紧急', received, within(received, result, closed, 24)) AS "service-guide.5.3.urgent-feedback",
    scoped(tier = '重大', received, within(received, response_after, closed, 24)) AS "service-guide.5.3.major-response",
    scoped(tier = '重大', received, within(received, result, closed, 48)) AS "service-guide.5.3.major-feedback",
    CASE
      WHEN received IS NULL THEN 4
      WHEN feedback IS NULL THEN 0
      WHEN NOT (states_process AND states_result AND states_time AND states_responsible) THEN 2
      WHEN states_process AND states_result AND states_time AND states_responsible THEN 1
      ELSE 4 END AS "service-guide.5.4.result-content",
    scoped(feedback IS NOT NULL, received, listed(received, feedback_channel, ['电话', '短信', '邮件'])) AS "service-guide.5.4.result-channel"
  FROM results
)

SELECT
  branch,
  month,
  sum(COLUMNS('.*\..*') = 0) AS "\0 not_applicable",
  sum(COLUMNS('.*\..*') = 1) AS "\0 conforming",
  sum(COLUMNS('.*\..*') = 2) AS "\0 nonconforming",
  sum(COLUMNS('.*\..*') = 3) AS "\0 pending",
  sum(COLUMNS('.*\..*') = 4) AS "\0 undetermined"
FROM verdicts
GROUP BY branch, month
ORDER BY branch, month;
