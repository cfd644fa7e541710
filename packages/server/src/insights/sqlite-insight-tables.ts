import { FIRST_ENVIRONMENT } from '../sqlite-environment-tables.ts'

/** Which environment it was that pages were served before counts said so: the only one, as far as that is known. */
const COUNTED_ENVIRONMENT = `CASE (SELECT count(*) FROM environments)
  WHEN 1 THEN (SELECT name FROM environments) ELSE '${FIRST_ENVIRONMENT}' END`

/** From counts of exposures in one environment to those of every one, evaluations beside them, and to records. */
export const INSIGHT_TABLES = `
  CREATE TABLE usage_counts (
    hour_ms INTEGER NOT NULL,
    environment TEXT NOT NULL,
    flag_key TEXT NOT NULL,
    variant TEXT NOT NULL,
    exposures INTEGER NOT NULL,
    evaluations INTEGER NOT NULL,
    PRIMARY KEY (hour_ms, environment, flag_key, variant)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO usage_counts
    SELECT hour_ms, ${COUNTED_ENVIRONMENT}, flag_key, variant, count, 0 FROM exposure_counts;
  CREATE INDEX usage_counts_by_flag ON usage_counts (environment, flag_key, hour_ms);
  DROP TABLE exposure_counts;

  ALTER TABLE tracking_counts RENAME TO old_tracking_counts;
  CREATE TABLE tracking_counts (
    hour_ms INTEGER NOT NULL,
    environment TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    sum REAL NOT NULL,
    PRIMARY KEY (hour_ms, environment, name)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO tracking_counts
    SELECT hour_ms, ${COUNTED_ENVIRONMENT}, name, count, sum FROM old_tracking_counts;
  DROP TABLE old_tracking_counts;

  CREATE TABLE insight_records (
    number INTEGER PRIMARY KEY,
    environment TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    flag_key TEXT,
    variant TEXT,
    name TEXT,
    value REAL,
    targeting_key TEXT,
    context TEXT
  ) STRICT;
  CREATE INDEX insight_records_by_age ON insight_records (at_ms);
  CREATE INDEX insight_records_by_flag ON insight_records (environment, flag_key, targeting_key, variant);
`
