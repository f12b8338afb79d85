-- Events to store, of the lines of `raw` that can be read. `salts`: a text per day. `agents`: robots and machines among the
-- agents. `addresses`: the country of each address. `mark` tells whether the events of a day have changed since a file was read.
CREATE OR REPLACE TEMP VIEW hashed AS
SELECT
  CAST(raw.time AS DATE) AS day,
  date_trunc('second', raw.time) AS time,
  raw.kind,
  raw.record,
  raw.file,
  COALESCE(
    raw.extension,
    CASE WHEN raw.kind = 'download' THEN NULLIF(lower(regexp_extract(raw.file, '\.([A-Za-z0-9]{1,10})$', 1)), '') END
  ) AS extension,
  raw.bytes,
  CAST(
    md5_number_lower(CASE WHEN raw.pseudonym THEN '' ELSE salts.salt END || COALESCE('v' || raw.visitor, 'a' || COALESCE(raw.ip, '') || ' ' || COALESCE(raw.agent, '') || CASE WHEN settings.hourly THEN ' ' || CAST(EXTRACT(hour FROM raw.time) AS VARCHAR) ELSE '' END)) >> 1
    AS BIGINT
  ) AS visitor,
  COALESCE(NULLIF(raw.country, ''), addresses.country) AS country,
  NULLIF(lower(regexp_replace(COALESCE(raw.referrer, ''), '^[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#@]*@)?|[:/?#].*$', '', 'g')), '') AS referrer,
  COALESCE(raw.robot, agents.robot, FALSE) AS robot,
  COALESCE(raw.machine, agents.machine, FALSE) AS machine,
  hash(raw.time, raw.kind, raw.record, raw.file, raw.extension, raw.bytes, raw.visitor, raw.ip, raw.agent, raw.country, raw.referrer, raw.robot, raw.machine) AS mark
FROM raw
JOIN salts ON salts.day = CAST(raw.time AS DATE)
CROSS JOIN settings
LEFT JOIN agents ON agents.agent = raw.agent
LEFT JOIN addresses ON addresses.ip = raw.ip
WHERE raw.reason IS NULL;
