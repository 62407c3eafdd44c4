import { beforeAll, describe, expect, it } from "vitest";
import type { DomainError } from "#core/errors.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { useBooksDesk } from "#tests/support/books-desk.ts";
import { cancelCommand } from "../commands/index.ts";
import { balanceHash } from "./balance-hash.ts";
import { bookkeepingKinds, lockPeriod, unlockPeriod, verifyPeriods } from "./index.ts";
import { endOf, startOf } from "./month.ts";
import { findPeriodBalances, sumMonth } from "./periods.repo.ts";
import { getPeriod, listPeriods } from "./read-periods.ts";

const NOW = new Date("2026-11-05T10:00:00Z");
const desk = useBooksDesk(NOW);
const second = (text: string): number => Date.parse(text) / 1_000;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );

/** A sale of 10.00 EUR with a fee of 0.50, available at once. */
async function sell(id: string, at: string): Promise<void> {
  await desk().feed(id, { id, created: second(at), available_on: second(at), status: "available" });
}

/** What the checklist cannot do without: a drained feed, an equal balance and a run after the month's end. */
async function proveBooks(): Promise<void> {
  const { prisma } = desk().owner.db;
  const { scope } = desk().owner;
  const drained = { drainedTo: desk().clock.now() };
  await prisma.feedLane.upsert({
    where: { accountId_livemode_feed: { ...scope, feed: "balance_transactions" } },
    create: { ...scope, feed: "balance_transactions", runAfter: NOW, ...drained },
    update: drained,
  });
  await prisma.balanceReading.create({
    data: {
      ...scope,
      readAt: desk().clock.now(),
      currency: "eur",
      available: 0n,
      pending: 0n,
      drift: 0n,
    },
  });
  await prisma.reconciliationRun.create({
    data: {
      id: newId(),
      ...scope,
      asOf: desk().clock.now(),
      levels: ["R0", "R1", "R2", "R3", "R4", "R5", "R6"],
      trigger: "schedule",
      ruleVersion: 1,
      state: "finished",
      wantedAt: NOW,
    },
  });
}

const close = (month: string) => desk().ask({ kind: "period_close", month });
const monthOfEntries = (month: string) =>
  sumMonth(desk().owner.db.prisma, desk().owner.scope, {
    start: startOf(month),
    end: endOf(month),
  });
const keptOf = (month: string) =>
  findPeriodBalances(desk().owner.db.prisma, desk().owner.scope, month);

beforeAll(async () => {
  await sell("txn_sep", "2026-09-15T12:00:00Z");
  await sell("txn_oct", "2026-10-31T23:59:59Z");
  await sell("txn_nov", "2026-11-01T00:00:00Z");
});

describe("closing a month", () => {
  it("goes in order, and never for the month that runs", async () => {
    const { web, finance } = desk();
    const { periods } = await listPeriods(web);
    expect(periods.map(({ month, state, isNext }) => [month, state, isNext])).toEqual([
      ["2026-11", "open", false],
      ["2026-10", "open", false],
      ["2026-09", "open", true],
    ]);
    expect(await codeOf(lockPeriod(web, finance, "2026-10"))).toBe("PERIOD_STATE_CHANGED");
    expect(await codeOf(lockPeriod(web, finance, "2026-11"))).toBe("PERIOD_STATE_CHANGED");
    expect(await codeOf(close("2026-09"))).toBe("PERIOD_STATE_CHANGED");
  });

  it("waits for the checklist", async () => {
    const { web, finance } = desk();
    await lockPeriod(web, finance, "2026-09");
    expect(await codeOf(close("2026-09"))).toBe("PERIOD_STATE_CHANGED");
    const { checklist } = await getPeriod(web, "2026-09");
    const blocking = checklist.filter(({ state }) => state === "blocks").map(({ id }) => id);
    expect(blocking).toEqual(["feed", "drift", "run"]);
    await proveBooks();
    const after = (await getPeriod(web, "2026-09")).checklist;
    expect(after.filter(({ state }) => state !== "done").map(({ id }) => id)).toEqual(["bank"]);
  });

  it("is void when the month is unlocked before somebody signed", async () => {
    const { web, finance, manager, decide } = desk();
    const commandId = await close("2026-09");
    expect(await codeOf(close("2026-09"))).toBe("PERIOD_STATE_CHANGED");
    await unlockPeriod(web, finance, "2026-09");
    expect(await decide(manager, commandId, "approved")).toBe("POLICY_DENIED");
    expect(await codeOf(unlockPeriod(web, finance, "2026-09"))).toBe("PERIOD_STATE_CHANGED");
    await lockPeriod(web, finance, "2026-09");
  });

  it("can be withdrawn, and then be asked for again", async () => {
    const { web, finance } = desk();
    const commandId = await close("2026-09");
    await cancelCommand(web, finance, bookkeepingKinds, { commandId, version: 1 });
    expect((await getPeriod(web, "2026-09")).request).toBeNull();
  });

  it("is signed by two, with a manager where something is left open, and keeps the balances", async () => {
    const { web, finance, colleague, manager, decide, execute, stateOf } = desk();
    const commandId = await close("2026-09");
    expect(await decide(finance, commandId, "approved")).toBe("APPROVER_IS_REQUESTER");
    expect(await decide(colleague, commandId, "approved")).toBe("APPROVER_LACKS_AUTHORITY");
    expect(await decide(manager, commandId, "approved")).toBe("held");
    expect(await codeOf(unlockPeriod(web, finance, "2026-09"))).toBe("PERIOD_STATE_CHANGED");
    await execute();
    expect(await stateOf(commandId)).toBe("succeeded");
    const period = await getPeriod(web, "2026-09");
    expect(period.state).toBe("closed");
    expect(period.signatures.map(({ person, as }) => [person.id, as])).toEqual([
      [finance.userId, "requested"],
      [manager.userId, "approved"],
    ]);
    expect(period.balances.find(({ code }) => code === "I.sales")).toMatchObject({
      opening: 0n,
      debits: 0n,
      credits: 1_000n,
      closing: -1_000n,
    });
    expect(period.balanceHash).toBe(balanceHash("2026-09", await keptOf("2026-09")));
    expect((await listPeriods(web)).periods.find(({ isNext }) => isNext)?.month).toBe("2026-10");
  });
});

describe("a closed month", () => {
  it("never changes: what Stripe tells late of it counts in the month that is open", async () => {
    const before = await keptOf("2026-09");
    await sell("txn_late", "2026-09-20T12:00:00Z");
    const late = await desk().owner.db.prisma.journal.findFirstOrThrow({
      where: { key: "bt:txn_late" },
    });
    expect(late.eventAt.toISOString()).toBe("2026-09-20T12:00:00.000Z");
    expect(late.accountingAt.toISOString()).toBe("2026-10-01T00:00:00.000Z");
    expect(await keptOf("2026-09")).toEqual(before);
    expect(await monthOfEntries("2026-09")).toEqual(before);
    expect((await verifyPeriods(desk().owner)).map(({ violations }) => violations)).toEqual([
      0n,
      0n,
      0n,
    ]);
  });

  it("cannot be opened, asked for again, or written to by anybody", async () => {
    const { web, worker, owner, finance } = desk();
    expect(await codeOf(unlockPeriod(web, finance, "2026-09"))).toBe("PERIOD_STATE_CHANGED");
    expect(await codeOf(lockPeriod(web, finance, "2026-09"))).toBe("PERIOD_STATE_CHANGED");
    const statements = [
      "UPDATE accounting_period SET state = 'open' WHERE month = '2026-09'",
      "UPDATE period_balance SET closing = 0",
      "UPDATE ledger_close SET closed_until = 'epoch'",
    ];
    for (const { db } of [web, worker, owner]) {
      for (const statement of statements)
        await expect(db.pool.query(statement)).rejects.toThrow(
          /is closed|are closed until|permission denied|append-only|never change|may not/,
        );
    }
  });

  it("is where the next one begins, and each is proven again from its entries", async () => {
    const { web, finance, manager, decide, execute } = desk();
    await lockPeriod(web, finance, "2026-10");
    const commandId = await close("2026-10");
    expect(await decide(manager, commandId, "approved")).toBe("held");
    await execute();
    const sales = (await keptOf("2026-10")).find(({ code }) => code === "I.sales");
    // The sale of the last second of October and the late one of September; not the first of November.
    expect(sales).toMatchObject({ opening: -1_000n, credits: 2_000n, closing: -3_000n });
    expect((await verifyPeriods(desk().owner)).map(({ violations }) => violations)).toEqual([
      0n,
      0n,
      0n,
    ]);
  });

  it("is found out when somebody got round the database's guards", async () => {
    const { owner } = desk();
    await owner.db.pool.query("ALTER TABLE period_balance DISABLE TRIGGER USER");
    await owner.db.pool.query(
      "UPDATE period_balance SET closing = closing + 1 WHERE month = '2026-10' AND debits > 0",
    );
    const violations = (await verifyPeriods(owner)).map((check) => check.violations > 0n);
    expect(violations).toEqual([true, true, false]);
  });
});
