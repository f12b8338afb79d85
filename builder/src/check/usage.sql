-- Contradictions among counted use. `usage_rows`: the rows to look at; `partitions`: breakdowns of which a record or an event has one
-- value at most.
CREATE OR REPLACE TEMP VIEW contradictions AS
SELECT 'is there twice' AS rule, scope, CAST(day AS VARCHAR) AS day, breakdown, value
FROM usage_rows
GROUP BY scope, day, breakdown, value
HAVING count(*) > 1
UNION ALL
SELECT 'has a number below 0', scope, CAST(day AS VARCHAR), breakdown, value
FROM usage_rows
WHERE LEAST(views, view_visitors, view_records, view_parents, downloads, download_visitors, download_records, download_parents, download_files, bytes) < 0
UNION ALL
SELECT 'has more distinct readers, records or files than events', scope, CAST(day AS VARCHAR), breakdown, value
FROM usage_rows
WHERE
  GREATEST(view_visitors, view_records, view_parents) > views
  OR GREATEST(download_visitors, download_records, download_parents, download_files) > downloads
  OR view_parents > view_records
  OR download_parents > download_records
UNION ALL
SELECT 'has more events than the whole repository', parts.scope, CAST(parts.day AS VARCHAR), parts.breakdown, parts.value
FROM usage_rows AS parts
LEFT JOIN (SELECT * FROM usage_rows WHERE scope = 'global') AS whole
  ON whole.day = parts.day AND whole.breakdown = parts.breakdown AND whole.value = parts.value
WHERE
  parts.scope <> 'global'
  AND (
    whole.day IS NULL
    OR parts.views > whole.views
    OR parts.view_records > whole.view_records
    OR parts.view_visitors > whole.view_visitors
    OR parts.downloads > whole.downloads
    OR parts.download_records > whole.download_records
    OR parts.download_visitors > whole.download_visitors
    OR parts.bytes > whole.bytes
  )
UNION ALL
SELECT 'has parts that are more than the whole', parts.scope, CAST(parts.day AS VARCHAR), parts.breakdown, ''
FROM (
  SELECT scope, day, usage_rows.breakdown, sum(views) AS views, sum(downloads) AS downloads, sum(bytes) AS bytes
  FROM usage_rows
  JOIN partitions ON partitions.breakdown = usage_rows.breakdown
  GROUP BY scope, day, usage_rows.breakdown
) AS parts
LEFT JOIN (SELECT * FROM usage_rows WHERE breakdown = '') AS whole ON whole.scope = parts.scope AND whole.day = parts.day
WHERE whole.day IS NULL OR parts.views > whole.views OR parts.downloads > whole.downloads OR parts.bytes > whole.bytes;
