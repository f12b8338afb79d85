-- The parts that the files of a year name. `year_rows`: what happened in the year, by scope, part and day; `rows_before`: the totals until
-- then, by scope and part. `lead_a` and `lead_b` are the numbers by which parts are ranked: views and downloads, or records alone.
-- `full_breakdowns`: those of which all parts are listed. `list_settings`: how many of the others are listed.
CREATE OR REPLACE TEMP TABLE month_sums AS
SELECT scope, breakdown, value, CAST(EXTRACT(month FROM day) AS INTEGER) AS month, sum(lead_a) AS lead_a, sum(lead_b) AS lead_b,
  sum(CASE WHEN lead_a > 0 THEN lead_a ELSE 0 END) AS gain_a, sum(CASE WHEN lead_b > 0 THEN lead_b ELSE 0 END) AS gain_b
FROM year_rows
WHERE breakdown <> ''
GROUP BY scope, breakdown, value, EXTRACT(month FROM day);

CREATE OR REPLACE TEMP TABLE year_sums AS
SELECT scope, breakdown, value, sum(lead_a) AS lead_a, sum(lead_b) AS lead_b
FROM month_sums
GROUP BY scope, breakdown, value;

-- Totals at the beginning of the year, and at the end of each month in which a part has changed.
CREATE OR REPLACE TEMP TABLE month_ends AS
SELECT
  scope,
  breakdown,
  value,
  month,
  sum(lead_a) OVER (PARTITION BY scope, breakdown, value ORDER BY month ROWS UNBOUNDED PRECEDING) AS lead_a,
  sum(lead_b) OVER (PARTITION BY scope, breakdown, value ORDER BY month ROWS UNBOUNDED PRECEDING) AS lead_b,
  gain_a - lead_a AS fall_a,
  gain_b - lead_b AS fall_b,
  lead(month, 1, 13) OVER (PARTITION BY scope, breakdown, value ORDER BY month) AS until_month
FROM (
  SELECT scope, breakdown, value, month, lead_a, lead_b, gain_a, gain_b FROM month_sums
  UNION ALL
  SELECT scope, breakdown, value, 0, lead_a, lead_b, lead_a, lead_b FROM rows_before WHERE breakdown <> '' AND (lead_a <> 0 OR lead_b <> 0)
) AS steps;

-- A part is ranked by the most that it had in a month, because it may be gone at the end.
CREATE OR REPLACE TEMP TABLE month_totals AS
SELECT scope, breakdown, value, month, month + 1 AS until_month, lead_a + fall_a AS lead_a, lead_b + fall_b AS lead_b FROM month_ends
UNION ALL
SELECT scope, breakdown, value, month + 1, until_month, lead_a, lead_b FROM month_ends WHERE until_month > month + 1;

CREATE OR REPLACE TEMP TABLE listed_parts AS
SELECT
  scope,
  breakdown,
  value,
  max(CASE WHEN kind = 'delta' AND side = 'a' THEN 1 ELSE 0 END) AS delta_a,
  max(CASE WHEN kind = 'delta' AND side = 'b' THEN 1 ELSE 0 END) AS delta_b,
  max(CASE WHEN kind = 'snapshot' AND side = 'a' THEN 1 ELSE 0 END) AS snapshot_a,
  max(CASE WHEN kind = 'snapshot' AND side = 'b' THEN 1 ELSE 0 END) AS snapshot_b
FROM (
  SELECT scope, breakdown, value, 'delta' AS kind, side
  FROM (
    SELECT scope, breakdown, value, side, row_number() OVER (PARTITION BY scope, breakdown, side ORDER BY total DESC, value) AS place
    FROM (
      SELECT scope, breakdown, value, 'a' AS side, lead_a AS total FROM year_sums
      UNION ALL
      SELECT scope, breakdown, value, 'b', lead_b FROM year_sums WHERE lead_b IS NOT NULL
    ) AS sides
  ) AS ranked
  CROSS JOIN list_settings
  WHERE place <= list_settings.deltas OR breakdown IN (SELECT breakdown FROM full_breakdowns)
  UNION ALL
  SELECT scope, breakdown, value, 'snapshot', side
  FROM (
    SELECT scope, breakdown, value, side, row_number() OVER (PARTITION BY scope, breakdown, side, month ORDER BY total DESC, value) AS place
    FROM (
      SELECT scope, breakdown, value, months.month, 'a' AS side, lead_a AS total
      FROM month_totals JOIN months ON months.month >= month_totals.month AND months.month < month_totals.until_month
      WHERE lead_a > 0
      UNION ALL
      SELECT scope, breakdown, value, months.month, 'b', lead_b
      FROM month_totals JOIN months ON months.month >= month_totals.month AND months.month < month_totals.until_month
      WHERE lead_b > 0
    ) AS sides
  ) AS ranked
  CROSS JOIN list_settings
  WHERE place <= list_settings.snapshots OR breakdown IN (SELECT breakdown FROM full_breakdowns)
) AS listed
GROUP BY scope, breakdown, value;
