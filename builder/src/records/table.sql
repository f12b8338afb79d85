-- Records of the neutral table. `source` has the columns of `RECORD_FIELDS` (table.ts) as text: nested ones as JSON.
CREATE OR REPLACE TEMP TABLE rows AS
SELECT
  line,
  id,
  COALESCE(NULLIF(parent, ''), id) AS parent,
  NULLIF(owner, '') AS owner,
  TRY_CAST(substr(created, 1, 10) AS DATE) AS created,
  TRY_CAST(CASE length(published) WHEN 4 THEN published || '-01-01' WHEN 7 THEN published || '-01' ELSE substr(published, 1, 10) END AS DATE) AS published,
  TRY_CAST(substr(removed, 1, 10) AS DATE) AS removed,
  TRY_CAST(files AS JSON) AS files,
  TRY_CAST(file_count AS BIGINT) AS file_count,
  TRY_CAST(bytes AS BIGINT) AS bytes,
  TRY_CAST(attributes AS JSON) AS attributes,
  CASE
    WHEN id IS NULL OR id = '' THEN 'id'
    WHEN TRY_CAST(substr(created, 1, 10) AS DATE) IS NULL THEN 'created'
    WHEN removed <> '' AND TRY_CAST(substr(removed, 1, 10) AS DATE) IS NULL THEN 'removed'
  END AS reason
FROM source;

CREATE OR REPLACE TEMP TABLE one_file AS
SELECT
  rows.id AS record,
  COALESCE(NULLIF(lower(json_extract_string(file, '$.ext')), ''), 'unknown') AS extension,
  TRY_CAST(json_extract_string(file, '$.bytes') AS BIGINT) AS bytes
FROM rows, unnest(CAST(rows.files AS JSON[])) AS unnested(file)
WHERE rows.reason IS NULL AND json_type(rows.files) = 'ARRAY';

CREATE OR REPLACE TEMP VIEW normalized_records AS
SELECT
  rows.id,
  rows.parent,
  rows.owner,
  rows.created,
  rows.published,
  rows.removed,
  COALESCE(rows.file_count, of_files.files, 0) AS files,
  COALESCE(rows.bytes, of_files.bytes, 0) AS bytes
FROM rows
LEFT JOIN (SELECT record, count(*) AS files, CAST(sum(bytes) AS BIGINT) AS bytes FROM one_file GROUP BY record) AS of_files ON of_files.record = rows.id
WHERE rows.reason IS NULL;

CREATE OR REPLACE TEMP TABLE named AS
SELECT DISTINCT
  rows.id AS record,
  entry.key AS breakdown,
  CASE json_type(item) WHEN 'OBJECT' THEN json_extract_string(item, '$.id') ELSE json_extract_string(item, '$') END AS value,
  CASE json_type(item) WHEN 'OBJECT' THEN CAST(json_extract(item, '$.label') AS VARCHAR) END AS label
FROM
  rows,
  unnest(map_entries(CAST(rows.attributes AS MAP(VARCHAR, JSON)))) AS entries(entry),
  unnest(CASE json_type(entry.value) WHEN 'ARRAY' THEN CAST(entry.value AS JSON[]) ELSE [entry.value] END) AS items(item)
WHERE rows.reason IS NULL AND json_type(rows.attributes) = 'OBJECT';

CREATE OR REPLACE TEMP VIEW normalized_attributes AS
SELECT record, breakdown, value, CAST(NULL AS BIGINT) AS files, CAST(NULL AS BIGINT) AS bytes
FROM (SELECT DISTINCT record, breakdown, value FROM named)
WHERE value <> ''
UNION ALL
SELECT record, 'fileTypes', extension, count(*), CAST(sum(COALESCE(bytes, 0)) AS BIGINT)
FROM one_file
WHERE record NOT IN (SELECT record FROM named WHERE breakdown = 'fileTypes')
GROUP BY record, extension;

CREATE OR REPLACE TEMP VIEW normalized_labels AS
SELECT breakdown, value, max(label) AS label
FROM named
WHERE value <> '' AND label IS NOT NULL AND label <> 'null'
GROUP BY breakdown, value;
