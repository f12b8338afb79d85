-- Events of an access log. `matched` has its requests, and what the address tells of each. A file that is fetched in parts is one
-- download: a part counts only if the reader has not asked for anything of the file in the half hour before. What was sent of a file
-- is not its size: that is the largest complete answer of the log.
CREATE OR REPLACE TEMP VIEW events_of_log AS
SELECT
  *,
  CAST(try_strptime(time, '%d/%b/%Y:%H:%M:%S %z') AS TIMESTAMP) AS moment
FROM matched
WHERE kind IS NOT NULL OR is_broken;

CREATE OR REPLACE TEMP VIEW parsed AS
SELECT
  line,
  moment AS time,
  kind,
  record,
  file,
  CAST(NULL AS VARCHAR) AS extension,
  CASE WHEN kind = 'download' THEN size END AS bytes,
  CAST(NULL AS VARCHAR) AS visitor,
  FALSE AS pseudonym,
  ip,
  agent,
  CAST(NULL AS VARCHAR) AS country,
  referrer,
  CAST(NULL AS BOOLEAN) AS robot,
  CAST(NULL AS BOOLEAN) AS machine,
  CASE
    WHEN is_broken THEN 'line'
    WHEN moment IS NULL THEN 'time'
    WHEN COALESCE(record, '') = '' THEN 'record'
  END AS reason
FROM (
  SELECT
    line, moment, kind, record, file, ip, agent, referrer, is_broken, status,
    CAST(NULL AS BIGINT) AS size,
    CAST(NULL AS TIMESTAMP) AS before
  FROM events_of_log
  WHERE kind IS DISTINCT FROM 'download'
  UNION ALL
  SELECT
    line, moment, kind, record, file, ip, agent, referrer, is_broken, status,
    max(CASE WHEN status = '200' THEN TRY_CAST(size AS BIGINT) END) OVER (PARTITION BY record, file) AS size,
    lag(moment) OVER (PARTITION BY ip, agent, record, file ORDER BY moment, line, status) AS before
  FROM events_of_log
  WHERE kind = 'download'
) AS ordered
WHERE (status = '206' AND before IS NOT NULL AND moment - before <= INTERVAL 30 MINUTE) IS NOT TRUE
