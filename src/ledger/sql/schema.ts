/**
 * The tables. Every column that later parts need stands here from the first migration: encryption (a column of type ANY
 * holds a text, or a blob sealed under the key it names; `key_id` says which sealed the body), parcels of many, tickets, hash-chained audit, gates with token buckets.
 *
 * Times are epoch milliseconds, hashes 16-byte blobs, bodies JSON. Integer row ids keep inserts at the end of the
 * tree: seven times faster than text keys with the payload inside.
 */

export const SCHEMA_VERSION = 1

const TABLES = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE upstream (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, contract_hash BLOB NOT NULL, mapping_hash BLOB NOT NULL, gate TEXT NOT NULL,
  accounts_hash BLOB
) STRICT;

-- An account's gate stands behind that of its system ('behind'); both have to be open.
CREATE TABLE gate (
  name TEXT PRIMARY KEY, behind TEXT, account TEXT, state TEXT NOT NULL DEFAULT 'open', until_at INTEGER, why TEXT,
  per_minute REAL, tokens REAL NOT NULL DEFAULT 0, tokens_at INTEGER NOT NULL DEFAULT 0,
  shut_at INTEGER, open_at INTEGER NOT NULL DEFAULT 0, shut_ms INTEGER NOT NULL DEFAULT 0, breaker TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX gate_behind ON gate (behind) WHERE behind IS NOT NULL;

-- 'version' is a keyed hash of the credentials. Whoever logs in has a lease; 'turn' fences what comes back late.
CREATE TABLE log_in (
  gate TEXT NOT NULL, version BLOB NOT NULL, turn INTEGER NOT NULL, lease_until INTEGER, token ANY, barred TEXT,
  PRIMARY KEY (gate, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE submission (
  id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, form TEXT NOT NULL, by TEXT NOT NULL, division TEXT,
  period TEXT, task TEXT, source TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE TABLE record (
  id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, form TEXT NOT NULL, form_version INTEGER NOT NULL,
  key_hash BLOB, event_hash BLOB, origin BLOB NOT NULL, revision INTEGER NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0,
  index_layer INTEGER NOT NULL DEFAULT 0, purged_at INTEGER, merged_into INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_key ON record (form, key_hash) WHERE key_hash IS NOT NULL;
CREATE INDEX record_event ON record (form, event_hash) WHERE event_hash IS NOT NULL;

CREATE TABLE revision (
  id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES record, revision INTEGER NOT NULL,
  submission_id INTEGER NOT NULL REFERENCES submission, form TEXT NOT NULL, form_version INTEGER NOT NULL, by TEXT NOT NULL, division TEXT, period TEXT, task TEXT,
  base INTEGER, client_key_hash BLOB, entry_hash BLOB NOT NULL, content_hash BLOB NOT NULL, withdrawn INTEGER NOT NULL, body ANY NOT NULL, key_id TEXT,
  index_layer INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX revision_number ON revision (record_id, revision);
CREATE UNIQUE INDEX revision_client_key ON revision (form, client_key_hash) WHERE client_key_hash IS NOT NULL;

CREATE TABLE target (
  id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL REFERENCES record, upstream_id INTEGER NOT NULL REFERENCES upstream,
  there INTEGER NOT NULL DEFAULT 0, there_hash BLOB, reference ANY, account TEXT, ordinal INTEGER NOT NULL DEFAULT 0,
  exposed_by INTEGER, first_sent_at INTEGER, last_sent_at INTEGER, quiet_at INTEGER, rekeyed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX target_pair ON target (record_id, upstream_id);

-- 'account' is null where the upstream has one log-in for everybody, and empty where none of its accounts fits. What is
-- exposed keeps its own: it is asked about under the name that it was sent under.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY, target_id INTEGER NOT NULL REFERENCES target, revision_id INTEGER NOT NULL REFERENCES revision,
  submission_id INTEGER NOT NULL REFERENCES submission, upstream_id INTEGER NOT NULL REFERENCES upstream, account TEXT, plan INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL, open INTEGER NOT NULL, moving INTEGER NOT NULL, wanted TEXT NOT NULL, operation TEXT,
  body ANY, key_id TEXT, payload_hash BLOB, ordinal INTEGER, idempotency_key TEXT, parcel_id INTEGER,
  priority INTEGER NOT NULL, due_at INTEGER, deadline_at INTEGER, give_up_at INTEGER NOT NULL, shut_ms INTEGER NOT NULL DEFAULT 0, first_sent_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0, failure TEXT, look_only INTEGER NOT NULL DEFAULT 0, ticket ANY, parcel_max INTEGER, problems ANY,
  created_at INTEGER NOT NULL, settled_at INTEGER
) STRICT;
CREATE INDEX delivery_due ON delivery (upstream_id, priority, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX delivery_deadline ON delivery (upstream_id, deadline_at) WHERE deadline_at IS NOT NULL AND due_at IS NOT NULL;
-- The same for each account: what waits behind one that is shut is never read past.
CREATE INDEX delivery_due_account ON delivery (upstream_id, account, priority, due_at) WHERE due_at IS NOT NULL AND account IS NOT NULL;
CREATE INDEX delivery_deadline_account ON delivery (upstream_id, account, deadline_at) WHERE deadline_at IS NOT NULL AND due_at IS NOT NULL AND account IS NOT NULL;
CREATE INDEX delivery_target ON delivery (target_id, open);
CREATE INDEX delivery_moving ON delivery (submission_id) WHERE moving = 1;
CREATE INDEX delivery_submission ON delivery (submission_id);

CREATE TABLE parcel (
  id INTEGER PRIMARY KEY, upstream_id INTEGER NOT NULL, account TEXT, key TEXT NOT NULL, message_hash BLOB NOT NULL, message ANY,
  key_id TEXT, state TEXT NOT NULL,
  attempts INTEGER NOT NULL, act TEXT NOT NULL, attempted_at INTEGER NOT NULL, owner INTEGER NOT NULL, lease_until INTEGER NOT NULL,
  first_sent_at INTEGER NOT NULL, created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE parcel_member (
  parcel_id INTEGER NOT NULL REFERENCES parcel, position INTEGER NOT NULL, delivery_id INTEGER NOT NULL REFERENCES delivery,
  operation TEXT NOT NULL, key TEXT NOT NULL, payload_hash BLOB, outcome ANY, closed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (parcel_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE parcel_step (
  parcel_id INTEGER NOT NULL, name TEXT NOT NULL, result ANY NOT NULL, PRIMARY KEY (parcel_id, name)
) STRICT, WITHOUT ROWID;

-- Attempts that ended; the one under way is the parcel's own (attempts, act, attempted_at). A late answer has a row too.
CREATE TABLE attempt (
  parcel_id INTEGER NOT NULL, number INTEGER NOT NULL, act TEXT NOT NULL, owner INTEGER NOT NULL,
  started_at INTEGER NOT NULL, ended_at INTEGER NOT NULL, result TEXT NOT NULL, late INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (parcel_id, number, late)
) STRICT, WITHOUT ROWID;

-- Where the members of one attempt were answered differently ('mixed').
CREATE TABLE attempt_member (
  parcel_id INTEGER NOT NULL, number INTEGER NOT NULL, late INTEGER NOT NULL, position INTEGER NOT NULL, result TEXT NOT NULL,
  PRIMARY KEY (parcel_id, number, late, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
  id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL REFERENCES delivery, target_id INTEGER NOT NULL, payload_hash BLOB,
  evidence TEXT NOT NULL, says TEXT NOT NULL DEFAULT 'there', reference ANY, by TEXT NOT NULL, note ANY, at INTEGER NOT NULL
) STRICT;
CREATE INDEX receipt_delivery ON receipt (delivery_id);
-- What stands on a person's word is counted apart.
CREATE INDEX receipt_person ON receipt (delivery_id) WHERE evidence = 'person';

CREATE TABLE wait (
  delivery_id INTEGER PRIMARY KEY REFERENCES delivery, cause TEXT NOT NULL, subject TEXT, since_at INTEGER NOT NULL
) STRICT;
CREATE INDEX wait_cause ON wait (cause, subject);

-- Whom a revision names. Without a referent it is missing: the hash of its key finds whoever comes. The revision of one
-- that is frozen is kept; of one that is followed, and of one that isn't there, it is null.
CREATE TABLE reference (
  id INTEGER PRIMARY KEY, revision_id INTEGER NOT NULL REFERENCES revision, form TEXT NOT NULL, key_hash BLOB, mode TEXT NOT NULL,
  referent_id INTEGER REFERENCES record, referent_revision INTEGER, index_layer INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX reference_revision ON reference (revision_id);
CREATE INDEX reference_referent ON reference (referent_id) WHERE referent_id IS NOT NULL;
CREATE INDEX reference_missing ON reference (form, key_hash) WHERE referent_id IS NULL;

-- Keys that records had before they were corrected or merged: they still lead to them.
CREATE TABLE former_key (
  id INTEGER PRIMARY KEY, form TEXT NOT NULL, key_hash BLOB NOT NULL, record_id INTEGER NOT NULL REFERENCES record,
  index_layer INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX former_key_hash ON former_key (form, key_hash);

-- Records that changed: those that name them are planned anew, in chunks, up to the record 'after_id' so far.
-- 'left_id' is the first of them that nobody could read: at the end the row is parked before it, until the next start.
CREATE TABLE replan (
  record_id INTEGER PRIMARY KEY REFERENCES record, after_id INTEGER NOT NULL, stamp INTEGER NOT NULL, left_id INTEGER,
  parked INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE blob (hash BLOB PRIMARY KEY, bytes ANY NOT NULL, key_id TEXT, media_type TEXT, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, form TEXT NOT NULL, record TEXT NOT NULL,
  revision INTEGER NOT NULL, upstream TEXT, payload_hash BLOB, reference ANY, note ANY, previous BLOB, hash BLOB
) STRICT;
`

/** Statements that take the ledger from version `index` to `index + 1`. Append only. */
export const MIGRATIONS: readonly string[] = [TABLES]
