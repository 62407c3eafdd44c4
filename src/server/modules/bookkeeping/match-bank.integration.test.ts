import { describe, expect, it } from "vitest";
import type { DomainError } from "#core/errors.ts";
import { money } from "#core/money.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { useBooksDesk } from "#tests/support/books-desk.ts";
import { openBreaksOf, reconcileWith } from "#tests/support/reconcile.ts";
import { helpWithBreak } from "./help-with-break.ts";

const NOW = new Date("2026-11-20T10:00:00Z");
const desk = useBooksDesk(NOW);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );

/** A payout and a line of the bank that a run could not tell for sure to belong together; cents. */
async function propose(paid: bigint, banked: bigint) {
  const { prisma } = desk().owner.db;
  const { scope } = desk().owner;
  const [bankAccountId, statementId, lineId, proposalId] = [newId(), newId(), newId(), newId()];
  const payoutId = `po_${newId().replaceAll("-", "")}`;
  const identifierHash = newId().replaceAll("-", "").repeat(2);
  await prisma.bankAccount.create({
    data: {
      id: bankAccountId,
      ...scope,
      label: "House bank",
      last4: "3000",
      identifierHash,
      currency: "eur",
      createdAt: NOW,
    },
  });
  await prisma.payout.create({
    data: {
      ...scope,
      id: payoutId,
      amount: paid,
      currency: "eur",
      status: "paid",
      automatic: true,
      arrivalAt: NOW,
      createdAt: NOW,
    },
  });
  await prisma.bankLine.create({
    data: {
      id: lineId,
      ...scope,
      bankAccountId,
      statementId,
      externalId: lineId,
      bookedOn: NOW,
      valueOn: NOW,
      amount: banked,
      currency: "eur",
      description: "STRIPE",
      contentHash: "-",
      raw: {},
    },
  });
  await prisma.matchProposal.create({
    data: {
      id: proposalId,
      ...scope,
      fingerprint: proposalId,
      method: "amount",
      confidence: 80,
      payoutIds: [payoutId],
      bankLineIds: [lineId],
      currency: "eur",
      difference: banked - paid,
      state: "open",
      runId: newId(),
      createdAt: NOW,
    },
  });
  return { proposalId, payoutId, lineId, account: `A.bank.${identifierHash.slice(0, 12)}` };
}
const proposalOf = (id: string) =>
  desk().owner.db.prisma.matchProposal.findUniqueOrThrow({ where: { id } });

describe("a proposed match", () => {
  it("that another person confirms binds both sides and takes the money off its way", async () => {
    const { ask, decide, execute, colleague, owner, stateOf } = desk();
    const { proposalId, payoutId, lineId, account } = await propose(50_000n, 49_990n);
    const commandId = await ask({ kind: "bank_match", proposalId });
    expect(await proposalOf(proposalId)).toMatchObject({ state: "requested", commandId });
    expect(await decide(colleague, commandId, "approved")).toBe("held");
    await execute();
    expect(await stateOf(commandId)).toBe("succeeded");
    expect(await proposalOf(proposalId)).toMatchObject({ state: "accepted" });
    const items = await owner.db.prisma.reconciliationMatchItem.findMany({
      where: { itemId: { in: [payoutId, lineId] } },
    });
    expect(items.map(({ side }) => side).toSorted()).toEqual(["bank_line", "payout"]);
    const journal = await owner.db.prisma.journal.findFirstOrThrow({
      where: { commandId },
      include: { entries: { include: { ledgerAccount: true } } },
    });
    expect(journal.kind).toBe("BANK");
    expect(
      journal.entries.map(({ ledgerAccount, amount }) => [ledgerAccount.code, amount]),
    ).toEqual([
      [account, 49_990n],
      ["A.bank.transit", -49_990n],
    ]);
  });

  it("whose line the bank tells differently later is mended by an entry that another person signs", async () => {
    const { ask, decide, execute, colleague, owner, worker } = desk();
    const { proposalId, lineId } = await propose(60_000n, 60_000n);
    await decide(colleague, await ask({ kind: "bank_match", proposalId }), "approved");
    await execute();
    const isOpen = async () => {
      await reconcileWith(worker, ["R5"]);
      return (await openBreaksOf(worker)).includes(`BANK_AMENDED ${lineId}`);
    };
    expect(await isOpen()).toBe(false);
    await owner.db.prisma.bankLine.update({
      where: { id: lineId },
      data: { amount: 59_000n, amended: 1, contentHash: "told again" },
    });
    expect(await isOpen()).toBe(true);
    const where = { objectId: lineId };
    const { id: breakId } = await owner.db.prisma.ledgerBreak.findFirstOrThrow({ where });
    const { suggestion } = await helpWithBreak(worker, breakId);
    const legs = (suggestion?.legs ?? []).map(({ account, amount }) => ({
      account: account ?? "",
      amount: money(amount.amountMinor, amount.currency),
    }));
    expect(legs.map(({ amount }) => amount.amountMinor)).toEqual([-1_000n, 1_000n]);
    const commandId = await ask({ kind: "ledger_adjustment", breakId, legs });
    expect(await isOpen()).toBe(true);
    expect(await decide(colleague, commandId, "approved")).toBe("held");
    await execute();
    expect(await isOpen()).toBe(false);
  });

  it("that is refused is open again", async () => {
    const { ask, decide, colleague } = desk();
    const { proposalId } = await propose(700n, 700n);
    const commandId = await ask({ kind: "bank_match", proposalId });
    expect(await codeOf(ask({ kind: "bank_match", proposalId }))).toBe("BOOKS_CHANGE_STALE");
    expect(await decide(colleague, commandId, "rejected")).toBe("rejected");
    expect(await proposalOf(proposalId)).toMatchObject({ state: "open", commandId: null });
  });

  it("that leaves more than the limit is a manager's to sign", async () => {
    const { ask, decide, colleague, manager } = desk();
    const { proposalId } = await propose(50_000n, 39_999n);
    const commandId = await ask({ kind: "bank_match", proposalId });
    expect(await decide(colleague, commandId, "approved")).toBe("APPROVER_LACKS_AUTHORITY");
    expect(await decide(manager, commandId, "approved")).toBe("held");
  });

  it("whose line was matched otherwise meanwhile is refused, and nothing is posted", async () => {
    const { ask, decide, execute, colleague, owner, stateOf } = desk();
    const { proposalId, lineId } = await propose(800n, 800n);
    const commandId = await ask({ kind: "bank_match", proposalId });
    expect(await decide(colleague, commandId, "approved")).toBe("held");
    const item = { ...owner.scope, side: "bank_line", itemId: lineId, matchId: newId() };
    await owner.db.prisma.reconciliationMatchItem.create({ data: item });
    await execute();
    expect(await stateOf(commandId)).toBe("failed");
    expect(await owner.db.prisma.journal.count({ where: { commandId } })).toBe(0);
    expect(await codeOf(ask({ kind: "bank_match", proposalId }))).toBe("BOOKS_CHANGE_STALE");
  });
});
