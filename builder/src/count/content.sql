-- What was added and removed on each day, by scope and part, for one date basis. `dated`: the memberships of records in scopes, with
-- the first day (`start_day`) and the first day after (`end_day`, may be NULL).
CREATE OR REPLACE TEMP TABLE content_parts AS
SELECT records.id AS record, '' AS breakdown, '' AS value, records.files, records.bytes FROM records
UNION ALL
SELECT records.id, 'filePresence', CASE WHEN records.files > 0 THEN 'with_files' ELSE 'metadata_only' END, records.files, records.bytes
FROM records
WHERE 'filePresence' IN (SELECT breakdown FROM content_breakdowns)
UNION ALL
SELECT attributes.record, attributes.breakdown, attributes.value, COALESCE(attributes.files, records.files), COALESCE(attributes.bytes, records.bytes)
FROM attributes
JOIN records ON records.id = attributes.record
JOIN content_breakdowns ON content_breakdowns.breakdown = attributes.breakdown;

-- A row for each record that comes (sign 1) or goes (sign -1).
CREATE OR REPLACE TEMP TABLE changes AS
SELECT scope, record, start_day AS day, 1 AS sign FROM dated
UNION ALL
SELECT scope, record, end_day, -1 FROM dated WHERE end_day IS NOT NULL;

-- All versions of a record are one parent: it comes with the first of them, and goes with the last.
CREATE OR REPLACE TEMP TABLE parent_changes AS
SELECT scope, breakdown, value, day, sum(CASE WHEN present > 0 THEN 1 ELSE 0 END - CASE WHEN present - change > 0 THEN 1 ELSE 0 END) AS parents
FROM (
  SELECT
    scope,
    breakdown,
    value,
    parent,
    day,
    change,
    sum(change) OVER (PARTITION BY scope, breakdown, value, parent ORDER BY day) AS present
  FROM (
    SELECT changes.scope, content_parts.breakdown, content_parts.value, COALESCE(records.parent, records.id) AS parent, changes.day, sum(changes.sign) AS change
    FROM changes
    JOIN records ON records.id = changes.record
    JOIN content_parts ON content_parts.record = changes.record
    GROUP BY changes.scope, content_parts.breakdown, content_parts.value, COALESCE(records.parent, records.id), changes.day
  ) AS by_parent
) AS running
GROUP BY scope, breakdown, value, day;

CREATE OR REPLACE TEMP VIEW content AS
SELECT
  counted.scope,
  counted.day,
  counted.breakdown,
  counted.value,
  CAST(counted.records AS BIGINT) AS records,
  CAST(COALESCE(parent_changes.parents, 0) AS BIGINT) AS parents,
  CAST(counted.files AS BIGINT) AS files,
  CAST(counted.bytes AS BIGINT) AS bytes,
  CAST(counted.uploaders AS BIGINT) AS uploaders,
  CAST(counted.added AS BIGINT) AS added
FROM (
  SELECT
    changes.scope,
    changes.day,
    content_parts.breakdown,
    content_parts.value,
    sum(changes.sign) AS records,
    sum(changes.sign * content_parts.files) AS files,
    sum(changes.sign * content_parts.bytes) AS bytes,
    count(DISTINCT records.owner) FILTER (WHERE changes.sign > 0) AS uploaders,
    count(*) FILTER (WHERE changes.sign > 0) AS added
  FROM changes
  JOIN records ON records.id = changes.record
  JOIN content_parts ON content_parts.record = changes.record
  GROUP BY changes.scope, changes.day, content_parts.breakdown, content_parts.value
) AS counted
JOIN parent_changes
  ON parent_changes.scope = counted.scope AND parent_changes.day = counted.day
  AND parent_changes.breakdown = counted.breakdown AND parent_changes.value = counted.value;
