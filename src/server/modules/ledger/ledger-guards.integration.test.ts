import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { storeTransactions } from "./store-transactions.ts";

const database = useTestDatabase();
let worker: Runtime;
let journals = 0;

beforeAll(() => {
  worker = testRuntime(database(), "countersign_worker");
});
afterAll(() => worker.db.close());

beforeEach(async () => {
  journals += 1;
  const page = [balanceTransaction({ id: `txn_${journals}` })];
  await worker.db.transaction((tx) =>
    storeTransactions(tx, worker.scope, page, { via: "feed", at: worker.clock.now() }),
  );
});

const NEW_JOURNAL = `INSERT INTO journal (account_id, livemode, key, kind, event_at, source_type, source_id, rule_version, description)
  VALUES ('acct_test', false, $1, $2, now(), 'balance_transaction', 'txn_1', 1, 'by hand') RETURNING id`;

/** Writes one journal by hand in one transaction, each leg as `code amount`. Rejects with the database's own words. */
async function write(
  key: string,
  kind: string,
  legs: readonly (readonly [code: string, amount: number])[],
): Promise<void> {
  const client = await worker.db.pool.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<{ id: string }>(NEW_JOURNAL, [key, kind]);
    for (const [code, amount] of legs) {
      await client.query(
        `INSERT INTO entry (journal_id, ledger_account_id, currency, amount)
         SELECT $1, id, 'eur', $2 FROM ledger_account WHERE code = $3 AND account_id = 'acct_test'`,
        [rows[0]?.id, amount, code],
      );
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

describe("the database, against the worker itself", () => {
  it("takes a journal that balances", async () => {
    const legs = [
      ["I.sales", 5],
      ["E.fee.stripe", -5],
    ] as const;
    await expect(write("bt:good", "BT", legs)).resolves.toBeUndefined();
  });

  it("refuses a journal that does not balance", async () => {
    await expect(
      write("bt:off", "BT", [
        ["I.sales", 5],
        ["E.fee.stripe", -4],
      ]),
    ).rejects.toThrow(/does not balance: 1 eur/);
  });

  it("refuses a journal with no legs", async () => {
    await expect(write("bt:empty", "BT", [])).rejects.toThrow(/0 entries/);
  });

  it("refuses an adjustment of what mirrors Stripe's balance", async () => {
    const legs = [
      ["A.stripe.payments.pending", 5],
      ["I.sales", -5],
    ] as const;
    await expect(write("adj:1", "ADJ", legs)).rejects.toThrow(/takes no ADJ journal/);
  });

  it("refuses a second journal of one key", async () => {
    await expect(
      write("bt:txn_1", "BT", [
        ["I.sales", 5],
        ["E.fee.stripe", -5],
      ]),
    ).rejects.toThrow(/unique|duplicate/);
  });

  it("refuses to let a committed journal grow, even in balance", async () => {
    const append = worker.db.pool.query(
      `INSERT INTO entry (journal_id, ledger_account_id, currency, amount)
       SELECT j.id, a.id, 'eur', x.amount FROM journal j, ledger_account a, (VALUES (5), (-5)) x(amount)
       WHERE j.key = 'bt:txn_1' AND a.code = 'I.sales'`,
    );
    await expect(append).rejects.toThrow(/was committed before/);
  });

  it.each([
    "UPDATE journal SET description = 'other'",
    "DELETE FROM journal",
    "TRUNCATE journal CASCADE",
    "UPDATE entry SET amount = amount + 1",
    "DELETE FROM entry",
    "TRUNCATE entry",
    "UPDATE ledger_account SET allowed_kinds = '{ADJ}'",
    "ALTER TABLE entry DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
  ])("refuses: %s", async (statement) => {
    await expect(worker.db.pool.query(statement)).rejects.toThrow(
      /permission denied|must be owner/,
    );
  });

  it("refuses the owner's slips too", async () => {
    const owner = testRuntime(database(), "countersign_owner");
    try {
      await expect(owner.db.pool.query("DELETE FROM entry")).rejects.toThrow(/append-only/);
      await expect(owner.db.pool.query("UPDATE journal SET kind = 'ADJ'")).rejects.toThrow(
        /append-only/,
      );
    } finally {
      await owner.db.close();
    }
  });
});
