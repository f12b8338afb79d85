-- The scopes that get files, with their first day, and all parts that their files name, numbered for each scope from 0: the whole first.
CREATE OR REPLACE TEMP TABLE first_days AS
SELECT scope, min(first_day) AS first_day
FROM (
  SELECT scope, min(day) AS first_day FROM year_rows WHERE breakdown = '' GROUP BY scope
  UNION ALL
  SELECT scope, first_day FROM rows_before WHERE breakdown = ''
) AS days
GROUP BY scope;

CREATE OR REPLACE TEMP TABLE numbered_parts AS
SELECT
  CAST(dense_rank() OVER (ORDER BY scope) - 1 AS INTEGER) AS scope_number,
  scope,
  CAST(row_number() OVER (PARTITION BY scope ORDER BY breakdown, value) - 1 AS INTEGER) AS part,
  breakdown,
  value,
  delta_a,
  delta_b,
  snapshot_a,
  snapshot_b
FROM (
  SELECT scope, '' AS breakdown, '' AS value, 1 AS delta_a, 1 AS delta_b, 1 AS snapshot_a, 1 AS snapshot_b FROM first_days
  UNION ALL
  SELECT listed_parts.scope, breakdown, value, delta_a, delta_b, snapshot_a, snapshot_b
  FROM listed_parts
  JOIN first_days ON first_days.scope = listed_parts.scope
) AS parts;
