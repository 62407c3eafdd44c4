import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE } from "#tests/support/test-runtime.ts";

const database = useTestDatabase();
const MAIN = join(import.meta.dirname, "main.ts");
const JOURNALS = 100_000;
/** All lines at once are some hundred megabytes of objects; what the program itself needs is about half of this. */
const HEAP_MB = 96;
let folder: string;

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function countersign(args: readonly string[]): Promise<Ended> {
  const env = {
    NODE_ENV: "production" as const,
    DATABASE_URL: database().urls.countersign_web,
    STRIPE_ACCOUNT_ID: TEST_SCOPE.accountId,
    STRIPE_LIVEMODE: "false",
  };
  return new Promise((resolve) => {
    const command = [`--max-old-space-size=${HEAP_MB}`, MAIN, "ledger", "export", ...args];
    execFile(process.execPath, command, { env, maxBuffer: 1e9 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err });
    });
  });
}

/** Lines and hash of a file that is too long to be held. */
async function readThrough(path: string): Promise<{ lines: number; sha256: string }> {
  const hash = createHash("sha256");
  let lines = 0;
  for await (const chunk of createReadStream(path)) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    for (const byte of bytes) if (byte === 10) lines += 1;
  }
  return { lines, sha256: hash.digest("hex") };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "export-"));
  const client = new pg.Client({ connectionString: database().superuserUrl });
  await client.connect();
  try {
    // The guards check each row; a hundred thousand of them are not what is tested here.
    await client.query("SET session_replication_role = replica");
    await client.query(
      `WITH account AS (
         INSERT INTO ledger_account (account_id, livemode, code, currency, class, normal_side, allowed_kinds)
         VALUES ($1, false, 'A.stripe.payments.pending', 'eur', 'asset', 'debit', '{BT}'),
           ($1, false, 'I.sales', 'eur', 'income', 'credit', '{BT}') RETURNING id, code),
       posted AS (
         INSERT INTO journal (account_id, livemode, key, kind, event_at, accounting_at, source_type, source_id, rule_version, description)
         SELECT $1, false, 'bt:txn_' || n, 'BT', at, at, 'balance_transaction', 'txn_' || n, 1, 'charge'
         FROM (SELECT n, '2026-10-01'::timestamptz + n * interval '10 seconds' AS at FROM generate_series(1, $2::int) n) t
         RETURNING id)
       INSERT INTO entry (journal_id, ledger_account_id, currency, amount)
       SELECT posted.id, account.id, 'eur', CASE code WHEN 'I.sales' THEN -1000 ELSE 1000 END FROM posted, account`,
      [TEST_SCOPE.accountId, JOURNALS],
    );
    await client.query("ANALYZE journal, entry");
  } finally {
    await client.end();
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** A small heap makes it slow, and slower beside other tests. */
const PATIENCE_MS = 120_000;
const SPAN = ["--from", "2026-10-01", "--to", "2026-10-31"];

describe("ledger export", () => {
  it("sends two hundred thousand lines through a heap that could not hold them", {
    timeout: PATIENCE_MS,
  }, async () => {
    const out = join(folder, "all.csv");
    const { code, err, out: said } = await countersign([...SPAN, "--out", out, "--json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { lines, sha256 } = await readThrough(out);
    expect(lines).toBe(2 * JOURNALS + 1);
    expect(JSON.parse(said)).toMatchObject({
      state: "finished",
      rows: 2 * JOURNALS,
      sha256,
      requestedBy: null,
      openMonths: ["2026-10"],
    });
  });

  it("writes the file to standard output and what it is to standard error", async () => {
    const day = ["--from", "2026-10-02", "--to", "2026-10-02"];
    const file = ["--format", "quickbooks", "--currency", "EUR", "--summarised"];
    const { code, out, err } = await countersign([...day, ...file]);
    expect(code).toBe(0);
    expect(out.split("\r\n")).toEqual([
      "Journal No,Journal Date,Account Name,Debits,Credits,Description",
      'D20261002-EUR,10/02/2026,"Stripe balance, pending",86400.00,,"Stripe, 2026-10-02, EUR: Stripe balance, pending, 8640 entries"',
      'D20261002-EUR,10/02/2026,Sales,,86400.00,"Stripe, 2026-10-02, EUR: Sales, 8640 entries"',
      "",
    ]);
    expect(err).toContain("finished: 2 rows");
    expect(err).toContain("2026-10");
  });

  it("is audited as the installation's own", async () => {
    const client = new pg.Client({ connectionString: database().superuserUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ action: string; actor: string }>(
        "SELECT action, actor_kind || ' ' || actor_id AS actor FROM audit_event WHERE resource_type = 'export' ORDER BY at LIMIT 2",
      );
      expect(rows).toEqual([
        { action: "export.started", actor: "system installer" },
        { action: "export.finished", actor: "system installer" },
      ]);
    } finally {
      await client.end();
    }
  });

  it.each([
    [["--format", "xero"], "give --currency"],
    [["--json"], "give --out"],
    [["--format", "sage"], "Allowed choices"],
    [["--out", "/no/such/folder/x.csv"], "cannot be written"],
  ])("refuses %j with what to do", async (args, sentence) => {
    const { code, err } = await countersign([...SPAN, ...args]);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});
