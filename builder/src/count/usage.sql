-- The use of some days, by scope and part. `events`: the events of these days. `settings`: the rules of counting. The other tables
-- are those of scopes.sql. Counts are exact.

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
    CASE
      WHEN settings.fixed_window THEN floor(epoch(time) / settings.double_click_seconds)
      ELSE epoch(time)
    END AS click,
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

-- A row per record and day.
CREATE OR REPLACE TEMP TABLE by_record AS
SELECT
  day,
  record,
  parent,
  record_id,
  count(*) FILTER (WHERE is_view) AS views,
  count(*) FILTER (WHERE NOT is_view) AS downloads,
  count(DISTINCT file) FILTER (WHERE NOT is_view) AS files,
  CAST(COALESCE(sum(bytes) FILTER (WHERE NOT is_view), 0) AS BIGINT) AS bytes
FROM kept
GROUP BY day, record, parent, record_id;

-- A row per record, visitor and day.
CREATE OR REPLACE TEMP TABLE by_visitor AS
SELECT day, record, record_id, visitor, bool_or(is_view) AS has_viewed, bool_or(NOT is_view) AS has_downloaded
FROM kept
GROUP BY day, record, record_id, visitor;

-- The scopes of each record that was used on a day.
CREATE OR REPLACE TEMP TABLE used_scopes AS
SELECT DISTINCT used.day, used.record, record_scopes.scope
FROM (SELECT DISTINCT day, record FROM by_record) AS used
JOIN record_scopes ON record_scopes.record = used.record AND record_scopes.added <= used.day AND record_scopes.removed > used.day
UNION ALL
SELECT DISTINCT day, record, 0 FROM by_record;

-- Parts that are a property of the record.
CREATE OR REPLACE TEMP TABLE counted_events AS
SELECT
  by_record.day,
  used_scopes.scope,
  record_parts.part,
  sum(views) AS views,
  count(*) FILTER (WHERE views > 0) AS view_records,
  count(DISTINCT parent) FILTER (WHERE views > 0) AS view_parents,
  sum(downloads) AS downloads,
  count(*) FILTER (WHERE downloads > 0) AS download_records,
  count(DISTINCT parent) FILTER (WHERE downloads > 0) AS download_parents,
  sum(files) AS download_files,
  sum(bytes) AS bytes
FROM by_record
JOIN used_scopes ON used_scopes.day = by_record.day AND used_scopes.record = by_record.record
JOIN record_parts ON record_parts.record = by_record.record
GROUP BY by_record.day, used_scopes.scope, record_parts.part;

CREATE OR REPLACE TEMP TABLE counted_visitors AS
SELECT
  day,
  scope,
  part,
  count(*) FILTER (WHERE has_viewed) AS view_visitors,
  count(*) FILTER (WHERE has_downloaded) AS download_visitors
FROM (
  SELECT
    by_visitor.day,
    used_scopes.scope,
    record_parts.part,
    by_visitor.visitor,
    bool_or(has_viewed) AS has_viewed,
    bool_or(has_downloaded) AS has_downloaded
  FROM by_visitor
  JOIN used_scopes ON used_scopes.day = by_visitor.day AND used_scopes.record = by_visitor.record
  JOIN record_parts ON record_parts.record = by_visitor.record
  GROUP BY by_visitor.day, used_scopes.scope, record_parts.part, by_visitor.visitor
) AS visits
GROUP BY day, scope, part;

-- Parts that are a property of the event. A view counts under the types of all files of its record.
CREATE OR REPLACE TEMP TABLE by_event_part AS
SELECT kept.*, 'countries' AS breakdown, country AS value FROM kept
WHERE country IS NOT NULL AND 'countries' IN (SELECT breakdown FROM counted_breakdowns)
UNION ALL
SELECT kept.*, 'referrers', referrer FROM kept
WHERE referrer IS NOT NULL AND 'referrers' IN (SELECT breakdown FROM counted_breakdowns)
UNION ALL
SELECT kept.*, 'fileTypes', extension FROM kept
WHERE extension IS NOT NULL AND NOT is_view AND 'fileTypes' IN (SELECT breakdown FROM counted_breakdowns)
UNION ALL
SELECT kept.*, 'fileTypes', file_types.value FROM kept
JOIN file_types ON file_types.record = kept.record_id
WHERE is_view AND 'fileTypes' IN (SELECT breakdown FROM counted_breakdowns);

CREATE OR REPLACE TEMP TABLE counted_event_parts AS
SELECT
  by_event_part.day,
  used_scopes.scope,
  breakdown,
  value,
  count(*) FILTER (WHERE is_view) AS views,
  count(DISTINCT visitor) FILTER (WHERE is_view) AS view_visitors,
  count(DISTINCT record_id) FILTER (WHERE is_view) AS view_records,
  count(DISTINCT parent) FILTER (WHERE is_view) AS view_parents,
  count(*) FILTER (WHERE NOT is_view) AS downloads,
  count(DISTINCT visitor) FILTER (WHERE NOT is_view) AS download_visitors,
  count(DISTINCT record_id) FILTER (WHERE NOT is_view) AS download_records,
  count(DISTINCT parent) FILTER (WHERE NOT is_view) AS download_parents,
  count(DISTINCT record_id || '/' || file) FILTER (WHERE NOT is_view) AS download_files,
  COALESCE(sum(bytes) FILTER (WHERE NOT is_view), 0) AS bytes
FROM by_event_part
JOIN used_scopes ON used_scopes.day = by_event_part.day AND used_scopes.record = by_event_part.record
GROUP BY by_event_part.day, used_scopes.scope, breakdown, value;

CREATE OR REPLACE TEMP VIEW usage AS
SELECT
  scope_numbers.scope,
  counted_events.day,
  part_numbers.breakdown,
  part_numbers.value,
  CAST(views AS BIGINT) AS views,
  CAST(COALESCE(view_visitors, 0) AS BIGINT) AS view_visitors,
  CAST(view_records AS BIGINT) AS view_records,
  CAST(view_parents AS BIGINT) AS view_parents,
  CAST(downloads AS BIGINT) AS downloads,
  CAST(COALESCE(download_visitors, 0) AS BIGINT) AS download_visitors,
  CAST(download_records AS BIGINT) AS download_records,
  CAST(download_parents AS BIGINT) AS download_parents,
  CAST(download_files AS BIGINT) AS download_files,
  CAST(bytes AS BIGINT) AS bytes
FROM counted_events
LEFT JOIN counted_visitors
  ON counted_visitors.day = counted_events.day AND counted_visitors.scope = counted_events.scope AND counted_visitors.part = counted_events.part
JOIN scope_numbers ON scope_numbers.number = counted_events.scope
JOIN part_numbers ON part_numbers.number = counted_events.part
UNION ALL
SELECT
  scope_numbers.scope,
  day,
  breakdown,
  value,
  CAST(views AS BIGINT),
  CAST(view_visitors AS BIGINT),
  CAST(view_records AS BIGINT),
  CAST(view_parents AS BIGINT),
  CAST(downloads AS BIGINT),
  CAST(download_visitors AS BIGINT),
  CAST(download_records AS BIGINT),
  CAST(download_parents AS BIGINT),
  CAST(download_files AS BIGINT),
  CAST(bytes AS BIGINT)
FROM counted_event_parts
JOIN scope_numbers ON scope_numbers.number = counted_event_parts.scope;
