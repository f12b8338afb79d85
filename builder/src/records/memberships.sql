-- The times during which each record was in each community: those that touch or overlap are one. A record that was removed from the
-- repository is in no community any more.
CREATE OR REPLACE TEMP TABLE merged_memberships AS
SELECT record, community, min(added) AS added, NULLIF(max(removed), DATE '9999-12-31') AS removed
FROM (
  SELECT record, community, added, removed, sum(CASE WHEN added > before THEN 1 ELSE 0 END) OVER (
      PARTITION BY record, community ORDER BY added, removed ROWS UNBOUNDED PRECEDING
    ) AS island
  FROM (
    SELECT record, community, added, removed, max(removed) OVER (
        PARTITION BY record, community ORDER BY added, removed ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ) AS before
    FROM (
      SELECT
        memberships.record,
        memberships.community,
        COALESCE(memberships.added, records.created) AS added,
        LEAST(COALESCE(memberships.removed, DATE '9999-12-31'), COALESCE(records.removed, DATE '9999-12-31')) AS removed
      FROM memberships
      JOIN records ON records.id = memberships.record
      JOIN wanted_communities ON wanted_communities.community = memberships.community
    ) AS bounded
    WHERE removed > added
  ) AS ordered
) AS islands
GROUP BY record, community, island;
