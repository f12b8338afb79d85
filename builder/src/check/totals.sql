-- Totals that differ from what happened. `totals_before`, `totals_after`: the totals until the beginning and the end of a year;
-- `year_usage`: what happened in it.
CREATE OR REPLACE TEMP TABLE contradictions AS
SELECT 'has totals that differ from the sum of the days' AS rule, scope, '' AS day, breakdown || ' ' || value AS part
FROM (
  SELECT scope, breakdown, value, sum(views) AS views, sum(view_visitors) AS view_visitors, sum(downloads) AS downloads, sum(bytes) AS bytes
  FROM (
    SELECT scope, breakdown, value, views, view_visitors, downloads, bytes FROM totals_before
    UNION ALL
    SELECT scope, breakdown, value, views, view_visitors, downloads, bytes FROM year_usage
    UNION ALL
    SELECT scope, breakdown, value, -views, -view_visitors, -downloads, -bytes FROM totals_after
  ) AS all_rows
  GROUP BY scope, breakdown, value
) AS differences
WHERE views <> 0 OR view_visitors <> 0 OR downloads <> 0 OR bytes <> 0;
