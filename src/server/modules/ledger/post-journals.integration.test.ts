import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "#server/platform/audit/audit-actor.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import type { JournalDraft } from "./post-balance-transaction.ts";
import { type JournalAuthor, postJournals } from "./post-journals.ts";
import { reverseJournal } from "./reverse-journal.ts";

const database = useTestDatabase();
const EVENT = new Date("2026-10-31T23:30:00Z");
const author: JournalAuthor = { by: systemActor("clearing"), commandId: null };
let worker: Runtime;
let owner: Runtime;

beforeAll(() => {
  worker = testRuntime(database(), "countersign_worker");
  owner = testRuntime(database(), "countersign_owner");
});
afterAll(() => Promise.all([worker.db.close(), owner.db.close()]));

function loss(key: string, amount = 2_500n): JournalDraft {
  return {
    key,
    kind: "RECLASS",
    eventAt: EVENT,
    sourceId: "du_1",
    objectId: "du_1",
    description: "dispute lost",
    legs: [
      { account: "E.dispute_loss", currency: "eur", amount },
      { account: "A.dispute_receivable", currency: "eur", amount: -amount },
    ],
  };
}

const post = (draft: JournalDraft) =>
  worker.db.transaction((tx) => postJournals(tx, worker.scope, [draft], author));

async function balances(): Promise<Record<string, bigint>> {
  const rows = await owner.db.pool.query<{ code: string; total: string }>(
    `SELECT a.code, sum(e.amount)::text AS total FROM entry e JOIN ledger_account a ON a.id = e.ledger_account_id
     WHERE a.account_id = $1 GROUP BY 1 HAVING sum(e.amount) <> 0`,
    [owner.scope.accountId],
  );
  return Object.fromEntries(rows.rows.map(({ code, total }) => [code, BigInt(total)]));
}

describe("a journal that does not come from Stripe", () => {
  it("is posted once, however often it is asked for", async () => {
    expect((await post(loss("reclass:du_1"))).size).toBe(1);
    expect((await post(loss("reclass:du_1"))).size).toBe(0);
    expect(await balances()).toEqual({ "E.dispute_loss": 2_500n, "A.dispute_receivable": -2_500n });
  });

  it("may not touch what mirrors Stripe's balance", async () => {
    const draft: JournalDraft = {
      ...loss("adj:1"),
      kind: "ADJ",
      legs: [
        { account: "A.stripe.payments.available", currency: "eur", amount: 1n },
        { account: "X.suspense", currency: "eur", amount: -1n },
      ],
    };
    await expect(post(draft)).rejects.toMatchObject({ code: "ACCOUNT_NOT_ADJUSTABLE" });
  });

  it("balances in each currency", async () => {
    const draft: JournalDraft = {
      ...loss("adj:2"),
      legs: [
        { account: "E.writeoff", currency: "eur", amount: 1n },
        { account: "X.suspense", currency: "usd", amount: -1n },
      ],
    };
    await expect(post(draft)).rejects.toMatchObject({ code: "LEGS_UNBALANCED" });
  });

  it("is taken back at most once, also by two at the same time", async () => {
    const id = (await post(loss("reclass:du_2", 700n))).get("reclass:du_2") ?? 0n;
    const reverse = () =>
      worker.db.transaction((tx) =>
        reverseJournal(
          tx,
          worker.scope,
          { journalId: id, eventAt: EVENT, description: "dispute reopened" },
          author,
        ),
      );
    const outcomes = await Promise.allSettled([reverse(), reverse()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await balances()).toEqual({ "E.dispute_loss": 2_500n, "A.dispute_receivable": -2_500n });
  });
});

describe("a closed month", () => {
  it("takes nothing more: what is told late counts from the first open instant", async () => {
    await owner.db.pool.query(
      "INSERT INTO ledger_close (account_id, livemode, closed_until) VALUES ($1, false, '2026-11-01T00:00:00Z')",
      [owner.scope.accountId],
    );
    const id = (await post(loss("reclass:late"))).get("reclass:late");
    const { rows } = await owner.db.pool.query<{ event_at: Date; accounting_at: Date }>(
      "SELECT event_at, accounting_at FROM journal WHERE id = $1",
      [id?.toString()],
    );
    expect(rows[0]).toEqual({ event_at: EVENT, accounting_at: new Date("2026-11-01T00:00:00Z") });
  });

  it("stays closed for ever", async () => {
    await owner.db.pool.query(
      "INSERT INTO accounting_period (account_id, livemode, month, state) VALUES ($1, false, '2026-10', 'closed')",
      [owner.scope.accountId],
    );
    await expect(
      owner.db.pool.query(
        "UPDATE ledger_close SET closed_until = '2026-10-01' WHERE account_id = $1",
        [owner.scope.accountId],
      ),
    ).rejects.toThrow("closed until");
    await expect(
      owner.db.pool.query("UPDATE accounting_period SET state = 'open' WHERE account_id = $1", [
        owner.scope.accountId,
      ]),
    ).rejects.toThrow("is closed");
  });
});
