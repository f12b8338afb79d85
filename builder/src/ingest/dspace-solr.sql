-- Use of DSpace, exported from Solr. The kinds of objects are numbers of DSpace: 2 is an item, 0 is a file. Other rows (collections,
-- searches, tasks) are no use of a record, and files such as texts for the search or thumbnails are no downloads; old rows do not say
-- what file it is, and count, as in DSpace itself.
CREATE OR REPLACE TEMP VIEW parsed AS
SELECT
  line,
  CAST(TRY_CAST(time AS TIMESTAMPTZ) AS TIMESTAMP) AS time,
  CASE type WHEN '2' THEN 'view' WHEN '0' THEN 'download' END AS kind,
  CASE type WHEN '2' THEN id WHEN '0' THEN split_part(owningItem, ',', 1) END AS record,
  CASE type WHEN '0' THEN id END AS file,
  CAST(NULL AS VARCHAR) AS extension,
  CAST(NULL AS BIGINT) AS bytes,
  CAST(NULL AS VARCHAR) AS visitor,
  FALSE AS pseudonym,
  ip,
  userAgent AS agent,
  CASE WHEN regexp_matches(countryCode, '^[A-Za-z]{2}$') THEN upper(countryCode) END AS country,
  referrer,
  CASE WHEN TRY_CAST(isBot AS BOOLEAN) THEN TRUE END AS robot,
  CAST(NULL AS BOOLEAN) AS machine,
  CASE
    WHEN fault IS NOT NULL THEN fault
    WHEN TRY_CAST(time AS TIMESTAMPTZ) IS NULL THEN 'time'
    WHEN COALESCE(CASE type WHEN '2' THEN id ELSE owningItem END, '') = '' THEN 'record'
  END AS reason
FROM source
WHERE
  fault IS NOT NULL
  OR (type = '2' AND COALESCE(statistics_type, 'view') = 'view')
  OR (type = '0' AND COALESCE(statistics_type, 'view') = 'view' AND COALESCE(bundleName, 'ORIGINAL') = 'ORIGINAL');
