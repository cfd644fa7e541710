/** The environment that a file from before there were several goes on as. */
export const FIRST_ENVIRONMENT = 'production'

/**
 * From one flag set per file to one per environment, with an audit log that SQLite itself lets nobody rewrite. What a file
 * holds already becomes the environment {@link FIRST_ENVIRONMENT}, and its history the beginning of the log.
 */
export const ENVIRONMENT_TABLES = `
  CREATE TABLE environments (
    name TEXT PRIMARY KEY,
    lineage TEXT NOT NULL,
    revision INTEGER NOT NULL,
    parts TEXT NOT NULL
  ) STRICT;
  INSERT INTO environments
    SELECT '${FIRST_ENVIRONMENT}', lineage.value, CAST(revision.value AS INTEGER),
      coalesce((SELECT json_object('metadata', json(value)) FROM meta WHERE name = 'metadata'), '{}')
    FROM meta AS lineage, meta AS revision WHERE lineage.name = 'lineage' AND revision.name = 'revision';

  ALTER TABLE flags RENAME TO old_flags;
  CREATE TABLE flags (
    environment TEXT NOT NULL, key TEXT NOT NULL, definition TEXT NOT NULL, UNIQUE (environment, key)
  ) STRICT;
  INSERT INTO flags SELECT '${FIRST_ENVIRONMENT}', key, definition FROM old_flags ORDER BY rowid;

  ALTER TABLE evaluators RENAME TO old_evaluators;
  CREATE TABLE evaluators (
    environment TEXT NOT NULL, name TEXT NOT NULL, rule TEXT NOT NULL, UNIQUE (environment, name)
  ) STRICT;
  INSERT INTO evaluators SELECT '${FIRST_ENVIRONMENT}', name, rule FROM old_evaluators ORDER BY rowid;

  ALTER TABLE changes RENAME TO old_changes;
  CREATE TABLE changes (
    environment TEXT NOT NULL, number INTEGER NOT NULL, changes TEXT NOT NULL, PRIMARY KEY (environment, number)
  ) STRICT;
  INSERT INTO changes SELECT '${FIRST_ENVIRONMENT}', number, changes FROM old_changes;

  CREATE TABLE audit (
    environment TEXT NOT NULL,
    number INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT NOT NULL,
    before TEXT,
    after TEXT NOT NULL,
    PRIMARY KEY (environment, number)
  ) STRICT;
  INSERT INTO audit
    SELECT '${FIRST_ENVIRONMENT}', number, at_ms, author, 'import', '', NULL, changes FROM old_changes;
  CREATE TABLE audit_parts (
    environment TEXT NOT NULL, part TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (environment, part, number)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO audit_parts
    SELECT '${FIRST_ENVIRONMENT}', '/' || section.key || '/' || replace(replace(entry.key, '~', '~0'), '/', '~1'), number
    FROM old_changes, json_each(changes) AS section, json_each(section.value) AS entry
    WHERE section.key IN ('flags', '$evaluators');

  CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_parts_are_never_changed BEFORE UPDATE ON audit_parts
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_parts_are_never_deleted BEFORE DELETE ON audit_parts
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

  DROP TABLE old_flags;
  DROP TABLE old_evaluators;
  DROP TABLE old_changes;
  DROP TABLE meta;
`
