-- Contradictions among counted records. `content_rows`: what was added and removed on each day.
CREATE OR REPLACE TEMP TABLE contradictions AS
SELECT 'has fewer records, files or bytes than none' AS rule, scope, CAST(day AS VARCHAR) AS day, breakdown || ' ' || value AS part
FROM (
  SELECT
    scope,
    day,
    breakdown,
    value,
    sum(records) OVER part AS records,
    sum(parents) OVER part AS parents,
    sum(files) OVER part AS files,
    sum(bytes) OVER part AS bytes
  FROM content_rows
  WINDOW part AS (PARTITION BY scope, breakdown, value ORDER BY day)
) AS running
WHERE LEAST(records, parents, files, bytes) < 0 OR parents > records
UNION ALL
SELECT 'has parts that are not the whole', parts.scope, CAST(parts.day AS VARCHAR), 'filePresence'
FROM (
  SELECT scope, day, sum(records) AS records, sum(files) AS files, sum(bytes) AS bytes
  FROM content_rows
  WHERE breakdown = 'filePresence'
  GROUP BY scope, day
) AS parts
JOIN (SELECT * FROM content_rows WHERE breakdown = '') AS whole ON whole.scope = parts.scope AND whole.day = parts.day
WHERE parts.records <> whole.records OR parts.files <> whole.files OR parts.bytes <> whole.bytes;
