-- Events of a log for Make Data Count. `matched` has its requests, and what the address tells of each. A reader is the first of
-- session, cookie and user that is known; `:guest` is every user who has not logged in. Who sends no agent is a program.
CREATE OR REPLACE TEMP VIEW parsed AS
SELECT
  line,
  CAST(TRY_CAST(event_time AS TIMESTAMPTZ) AS TIMESTAMP) AS time,
  kind,
  identifier AS record,
  CASE WHEN kind = 'download' THEN COALESCE(filename, url) END AS file,
  NULLIF(lower(regexp_extract(COALESCE(filename, ''), '\.([A-Za-z0-9]{1,10})$', 1)), '') AS extension,
  TRY_CAST(size AS BIGINT) AS bytes,
  COALESCE('s ' || session_cookie, 'c ' || user_cookie, CASE WHEN NOT starts_with(user_id, ':') THEN 'u ' || user_id END) AS visitor,
  FALSE AS pseudonym,
  ip,
  agent,
  CAST(NULL AS VARCHAR) AS country,
  CAST(NULL AS VARCHAR) AS referrer,
  CAST(NULL AS BOOLEAN) AS robot,
  CASE WHEN agent IS NULL THEN TRUE END AS machine,
  CASE
    WHEN columns <> 19 THEN 'columns'
    WHEN TRY_CAST(event_time AS TIMESTAMPTZ) IS NULL THEN 'time'
    WHEN identifier IS NULL THEN 'record'
    WHEN size IS NOT NULL AND TRY_CAST(size AS BIGINT) IS NULL THEN 'bytes'
  END AS reason
FROM matched
WHERE kind IS NOT NULL OR columns <> 19;
