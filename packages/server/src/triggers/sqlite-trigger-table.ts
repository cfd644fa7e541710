/** The table of triggers, one address each; of the secret in it, only the hash is kept. */
export const TRIGGER_TABLE = `
  CREATE TABLE triggers (
    environment TEXT NOT NULL,
    name TEXT NOT NULL,
    hash BLOB NOT NULL,
    flag_key TEXT NOT NULL,
    intent TEXT NOT NULL,
    input TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER,
    use_count INTEGER NOT NULL,
    last_used_at_ms INTEGER,
    PRIMARY KEY (environment, name)
  ) STRICT;
`
