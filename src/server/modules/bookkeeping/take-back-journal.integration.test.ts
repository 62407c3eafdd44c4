import { describe, expect, it } from "vitest";
import type { DomainError } from "#core/errors.ts";
import { feedReader } from "#tests/support/balance-transactions.ts";
import { useBooksDesk } from "#tests/support/books-desk.ts";
import { runWanted, wantRun } from "../reconciliation/index.ts";

const desk = useBooksDesk(new Date("2026-11-20T10:00:00Z"));
const eur = (amountMinor: bigint) => ({ amountMinor, currency: "eur" });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );

/** An adjustment that was asked for, signed and posted. Out: the break it was for and its journal. */
async function adjusted(): Promise<{ breakId: string; journalId: string }> {
  const { ask, decide, execute, colleague, owner } = desk();
  const { breakId } = await desk().suspense(4_200);
  const commandId = await ask({
    kind: "ledger_adjustment",
    breakId,
    legs: [
      { account: "X.suspense", amount: eur(4_200n) },
      { account: "I.sales", amount: eur(-4_200n) },
    ],
  });
  await decide(colleague, commandId, "approved");
  await execute();
  const journal = await owner.db.prisma.journal.findFirstOrThrow({ where: { commandId } });
  return { breakId, journalId: journal.id.toString() };
}

async function reconcile(): Promise<void> {
  const { worker } = desk();
  await worker.db.transaction((tx) =>
    wantRun(tx, worker.scope, {
      levels: ["R1"],
      trigger: "demand",
      requestedBy: null,
      at: worker.clock.now(),
    }),
  );
  while (
    (await runWanted(
      worker,
      feedReader(() => []),
    )) !== null
  );
}

const stateOf = async (id: string) =>
  (await desk().owner.db.prisma.ledgerBreak.findUniqueOrThrow({ where: { id } })).state;

describe("taking an adjustment back", () => {
  it("needs another person, mirrors the journal once, and the break is found again", async () => {
    const { ask, decide, execute, colleague, finance, owner } = desk();
    const { breakId, journalId } = await adjusted();
    await reconcile();
    expect(await stateOf(breakId)).toBe("resolved");
    const commandId = await ask({ kind: "journal_reversal", journalId });
    expect(await decide(finance, commandId, "approved")).toBe("APPROVER_IS_REQUESTER");
    expect(await decide(colleague, commandId, "approved")).toBe("held");
    await execute();
    const [mirror] = await owner.db.prisma.journal.findMany({
      where: { commandId },
      include: { entries: { include: { ledgerAccount: true }, orderBy: { id: "asc" } } },
    });
    expect(mirror).toMatchObject({ kind: "REVERSAL", reversesId: BigInt(journalId) });
    expect(
      mirror?.entries.map(({ ledgerAccount, amount }) => [ledgerAccount.code, amount]),
    ).toEqual([
      ["X.suspense", -4_200n],
      ["I.sales", 4_200n],
    ]);
    await reconcile();
    expect(await stateOf(breakId)).toBe("open");
  });

  it("is refused the second time, and for what no person posted", async () => {
    const { ask, decide, execute, colleague, owner } = desk();
    const { journalId } = await adjusted();
    const [first, second] = [
      await ask({ kind: "journal_reversal", journalId }),
      await ask({ kind: "journal_reversal", journalId }),
    ];
    await decide(colleague, first, "approved");
    await execute();
    expect(await decide(colleague, second, "approved")).toBe("POLICY_DENIED");
    expect(await codeOf(ask({ kind: "journal_reversal", journalId }))).toBe("BOOKS_CHANGE_STALE");
    const fed = await owner.db.prisma.journal.findFirstOrThrow({ where: { kind: "BT" } });
    expect(await codeOf(ask({ kind: "journal_reversal", journalId: fed.id.toString() }))).toBe(
      "ACCOUNT_NOT_ADJUSTABLE",
    );
  });
});
