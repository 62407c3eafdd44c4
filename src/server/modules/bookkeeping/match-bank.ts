import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { systemActor } from "../audit/index.ts";
import { bankAccountCode } from "../ledger/index.ts";
import { type MatchItem, recordMatch } from "../reconciliation/index.ts";
import type { BooksLeg, BooksWork } from "./books-work.ts";
import { words } from "./break-target.ts";
import {
  findProposal,
  findProposedItems,
  moveProposal,
  type ProposedItem,
} from "./proposals.repo.ts";

type Match = Extract<BooksChange, { kind: "bank_match" }>;
const DAY_LENGTH = 10;

/** Payouts and lines of the bank that a run proposed as one, confirmed by people. What differs stays in transit. */
export const bankMatch: BooksWork<Match> = {
  async plan(tx, { scope }, { proposalId }) {
    const found = await findUnmatched(tx, scope, proposalId, "open");
    const { code, payouts, lines } = found;
    const banked = sumOf(lines);
    const difference = banked - sumOf(payouts);
    const amount = { amountMinor: banked < 0n ? -banked : banked, currency: code };
    return {
      target: { type: "match_proposal", id: proposalId },
      amount,
      atStake: [{ amountMinor: difference < 0n ? -difference : difference, currency: code }],
      title: `Match ${count(payouts, "payout")} with ${count(lines, "bank line")} of ${words(amount)}.`,
      href: `/reconciliation/bank?proposal=${proposalId}`,
      facts: [
        ...payouts.map((item) => ({ label: item.id, value: itemWords(item) })),
        ...lines.map((item) => ({ label: `Bank: ${item.text}`, value: itemWords(item) })),
        { label: "Bank less payouts", value: words({ amountMinor: difference, currency: code }) },
      ],
      legs: legsOf(lines),
      exceptions: [],
      effect: {
        proposalId,
        payouts: payouts.map(({ id, amount: sum }) => ({ id, amount: sum })),
        lines: lines.map(({ id, amount: sum }) => ({ id, amount: sum })),
      },
      reasonCode: "bank_match",
    };
  },
  async begin(tx, scope, { change, commandId }) {
    const move = { from: "open", to: "requested", commandId };
    if (!(await moveProposal(tx, scope, change.proposalId, move))) throw gone();
  },
  async standing(tx, scope, command, { proposalId }) {
    const proposal = await findProposal(tx, scope, proposalId);
    const mine = proposal?.state === "requested" && proposal.commandId === command.id;
    return { stale: mine ? null : "The proposal is no longer waiting.", exceptions: [] };
  },
  async execute(tx, { scope, clock }, command, { proposalId }) {
    const { payouts, lines } = await findUnmatched(tx, scope, proposalId, "requested");
    const move = { from: "requested", to: "accepted", commandId: command.id };
    if (!(await moveProposal(tx, scope, proposalId, move))) throw gone();
    const side = (name: MatchItem["side"]) => (item: ProposedItem) => {
      return { side: name, itemId: item.id };
    };
    return await recordMatch(tx, scope, {
      level: "R5",
      method: "confirmed",
      items: [...payouts.map(side("payout")), ...lines.map(side("bank_line"))],
      commandId: command.id,
      by: systemActor("executor"),
      at: clock.now(),
    });
  },
  async release(tx, scope, _command, { proposalId }) {
    await moveProposal(tx, scope, proposalId, { from: "requested", to: "open", commandId: null });
  },
};

/** The proposal's items, none of them in a match. Throws NOT_FOUND, BOOKS_CHANGE_STALE. */
async function findUnmatched(
  tx: Transaction,
  scope: AccountScope,
  proposalId: string,
  state: string,
) {
  const proposal = await findProposal(tx, scope, proposalId);
  if (proposal === null) throw new DomainError("NOT_FOUND", { proposalId });
  if (proposal.state !== state) throw gone();
  const { payouts, lines } = await findProposedItems(tx, scope, proposal);
  const all = [...payouts, ...lines];
  const isWhole = all.length === proposal.payoutIds.length + proposal.bankLineIds.length;
  if (!isWhole || lines.length === 0 || all.some(({ isMatched }) => isMatched))
    throw new DomainError("BOOKS_CHANGE_STALE", { why: "Part of it is matched otherwise by now." });
  return { payouts, lines, code: currency(proposal.currency) };
}

function legsOf(lines: readonly ProposedItem[]): BooksLeg[] {
  return lines.flatMap((line) => {
    const { amount, identifierHash } = line;
    if (amount === 0n || identifierHash === null) return [];
    const code = currency(line.currency);
    return [
      { account: bankAccountCode(identifierHash), amount: { amountMinor: amount, currency: code } },
      { account: "A.bank.transit", amount: { amountMinor: -amount, currency: code } },
    ] as const;
  });
}

function itemWords(item: ProposedItem): string {
  const amount = words({ amountMinor: item.amount, currency: item.currency });
  return `${amount} on ${item.on.toISOString().slice(0, DAY_LENGTH)}`;
}

function count(items: readonly unknown[], noun: string): string {
  return items.length === 1 ? `one ${noun}` : `${items.length} ${noun}s`;
}

function sumOf(items: readonly ProposedItem[]): bigint {
  return items.reduce((sum, { amount }) => sum + amount, 0n);
}

function gone(): DomainError {
  return new DomainError("BOOKS_CHANGE_STALE", { why: "The proposal is no longer open." });
}
