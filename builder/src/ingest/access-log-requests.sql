-- Requests of an access log in the form `common` or `combined`, also with the name of the host before it. Only requests that fetched
-- something are kept: GET, answered by 200 (sent), 206 (sent in part) or 304 (the browser has it), and not in advance (`prefetch`).
CREATE OR REPLACE TEMP VIEW requests AS
SELECT
  line,
  request.ip,
  request.time,
  request.url,
  request.status,
  request.size,
  NULLIF(NULLIF(request.referrer, '-'), '') AS referrer,
  NULLIF(NULLIF(request.agent, '-'), '') AS agent,
  request.ip = '' AS is_broken
FROM (
  SELECT line, regexp_extract(
      text,
      '^(?:[^\s:\[\]]+:[0-9]+ )?(\S+) \S+ (?:[^\[]* )?\[([^\]]*)\] "([^\s"]*)(?: ((?:[^\s"\\]|\\.)*))?(?: [^"]*)?" ([0-9]{3}) ([0-9]+|-)(?: "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"(.*))?',
      ['ip', 'time', 'method', 'url', 'status', 'size', 'referrer', 'agent', 'more']
    ) AS request
  FROM source
) AS found
WHERE
  request.ip = ''
  OR (request.method = 'GET' AND request.status IN ('200', '206', '304') AND NOT contains(lower(request.more), 'prefetch'));
