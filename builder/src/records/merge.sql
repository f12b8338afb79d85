-- Records of all inputs. Of a record that several inputs have, or one input has several times, one counts: that of the last input.
CREATE OR REPLACE TEMP TABLE records AS
SELECT id, parent, owner, created, published, removed, files, bytes, input
FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY input DESC, created, published, removed, files, bytes) AS place FROM all_records) AS placed
WHERE place = 1;

CREATE OR REPLACE TEMP VIEW attributes AS
SELECT record, breakdown, value, all_attributes.files, all_attributes.bytes
FROM all_attributes
JOIN records ON records.id = all_attributes.record AND records.input = all_attributes.input;

CREATE OR REPLACE TEMP TABLE labels AS
SELECT breakdown, value, max(label) AS label FROM all_labels GROUP BY breakdown, value;

CREATE OR REPLACE TEMP TABLE memberships AS
SELECT DISTINCT record, community, added, removed FROM all_memberships;

CREATE OR REPLACE TEMP TABLE file_types AS
SELECT record, value FROM attributes WHERE breakdown = 'fileTypes'
