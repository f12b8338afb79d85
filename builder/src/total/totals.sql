-- Totals until the end of a year, and the first day of each part. `before`: those until the end of the year before; `year_usage`: what happened in the year.
CREATE OR REPLACE TEMP VIEW totals AS
SELECT
  scope,
  breakdown,
  value,
  CAST(sum(views) AS BIGINT) AS views,
  CAST(sum(view_visitors) AS BIGINT) AS view_visitors,
  CAST(sum(view_records) AS BIGINT) AS view_records,
  CAST(sum(view_parents) AS BIGINT) AS view_parents,
  CAST(sum(downloads) AS BIGINT) AS downloads,
  CAST(sum(download_visitors) AS BIGINT) AS download_visitors,
  CAST(sum(download_records) AS BIGINT) AS download_records,
  CAST(sum(download_parents) AS BIGINT) AS download_parents,
  CAST(sum(download_files) AS BIGINT) AS download_files,
  CAST(sum(bytes) AS BIGINT) AS bytes,
  min(first_day) AS first_day
FROM (
  SELECT scope, breakdown, value, views, view_visitors, view_records, view_parents, downloads, download_visitors, download_records, download_parents, download_files, bytes, first_day
  FROM before
  UNION ALL
  SELECT scope, breakdown, value, views, view_visitors, view_records, view_parents, downloads, download_visitors, download_records, download_parents, download_files, bytes, day
  FROM year_usage
) AS parts
GROUP BY scope, breakdown, value;
