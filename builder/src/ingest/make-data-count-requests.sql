-- Requests of a log for Make Data Count: 19 values, divided by tabulators. `-`, `????` and nothing stand for an unknown value.
CREATE OR REPLACE TEMP VIEW requests AS
SELECT
  line,
  len(fields) AS columns,
  NULLIF(NULLIF(NULLIF(trim(fields[1]), ''), '-'), '????') AS event_time,
  NULLIF(NULLIF(NULLIF(trim(fields[2]), ''), '-'), '????') AS ip,
  NULLIF(NULLIF(NULLIF(trim(fields[3]), ''), '-'), '????') AS session_cookie,
  NULLIF(NULLIF(NULLIF(trim(fields[4]), ''), '-'), '????') AS user_cookie,
  NULLIF(NULLIF(NULLIF(trim(fields[5]), ''), '-'), '????') AS user_id,
  regexp_replace(fields[6], '^[a-zA-Z]+://[^/]*', '') AS url,
  NULLIF(NULLIF(NULLIF(trim(fields[7]), ''), '-'), '????') AS identifier,
  NULLIF(NULLIF(NULLIF(trim(fields[8]), ''), '-'), '????') AS filename,
  NULLIF(NULLIF(NULLIF(trim(fields[9]), ''), '-'), '????') AS size,
  NULLIF(NULLIF(NULLIF(trim(fields[10]), ''), '-'), '????') AS agent
FROM (SELECT line, string_split(text, chr(9)) AS fields FROM source WHERE NOT starts_with(ltrim(text), '#')) AS divided;
