-- Events of the neutral table. `source` has all of its columns as text, absent ones as NULL, and `fault`: why a line is none.
CREATE OR REPLACE TEMP VIEW parsed AS
SELECT
  line,
  CAST(TRY_CAST(time AS TIMESTAMPTZ) AS TIMESTAMP) AS time,
  lower(kind) AS kind,
  record,
  file,
  lower(extension) AS extension,
  TRY_CAST(bytes AS BIGINT) AS bytes,
  visitor,
  FALSE AS pseudonym,
  ip,
  agent,
  upper(country) AS country,
  referrer,
  TRY_CAST(robot AS BOOLEAN) AS robot,
  TRY_CAST(machine AS BOOLEAN) AS machine,
  CASE
    WHEN fault IS NOT NULL THEN fault
    WHEN time IS NULL AND kind IS NULL AND record IS NULL THEN 'line'
    WHEN TRY_CAST(time AS TIMESTAMPTZ) IS NULL THEN 'time'
    WHEN lower(kind) IN ('view', 'download') IS NOT TRUE THEN 'kind'
    WHEN record IS NULL OR record = '' THEN 'record'
    WHEN bytes IS NOT NULL AND TRY_CAST(bytes AS BIGINT) IS NULL THEN 'bytes'
  END AS reason
FROM source;
