import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { OBJECT_KINDS } from "./object-kinds.ts";

const FIXED_TABLES = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS event (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, created INTEGER NOT NULL, account TEXT, type TEXT NOT NULL,
  pending INTEGER NOT NULL, undelivered INTEGER NOT NULL, doc TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS event_created ON event (created);
CREATE INDEX IF NOT EXISTS event_open ON event (seq) WHERE pending > 0 OR undelivered > 0;
CREATE INDEX IF NOT EXISTS event_type ON event (type, seq);
CREATE INDEX IF NOT EXISTS event_object ON event (json_extract(doc, '$.data.object.id'), seq);
CREATE INDEX IF NOT EXISTS event_account ON event (account, seq) WHERE account IS NOT NULL;
CREATE TABLE IF NOT EXISTS delivery (
  seq INTEGER PRIMARY KEY, event TEXT NOT NULL, endpoint TEXT NOT NULL, state TEXT NOT NULL,
  attempts INTEGER NOT NULL, next_at_ms INTEGER, counted INTEGER NOT NULL, rule TEXT, fault TEXT);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (next_at_ms) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS delivery_held ON delivery (seq) WHERE state IN ('held', 'queued');
CREATE INDEX IF NOT EXISTS delivery_rule ON delivery (rule) WHERE rule IS NOT NULL;
CREATE TABLE IF NOT EXISTS event_destination (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT, doc TEXT NOT NULL, secret TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS delivery_event ON delivery (event);
CREATE TABLE IF NOT EXISTS delivery_attempt (
  seq INTEGER PRIMARY KEY, delivery INTEGER NOT NULL, attempt INTEGER NOT NULL, started_at_ms INTEGER NOT NULL,
  latency_ms INTEGER NOT NULL, status INTEGER, error TEXT);
CREATE INDEX IF NOT EXISTS delivery_attempt_delivery ON delivery_attempt (delivery);
CREATE TABLE IF NOT EXISTS timer (
  seq INTEGER PRIMARY KEY, due_ms INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, account TEXT,
  test_clock TEXT);
CREATE INDEX IF NOT EXISTS timer_due ON timer (test_clock, due_ms, seq);
CREATE TABLE IF NOT EXISTS failed_timer (
  seq INTEGER PRIMARY KEY, due_ms INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, account TEXT,
  error TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS subscription_item (id TEXT PRIMARY KEY, subscription TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS idempotency (
  key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, request_id TEXT NOT NULL, created_ms INTEGER NOT NULL,
  status INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS idempotency_created ON idempotency (created_ms);
`;

/** The movements that make up the balance: few at any time, however long the history is. */
const OPEN_MOVEMENTS =
  "CREATE INDEX IF NOT EXISTS balance_transaction_open ON balance_transaction (currency, status, balance_type, account, net) WHERE payout IS NULL;";

function objectTable(kind: keyof typeof OBJECT_KINDS): string {
  const { derived, extra, indexes } = OBJECT_KINDS[kind];
  const columns = [...Object.keys(derived), ...extra].map((name) => `, "${name}"`).join("");
  const table = `CREATE TABLE IF NOT EXISTS ${kind} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, created INTEGER NOT NULL, account TEXT, doc TEXT NOT NULL${columns});`;
  return [
    table,
    `CREATE INDEX IF NOT EXISTS ${kind}_created ON ${kind} (created);`,
    // Only rows of connected accounts are in it, so the platform's own, nearly all there are, pay nothing for it.
    `CREATE INDEX IF NOT EXISTS ${kind}_account ON ${kind} (account, seq) WHERE account IS NOT NULL;`,
    ...indexes.map(
      (name) => `CREATE INDEX IF NOT EXISTS ${kind}_${name} ON ${kind} ("${name}", seq);`,
    ),
  ].join("\n");
}

/** Kibibytes of pages kept in memory. */
export const USUAL_CACHE = "PRAGMA cache_size = -65536";

/**
 * Opens (and on first use makes) the one file that holds the account. WAL with `synchronous = NORMAL`: a committed
 * transaction survives kill -9 of the process, which is the failure that the sandbox must stand. The exclusive lock goes
 * with the process, so a second sandbox on the same folder is refused and a killed one never blocks the next.
 */
export function openDatabase(dataFolder: string): DatabaseSync {
  mkdirSync(dataFolder, { recursive: true });
  const database = new DatabaseSync(join(dataFolder, "stripe-sandbox.sqlite"));
  try {
    database.exec(
      "PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
    );
    makeTables(database, dataFolder);
  } catch (error) {
    database.close();
    if (error instanceof Error && error.message.includes("locked")) {
      throw new Error(`another sandbox is running on ${dataFolder}`, { cause: error });
    }
    throw error;
  }
  return database;
}

/**
 * Makes the tables of a new file. A file whose tables another version made is refused: its rows cannot be read by this one,
 * and nothing of it is changed.
 */
function makeTables(database: DatabaseSync, dataFolder: string): void {
  const kinds = Object.keys(OBJECT_KINDS).filter(isKind);
  const tables = [FIXED_TABLES, ...kinds.map(objectTable), OPEN_MOVEMENTS].join("\n");
  const version = createHash("sha256").update(tables).digest().readInt32BE(0);
  const found = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  const isNew = database.prepare("SELECT 1 FROM sqlite_master").get() === undefined;
  if (!isNew && found !== version) {
    throw new Error(
      `the account in ${dataFolder} was made by another version of the sandbox: make a new one (npm run demo -- --fresh)`,
    );
  }
  database.exec(tables);
  database.exec(`PRAGMA user_version = ${version}`);
}

function isKind(name: string): name is keyof typeof OBJECT_KINDS {
  return name in OBJECT_KINDS;
}
