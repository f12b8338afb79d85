-- The days between which each record counts, by date basis. In the whole repository it counts from its own date until it is removed.
-- In a community it counts, by the basis `added`, while it is in it; by the others from its own date until it has left for good.
-- A record without a date of publication counts from the day on which it was created.
CREATE OR REPLACE TEMP TABLE dated_all AS
SELECT scope, record, basis, start_day, CASE WHEN end_day < start_day THEN start_day ELSE end_day END AS end_day
FROM (
  SELECT
    'global' AS scope,
    records.id AS record,
    bases.basis,
    CASE bases.basis WHEN 'published' THEN COALESCE(records.published, records.created) ELSE records.created END AS start_day,
    records.removed AS end_day
  FROM records
  CROSS JOIN bases
  UNION ALL
  SELECT community, record, 'added', added, removed
  FROM merged_memberships
  UNION ALL
  SELECT
    in_community.community,
    in_community.record,
    bases.basis,
    CASE bases.basis WHEN 'published' THEN COALESCE(records.published, records.created) ELSE records.created END,
    in_community.removed
  FROM (
    SELECT community, record, CASE WHEN count(removed) = count(*) THEN max(removed) END AS removed
    FROM merged_memberships
    GROUP BY community, record
  ) AS in_community
  JOIN records ON records.id = in_community.record
  CROSS JOIN bases
  WHERE bases.basis <> 'added'
) AS spans;
