-- All lines of a file. They are in a table, because agents, addresses and days are looked up before any of them is stored.
CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM parsed;
