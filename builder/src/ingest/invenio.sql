-- Events of InvenioRDM. `source` has each line as `item`: a document with `_source`, or an event alone. Views by programs that use the
-- API are no views, as in the statistics of InvenioRDM itself; downloads are, whoever fetches.
CREATE OR REPLACE TEMP VIEW documents AS
SELECT
  line,
  item IS NULL AS is_broken,
  item._index AS name,
  COALESCE(item._source.timestamp, item.timestamp) AS moment,
  COALESCE(item._source.recid, item.recid) AS recid,
  COALESCE(item._source.file_id, item.file_id) AS file_id,
  COALESCE(item._source.file_key, item.file_key) AS file_key,
  COALESCE(item._source.bucket_id, item.bucket_id) AS bucket_id,
  COALESCE(item._source.size, item.size) AS size,
  COALESCE(item._source.visitor_id, item.visitor_id) AS visitor_id,
  COALESCE(item._source.country, item.country) AS country,
  COALESCE(item._source.referrer, item.referrer) AS referrer,
  COALESCE(item._source.is_robot, item.is_robot) AS is_robot,
  COALESCE(item._source.is_machine, item.is_machine) AS is_machine,
  COALESCE(item._source.via_api, item.via_api) AS via_api
FROM source;

CREATE OR REPLACE TEMP VIEW documents_of_a_kind AS
SELECT
  *,
  CASE
    WHEN name LIKE '%record-view%' THEN 'view'
    WHEN name LIKE '%file-download%' THEN 'download'
    WHEN name IS NOT NULL THEN NULL
    WHEN COALESCE(file_id, file_key, bucket_id) IS NOT NULL THEN 'download'
    ELSE 'view'
  END AS kind
FROM documents;

CREATE OR REPLACE TEMP VIEW parsed AS
SELECT
  line,
  CAST(TRY_CAST(moment AS TIMESTAMPTZ) AS TIMESTAMP) AS time,
  kind,
  recid AS record,
  CASE WHEN kind = 'download' THEN COALESCE(file_id, file_key) END AS file,
  NULLIF(lower(regexp_extract(COALESCE(file_key, ''), '\.([A-Za-z0-9]{1,10})$', 1)), '') AS extension,
  TRY_CAST(size AS BIGINT) AS bytes,
  visitor_id AS visitor,
  TRUE AS pseudonym,
  CAST(NULL AS VARCHAR) AS ip,
  CAST(NULL AS VARCHAR) AS agent,
  upper(country) AS country,
  referrer AS referrer,
  COALESCE(TRY_CAST(is_robot AS BOOLEAN), FALSE) AS robot,
  COALESCE(TRY_CAST(is_machine AS BOOLEAN), FALSE) AS machine,
  CASE
    WHEN is_broken THEN 'line'
    WHEN TRY_CAST(moment AS TIMESTAMPTZ) IS NULL THEN 'time'
    WHEN kind IS NULL THEN 'kind'
    WHEN COALESCE(recid, '') = '' THEN 'record'
    WHEN size IS NOT NULL AND TRY_CAST(size AS BIGINT) IS NULL THEN 'bytes'
  END AS reason
FROM documents_of_a_kind
WHERE (kind = 'view' AND via_api = 'true') IS NOT TRUE;
