import { bankAccountCode, type JournalDraft } from "../ledger/index.ts";

/** A bank line that is explained; the amount is minor units, money in is positive. */
export interface ExplainedLine {
  readonly id: string;
  readonly valueOn: Date;
  readonly amount: bigint;
  readonly currency: string;
  readonly identifierHash: string;
}

/** The journals that take explained bank lines off the money on its way; a single payout is named as their object. */
export function bankJournals(
  lines: readonly ExplainedLine[],
  payoutIds: readonly string[],
): JournalDraft[] {
  const [only, ...others] = payoutIds;
  const objectId = others.length === 0 ? (only ?? null) : null;
  return lines
    .filter(({ amount }) => amount !== 0n)
    .map(({ id, valueOn, amount, currency, identifierHash }) => ({
      key: `bank:${id}`,
      kind: "BANK",
      eventAt: valueOn,
      sourceId: id,
      objectId,
      description: "payout on the bank statement",
      legs: [
        { account: bankAccountCode(identifierHash), currency, amount },
        { account: "A.bank.transit", currency, amount: -amount },
      ],
    }));
}
