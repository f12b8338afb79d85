-- The use of some days, by scope and part. `events`: the events of these days. `settings`: the rules of counting. The other tables
-- are those of scopes.sql. Counts are exact.
--
-- Most numbers of a part are sums over records, because a record is used once or not at all. Only readers and parents may be shared
-- by several records of a part: those who used one record alone are summed as well, and only the others are counted apart.

-- Of two clicks on the same thing within the window, the later one counts; of clicks in a row, the last one.
CREATE OR REPLACE TEMP TABLE kept AS
SELECT
  day,
  COALESCE(record_numbers.number, 0) AS record,
  -- Events of records that are not known have a parent each.
  COALESCE(record_numbers.parent, -CAST(dense_rank() OVER (ORDER BY clicks.record) AS INTEGER)) AS parent,
  clicks.record AS record_id,
  kind = 'view' AS is_view,
  COALESCE(file, '') AS file,
  extension,
  COALESCE(bytes, 0) AS bytes,
  visitor,
  country,
  referrer
FROM (
  SELECT
    events.*,
    CASE WHEN settings.fixed_window THEN floor(epoch(time) / settings.double_click_seconds) ELSE epoch(time) END AS click,
    lead(CASE WHEN settings.fixed_window THEN floor(epoch(time) / settings.double_click_seconds) ELSE epoch(time) END) OVER (
      PARTITION BY day, visitor, kind, record, file
      ORDER BY time, bytes, country, referrer
    ) AS next_click,
    settings.fixed_window,
    settings.double_click_seconds
  FROM events
  CROSS JOIN settings
  WHERE (settings.count_robots OR NOT robot) AND (settings.count_machines OR NOT machine)
) AS clicks
LEFT JOIN record_numbers ON record_numbers.id = clicks.record
WHERE
  next_click IS NULL
  OR double_click_seconds = 0
  OR CASE WHEN fixed_window THEN next_click > click ELSE next_click - click > double_click_seconds END;

-- The parts that are properties of events, numbered below 0. A view counts under the types of all files of its record.
CREATE OR REPLACE TEMP TABLE event_values AS
SELECT -CAST(row_number() OVER (ORDER BY breakdown, value) AS INTEGER) AS part, breakdown, value
FROM (
  SELECT 'countries' AS breakdown, country AS value FROM kept WHERE country IS NOT NULL
  UNION
  SELECT 'referrers', referrer FROM kept WHERE referrer IS NOT NULL
  UNION
  SELECT 'fileTypes', extension FROM kept WHERE extension IS NOT NULL AND NOT is_view
  UNION
  SELECT 'fileTypes', value FROM file_types
) AS found
WHERE breakdown IN (SELECT breakdown FROM counted_breakdowns);

-- A row per record, reader, file and part of its own; part 0: all that is counted under the parts of the record.
CREATE OR REPLACE TEMP TABLE used AS
SELECT day, record, parent, record_id, visitor, is_view, file, bytes, 0 AS part FROM kept
UNION ALL
SELECT day, record, parent, record_id, visitor, is_view, file, bytes, event_values.part
FROM kept
JOIN event_values ON event_values.breakdown = 'countries' AND event_values.value = kept.country
UNION ALL
SELECT day, record, parent, record_id, visitor, is_view, file, bytes, event_values.part
FROM kept
JOIN event_values ON event_values.breakdown = 'referrers' AND event_values.value = kept.referrer
UNION ALL
SELECT day, record, parent, record_id, visitor, is_view, file, bytes, event_values.part
FROM kept
JOIN event_values ON event_values.breakdown = 'fileTypes' AND event_values.value = kept.extension
WHERE NOT is_view
UNION ALL
SELECT day, kept.record, parent, record_id, visitor, is_view, file, bytes, event_values.part
FROM kept
JOIN file_types ON file_types.record = kept.record_id
JOIN event_values ON event_values.breakdown = 'fileTypes' AND event_values.value = file_types.value
WHERE is_view;

CREATE OR REPLACE TEMP TABLE by_record AS
SELECT
  day,
  part,
  record,
  parent,
  record_id,
  CAST(count(*) FILTER (WHERE is_view) AS DOUBLE) AS views,
  CAST(count(*) FILTER (WHERE NOT is_view) AS DOUBLE) AS downloads,
  CAST(count(DISTINCT file) FILTER (WHERE NOT is_view) AS DOUBLE) AS files,
  COALESCE(sum(CAST(bytes AS DOUBLE)) FILTER (WHERE NOT is_view), 0) AS bytes
FROM used
GROUP BY day, part, record, parent, record_id;

CREATE OR REPLACE TEMP TABLE by_reader AS
SELECT
  day,
  part,
  record,
  record_id,
  visitor,
  has_viewed,
  has_downloaded,
  has_viewed AND count(*) FILTER (WHERE has_viewed) OVER reader = 1 AS viewed_alone,
  has_downloaded AND count(*) FILTER (WHERE has_downloaded) OVER reader = 1 AS downloaded_alone
FROM (
  SELECT day, part, record, record_id, visitor, bool_or(is_view) AS has_viewed, bool_or(NOT is_view) AS has_downloaded
  FROM used
  GROUP BY day, part, record, record_id, visitor
) AS readers
WINDOW reader AS (PARTITION BY day, part, visitor);

-- Readers of this record alone, and whether it is the only used record of its parent.
CREATE OR REPLACE TEMP TABLE summed_records AS
SELECT
  by_record.*,
  CAST(COALESCE(alone.viewers, 0) AS DOUBLE) AS viewers,
  CAST(COALESCE(alone.downloaders, 0) AS DOUBLE) AS downloaders,
  CASE WHEN views > 0 THEN 1.0 ELSE 0.0 END AS viewed,
  CASE WHEN downloads > 0 THEN 1.0 ELSE 0.0 END AS downloaded,
  count(*) OVER (PARTITION BY by_record.day, by_record.part, by_record.parent) > 1 AS has_siblings
FROM by_record
LEFT JOIN (
  SELECT day, part, record_id, count(*) FILTER (WHERE viewed_alone) AS viewers, count(*) FILTER (WHERE downloaded_alone) AS downloaders
  FROM by_reader
  WHERE viewed_alone OR downloaded_alone
  GROUP BY day, part, record_id
) AS alone
  ON alone.day = by_record.day AND alone.part = by_record.part AND alone.record_id = by_record.record_id;

-- The scopes of each record that was used on a day.
CREATE OR REPLACE TEMP TABLE used_scopes AS
SELECT DISTINCT used_records.day, used_records.record, record_scopes.scope
FROM (SELECT DISTINCT day, record FROM by_record) AS used_records
JOIN record_scopes
  ON record_scopes.record = used_records.record AND record_scopes.added <= used_records.day AND record_scopes.removed > used_records.day
UNION ALL
SELECT DISTINCT day, record, 0 FROM by_record;

CREATE OR REPLACE TEMP TABLE summed AS
SELECT
  day,
  scope,
  part,
  sum(views) AS views,
  sum(viewers) AS viewers,
  sum(viewed) AS viewed,
  sum(downloads) AS downloads,
  sum(downloaders) AS downloaders,
  sum(downloaded) AS downloaded,
  sum(files) AS files,
  sum(bytes) AS bytes
FROM (
  SELECT summed_records.day, used_scopes.scope, record_parts.part, views, viewers, viewed, downloads, downloaders, downloaded, files, bytes
  FROM summed_records
  JOIN used_scopes ON used_scopes.day = summed_records.day AND used_scopes.record = summed_records.record
  JOIN record_parts ON record_parts.record = summed_records.record
  WHERE summed_records.part = 0
  UNION ALL
  SELECT summed_records.day, used_scopes.scope, summed_records.part, views, viewers, viewed, downloads, downloaders, downloaded, files, bytes
  FROM summed_records
  JOIN used_scopes ON used_scopes.day = summed_records.day AND used_scopes.record = summed_records.record
  WHERE summed_records.part <> 0
) AS rows
GROUP BY day, scope, part;

-- Readers of several records: each counts once in a part.
CREATE OR REPLACE TEMP TABLE shared_readers AS
SELECT
  day,
  scope,
  part,
  CAST(count(DISTINCT visitor) FILTER (WHERE has_viewed) AS DOUBLE) AS viewers,
  CAST(count(DISTINCT visitor) FILTER (WHERE has_downloaded) AS DOUBLE) AS downloaders
FROM (
  SELECT by_reader.day, used_scopes.scope, record_parts.part, visitor, has_viewed AND NOT viewed_alone AS has_viewed, has_downloaded AND NOT downloaded_alone AS has_downloaded
  FROM by_reader
  JOIN used_scopes ON used_scopes.day = by_reader.day AND used_scopes.record = by_reader.record
  JOIN record_parts ON record_parts.record = by_reader.record
  WHERE by_reader.part = 0 AND ((has_viewed AND NOT viewed_alone) OR (has_downloaded AND NOT downloaded_alone))
  UNION ALL
  SELECT by_reader.day, used_scopes.scope, by_reader.part, visitor, has_viewed AND NOT viewed_alone, has_downloaded AND NOT downloaded_alone
  FROM by_reader
  JOIN used_scopes ON used_scopes.day = by_reader.day AND used_scopes.record = by_reader.record
  WHERE by_reader.part <> 0 AND ((has_viewed AND NOT viewed_alone) OR (has_downloaded AND NOT downloaded_alone))
) AS rows
GROUP BY day, scope, part;

-- Records of one parent: how many more they are than parents.
CREATE OR REPLACE TEMP TABLE shared_parents AS
SELECT
  day,
  scope,
  part,
  sum(viewed) - count(DISTINCT parent) FILTER (WHERE viewed > 0) AS viewed,
  sum(downloaded) - count(DISTINCT parent) FILTER (WHERE downloaded > 0) AS downloaded
FROM (
  SELECT summed_records.day, used_scopes.scope, record_parts.part, parent, viewed, downloaded
  FROM summed_records
  JOIN used_scopes ON used_scopes.day = summed_records.day AND used_scopes.record = summed_records.record
  JOIN record_parts ON record_parts.record = summed_records.record
  WHERE has_siblings AND summed_records.part = 0
  UNION ALL
  SELECT summed_records.day, used_scopes.scope, summed_records.part, parent, viewed, downloaded
  FROM summed_records
  JOIN used_scopes ON used_scopes.day = summed_records.day AND used_scopes.record = summed_records.record
  WHERE has_siblings AND summed_records.part <> 0
) AS rows
GROUP BY day, scope, part;

CREATE OR REPLACE TEMP TABLE usage_numbers AS
SELECT
  summed.scope,
  summed.day,
  summed.part,
  CAST(summed.views AS BIGINT) AS views,
  CAST(summed.viewers + COALESCE(shared_readers.viewers, 0) AS BIGINT) AS view_visitors,
  CAST(summed.viewed AS BIGINT) AS view_records,
  CAST(summed.viewed - COALESCE(shared_parents.viewed, 0) AS BIGINT) AS view_parents,
  CAST(summed.downloads AS BIGINT) AS downloads,
  CAST(summed.downloaders + COALESCE(shared_readers.downloaders, 0) AS BIGINT) AS download_visitors,
  CAST(summed.downloaded AS BIGINT) AS download_records,
  CAST(summed.downloaded - COALESCE(shared_parents.downloaded, 0) AS BIGINT) AS download_parents,
  CAST(summed.files AS BIGINT) AS download_files,
  CAST(summed.bytes AS BIGINT) AS bytes
FROM summed
LEFT JOIN shared_readers
  ON shared_readers.day = summed.day AND shared_readers.scope = summed.scope AND shared_readers.part = summed.part
LEFT JOIN shared_parents
  ON shared_parents.day = summed.day AND shared_parents.scope = summed.scope AND shared_parents.part = summed.part;

CREATE OR REPLACE TEMP VIEW part_names AS
SELECT number, breakdown, value FROM part_numbers
UNION ALL
SELECT part, breakdown, value FROM event_values;

CREATE OR REPLACE TEMP VIEW usage AS
SELECT
  scope_numbers.scope,
  usage_numbers.day,
  part_names.breakdown,
  part_names.value,
  views,
  view_visitors,
  view_records,
  view_parents,
  downloads,
  download_visitors,
  download_records,
  download_parents,
  download_files,
  bytes
FROM usage_numbers
JOIN scope_numbers ON scope_numbers.number = usage_numbers.scope
JOIN part_names ON part_names.number = usage_numbers.part;
