import { describe, expect, it } from "vitest";
import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import type { DomainError } from "#core/errors.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { feedReader } from "#tests/support/balance-transactions.ts";
import { useBooksDesk } from "#tests/support/books-desk.ts";
import { personActor } from "../audit/index.ts";
import { expireApprovals, getCommand } from "../commands/index.ts";
import { moveBreak, runWanted } from "../reconciliation/index.ts";
import { helpWithBreak } from "./help-with-break.ts";
import { bookkeepingKinds, previewBooksChange, requestBooksChange } from "./index.ts";

const desk = useBooksDesk(new Date("2026-11-20T10:00:00Z"));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );
const eur = (amountMinor: bigint) => ({ amountMinor, currency: "eur" });

/** From suspense to sales, as the one who knows what it was would propose. */
function toSales(breakId: string, amount: bigint): BooksChange {
  return {
    kind: "ledger_adjustment",
    breakId,
    legs: [
      { account: "X.suspense", amount: eur(amount) },
      { account: "I.sales", amount: eur(-amount) },
    ],
  };
}
const breakOf = (id: string) =>
  desk().owner.db.prisma.ledgerBreak.findUniqueOrThrow({ where: { id } });
const stepsOf = async (breakId: string) =>
  (
    await desk().owner.db.prisma.breakStep.findMany({ where: { breakId }, orderBy: { id: "asc" } })
  ).map(({ step }) => step);
const journalsOf = (commandId: string) =>
  desk().owner.db.prisma.journal.findMany({
    where: { commandId },
    include: { entries: { include: { ledgerAccount: true } } },
  });

describe("an adjustment for a break", () => {
  it("is asked for, signed by another person, posted, and the break waits for the run", async () => {
    const { ask, decide, execute, colleague, finance, web, worker } = desk();
    const { breakId, transactionId } = await desk().suspense(9_000);
    const commandId = await ask(toSales(breakId, 9_000n));
    expect(await breakOf(breakId)).toMatchObject({ state: "proposed", commandId });
    expect(await decide(colleague, commandId, "approved")).toBe("held");
    await execute();
    const [journal, ...more] = await journalsOf(commandId);
    expect(more).toEqual([]);
    expect(journal).toMatchObject({ kind: "ADJ", objectId: transactionId });
    expect(
      journal?.entries.map(({ ledgerAccount, amount }) => [ledgerAccount.code, amount]),
    ).toEqual([
      ["X.suspense", 9_000n],
      ["I.sales", -9_000n],
    ]);
    expect(await breakOf(breakId)).toMatchObject({ state: "approved", resolvedAt: null });
    expect(await stepsOf(breakId)).toEqual(["opened", "proposed", "approved"]);
    const detail = await getCommand(web, finance, bookkeepingKinds, commandId);
    expect(detail).toMatchObject({ state: "succeeded", prediction: { state: "equal" } });
    const wanted = await desk().owner.db.prisma.reconciliationRun.findMany();
    expect(wanted.map(({ levels, state }) => [levels, state])).toEqual([[["R1"], "wanted"]]);
    expect((await helpWithBreak(web, breakId)).suggestion).toBeNull();
    await runWanted(
      worker,
      feedReader(() => []),
    );
    expect(await breakOf(breakId)).toMatchObject({ state: "resolved" });
  });

  it("is never signed by the one who asked", async () => {
    const { ask, decide, finance } = desk();
    const { breakId } = await desk().suspense(9_000);
    const commandId = await ask(toSales(breakId, 9_000n));
    expect(await decide(finance, commandId, "approved")).toBe("APPROVER_IS_REQUESTER");
    expect(await decide(finance, commandId, "rejected")).toBe("APPROVER_IS_REQUESTER");
  });

  it("above the limit is a manager's to sign", async () => {
    const { ask, decide, colleague, manager } = desk();
    const { breakId } = await desk().suspense(100_001);
    const commandId = await ask(toSales(breakId, 100_001n));
    expect(await decide(colleague, commandId, "approved")).toBe("APPROVER_LACKS_AUTHORITY");
    expect(await decide(manager, commandId, "approved")).toBe("held");
  });

  it("that is refused leaves the books alone and the break with its owner", async () => {
    const { ask, decide, execute, colleague } = desk();
    const { breakId } = await desk().suspense(500);
    const commandId = await ask(toSales(breakId, 500n));
    expect(await decide(colleague, commandId, "rejected")).toBe("rejected");
    await execute();
    expect(await breakOf(breakId)).toMatchObject({ state: "investigating", commandId: null });
    expect(await journalsOf(commandId)).toEqual([]);
    expect(await codeOf(ask(toSales(breakId, 500n)))).toBe("done");
  });

  it("that nobody decides in time goes the same way", async () => {
    const { ask, owner, worker, stateOf } = desk();
    const { breakId } = await desk().suspense(500);
    const commandId = await ask(toSales(breakId, 500n));
    await owner.db.prisma.command.update({
      where: { id: commandId },
      data: { expiresAt: new Date(0) },
    });
    expect(await expireApprovals(worker, bookkeepingKinds)).toBe(1);
    expect(await stateOf(commandId)).toBe("expired");
    expect(await breakOf(breakId)).toMatchObject({ state: "investigating", commandId: null });
  });

  it("takes one of two signatures that come at once", async () => {
    const { ask, decide, execute, colleague, owner } = desk();
    const { breakId } = await desk().suspense(700);
    const commandId = await ask(toSales(breakId, 700n));
    const answers = await Promise.all([
      decide(colleague, commandId, "approved"),
      decide(colleague, commandId, "approved"),
    ]);
    expect(answers.toSorted()).toEqual(["APPROVAL_ALREADY_DECIDED", "held"]);
    await Promise.all([execute(), execute()]);
    expect(await journalsOf(commandId)).toHaveLength(1);
    expect(await owner.db.prisma.approval.count({ where: { commandId } })).toBe(1);
  });

  it("is asked for once for a break, whoever else tries", async () => {
    const { ask, finance, colleague } = desk();
    const { breakId } = await desk().suspense(700);
    const answers = await Promise.all([
      codeOf(ask(toSales(breakId, 700n), finance)),
      codeOf(ask(toSales(breakId, 700n), colleague)),
    ]);
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
    expect(await codeOf(ask(toSales(breakId, 700n), colleague))).toBe("BOOKS_CHANGE_STALE");
  });

  it("with the same id is the same request, and no other", async () => {
    const { ask, web, finance } = desk();
    const { breakId } = await desk().suspense(300);
    const change = toSales(breakId, 300n);
    const { preview } = await previewBooksChange(web, finance, change);
    const commandId = newId();
    const request = { commandId, change, note: "as discussed", previewHash: preview.previewHash };
    const [first, again] = [
      await requestBooksChange(web, finance, request),
      await requestBooksChange(web, finance, request),
    ];
    expect(again.id).toBe(first.id);
    const other = requestBooksChange(web, finance, { ...request, note: "another" });
    expect(await codeOf(other)).toBe("COMMAND_ID_REUSED");
    expect(await codeOf(ask(toSales(breakId, 1n), finance, commandId))).not.toBe("done");
  });

  it("is stale when the break changed since the preview", async () => {
    const { web, owner, finance, clock } = desk();
    const { breakId } = await desk().suspense(300);
    const change = toSales(breakId, 300n);
    const { preview } = await previewBooksChange(web, finance, change);
    const note = { to: null, by: personActor(finance), at: clock.now(), note: "seen" } as const;
    await web.db.transaction((tx) => moveBreak(tx, web.scope, breakId, note));
    const { previewHash } = preview;
    const request = { commandId: newId(), change, note: "as discussed", previewHash };
    expect(await codeOf(requestBooksChange(web, finance, request))).toBe("PREVIEW_STALE");
    expect(await owner.db.prisma.command.count({ where: { id: request.commandId } })).toBe(0);
  });

  it("cannot be signed or posted once a run no longer finds the break", async () => {
    const { ask, decide, execute, colleague, owner, stateOf } = desk();
    const [early, late] = [await desk().suspense(300), await desk().suspense(300)];
    const resolve = (id: string) =>
      owner.db.prisma.ledgerBreak.update({
        where: { id },
        data: { state: "resolved", resolvedAt: new Date() },
      });
    const unsigned = await ask(toSales(early.breakId, 300n));
    await resolve(early.breakId);
    expect(await decide(colleague, unsigned, "approved")).toBe("POLICY_DENIED");
    const signed = await ask(toSales(late.breakId, 300n));
    expect(await decide(colleague, signed, "approved")).toBe("held");
    await resolve(late.breakId);
    await execute();
    expect(await stateOf(signed)).toBe("failed");
    expect(await journalsOf(signed)).toEqual([]);
    expect(await breakOf(late.breakId)).toMatchObject({ state: "resolved" });
    expect(await codeOf(ask(toSales(late.breakId, 300n)))).toBe("BREAK_RESOLVED");
  });

  it.each<[string, { account: string; amount: bigint; currency?: string }[], string]>([
    [
      "on Stripe's own balance",
      [
        { account: "A.stripe.payments.available", amount: 5n },
        { account: "I.sales", amount: -5n },
      ],
      "ACCOUNT_NOT_ADJUSTABLE",
    ],
    [
      "on an account that nobody set up",
      [
        { account: "A.bank.000000000000", amount: 5n },
        { account: "I.sales", amount: -5n },
      ],
      "ACCOUNT_NOT_ADJUSTABLE",
    ],
    [
      "out of balance",
      [
        { account: "X.suspense", amount: 5n },
        { account: "I.sales", amount: -4n },
      ],
      "LEGS_UNBALANCED",
    ],
    [
      "balanced only over two currencies",
      [
        { account: "X.suspense", amount: 5n },
        { account: "I.sales", amount: -5n, currency: "usd" },
      ],
      "LEGS_UNBALANCED",
    ],
    [
      "of nothing",
      [
        { account: "X.suspense", amount: 0n },
        { account: "I.sales", amount: 0n },
      ],
      "INVALID_INPUT",
    ],
  ])("%s is refused before it is asked for", async (_name, legs, expected) => {
    const { web, finance } = desk();
    const { breakId } = await desk().suspense(5);
    const change: BooksChange = {
      kind: "ledger_adjustment",
      breakId,
      legs: legs.map(({ account, amount, currency = "eur" }) => {
        return { account, amount: { amountMinor: amount, currency } };
      }),
    };
    expect(await codeOf(previewBooksChange(web, finance, change))).toBe(expected);
  });
});

describe("a write-off", () => {
  it("takes what stands in suspense, and tells how the balances will be", async () => {
    const { web, ask, decide, execute, colleague, finance } = desk();
    const { breakId } = await desk().suspense(-1_200);
    const change = { kind: "ledger_write_off", breakId } as const;
    const { effects } = await previewBooksChange(web, finance, change);
    const [suspense, loss] = effects;
    expect((suspense?.after.amountMinor ?? 0n) - (suspense?.before.amountMinor ?? 0n)).toBe(
      -1_200n,
    );
    expect(loss).toMatchObject({
      account: "E.writeoff",
      after: eur((loss?.before.amountMinor ?? 0n) + 1_200n),
    });
    const commandId = await ask(change);
    expect(await decide(colleague, commandId, "approved")).toBe("held");
    await execute();
    const legs = (await journalsOf(commandId)).flatMap(({ entries }) =>
      entries.map(({ ledgerAccount, amount }) => [ledgerAccount.code, amount]),
    );
    expect(legs).toEqual([
      ["X.suspense", -1_200n],
      ["E.writeoff", 1_200n],
    ]);
    expect(await codeOf(ask(change))).toBe("BOOKS_CHANGE_STALE");
  });

  it("above its own limit is a manager's to sign", async () => {
    const { ask, decide, colleague, manager } = desk();
    const { breakId } = await desk().suspense(10_001);
    const commandId = await ask({ kind: "ledger_write_off", breakId });
    expect(await decide(colleague, commandId, "approved")).toBe("APPROVER_LACKS_AUTHORITY");
    expect(await decide(manager, commandId, "approved")).toBe("held");
  });
});
