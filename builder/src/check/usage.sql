-- Contradictions among counted use. `usage_rows`: the rows to look at, with any keys for scopes and parts: `is_global` marks the scope
-- of all records, `is_whole` the part of all uses, `is_partition` breakdowns of which a record or an event has one value at most.
CREATE OR REPLACE TEMP TABLE global_rows AS
SELECT day, part, views, view_visitors, view_records, downloads, download_visitors, download_records, bytes
FROM usage_rows
WHERE is_global;

CREATE OR REPLACE TEMP TABLE contradictions AS
SELECT 'has a number below 0' AS rule, CAST(scope AS VARCHAR) AS scope, CAST(day AS VARCHAR) AS day, CAST(part AS VARCHAR) AS part
FROM usage_rows
WHERE LEAST(views, view_visitors, view_records, view_parents, downloads, download_visitors, download_records, download_parents, download_files, bytes) < 0
UNION ALL
SELECT 'has more distinct readers, records or files than events', CAST(scope AS VARCHAR), CAST(day AS VARCHAR), CAST(part AS VARCHAR)
FROM usage_rows
WHERE
  GREATEST(view_visitors, view_records, view_parents) > views
  OR GREATEST(download_visitors, download_records, download_parents, download_files) > downloads
  OR view_parents > view_records
  OR download_parents > download_records
UNION ALL
SELECT 'has more events than the whole repository', CAST(parts.scope AS VARCHAR), CAST(parts.day AS VARCHAR), CAST(parts.part AS VARCHAR)
FROM usage_rows AS parts
LEFT JOIN global_rows ON global_rows.day = parts.day AND global_rows.part = parts.part
WHERE
  NOT parts.is_global
  AND (
    global_rows.day IS NULL
    OR parts.views > global_rows.views
    OR parts.view_records > global_rows.view_records
    OR parts.view_visitors > global_rows.view_visitors
    OR parts.downloads > global_rows.downloads
    OR parts.download_records > global_rows.download_records
    OR parts.download_visitors > global_rows.download_visitors
    OR parts.bytes > global_rows.bytes
  )
UNION ALL
SELECT 'has parts that are more than the whole', CAST(scope AS VARCHAR), CAST(day AS VARCHAR), breakdown
FROM (
  SELECT scope, day, breakdown, sum(views) AS views, sum(downloads) AS downloads, sum(bytes) AS bytes
  FROM usage_rows
  WHERE is_partition
  GROUP BY scope, day, breakdown
) AS parts
JOIN (SELECT scope AS whole_scope, day AS whole_day, views AS all_views, downloads AS all_downloads, bytes AS all_bytes FROM usage_rows WHERE is_whole) AS whole
  ON whole_scope = scope AND whole_day = day
WHERE views > all_views OR downloads > all_downloads OR bytes > all_bytes;
