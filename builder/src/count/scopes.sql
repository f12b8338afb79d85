-- What events and records are counted under, made once for a run. Numbers stand for texts: the same record is joined millions of
-- times. `records`, `attributes`, `memberships`: the normalized records. `counted_breakdowns`: the breakdowns of usage that are on.
-- `wanted_communities`: those that get files.
CREATE OR REPLACE TEMP TABLE record_numbers AS
SELECT
  CAST(row_number() OVER (ORDER BY records.id) AS INTEGER) AS number,
  records.id,
  CAST(dense_rank() OVER (ORDER BY COALESCE(records.parent, records.id)) AS INTEGER) AS parent
FROM records;

CREATE OR REPLACE TEMP TABLE part_numbers AS
SELECT CAST(row_number() OVER (ORDER BY breakdown, value) AS INTEGER) AS number, breakdown, value
FROM (
  SELECT '' AS breakdown, '' AS value
  UNION
  SELECT attributes.breakdown, attributes.value
  FROM attributes
  JOIN counted_breakdowns ON counted_breakdowns.breakdown = attributes.breakdown
  WHERE attributes.breakdown <> 'fileTypes'
) AS parts;

CREATE OR REPLACE TEMP TABLE record_parts AS
SELECT DISTINCT record_numbers.number AS record, part_numbers.number AS part
FROM attributes
JOIN record_numbers ON record_numbers.id = attributes.record
JOIN part_numbers ON part_numbers.breakdown = attributes.breakdown AND part_numbers.value = attributes.value
UNION ALL
SELECT record_numbers.number, part_numbers.number
FROM record_numbers
JOIN part_numbers ON part_numbers.breakdown = ''
UNION ALL
-- Events of records that are not known count as a whole only.
SELECT 0, number FROM part_numbers WHERE breakdown = '';

CREATE OR REPLACE TEMP TABLE scope_numbers AS
SELECT CAST(row_number() OVER (ORDER BY community) AS INTEGER) AS number, community AS scope
FROM wanted_communities
UNION ALL
SELECT 0, 'global';

CREATE OR REPLACE TEMP TABLE record_scopes AS
SELECT
  record_numbers.number AS record,
  scope_numbers.number AS scope,
  memberships.added,
  COALESCE(memberships.removed, DATE '9999-12-31') AS removed
FROM merged_memberships AS memberships
JOIN record_numbers ON record_numbers.id = memberships.record
JOIN scope_numbers ON scope_numbers.scope = memberships.community AND scope_numbers.number > 0;
