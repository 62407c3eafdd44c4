import type { BreakHelp, SuggestedEntryDto } from "#core/contracts/bookkeeping.ts";
import { DomainError } from "#core/errors.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCommand } from "../commands/index.ts";
import { accountLabel, adjustableAccounts, bankAccountCode } from "../ledger/index.ts";
import { findBalancesOf } from "./balances.repo.ts";
import { findBankAccounts, findStanding, findStoredBreak } from "./breaks.repo.ts";
import { breakType, type SuggestedLeg, suggestEntry, writeOffOf } from "./suggest-entry.ts";

/** What usually clears a break, what a write-off would take, and the change that is asked for. Throws NOT_FOUND. */
export async function helpWithBreak(runtime: Runtime, breakId: string): Promise<BreakHelp> {
  const { db, scope } = runtime;
  const found = await findStoredBreak(db.prisma, scope, breakId);
  const type = found === null ? null : breakType(found.type);
  if (found === null || type === null) throw new DomainError("NOT_FOUND", { breakId });
  const standing = await findStanding(db.prisma, scope, found);
  const suggestion = suggestEntry(type, standing);
  const writeOff = writeOffOf(type, standing);
  const legs = suggestion.kind === "entry" ? suggestion.legs : [];
  const known = legs.flatMap(({ account, amount }) =>
    account === null ? [] : [{ account, currency: amount.currency }],
  );
  const balances = await findBalancesOf(db.prisma, scope, known);
  return {
    request: await requestOf(db.prisma, runtime, found.commandId),
    suggestion:
      suggestion.kind === "instead"
        ? null
        : {
            why: suggestion.why,
            legs: legs.map((leg) => suggestedLegView(leg, balances)),
          },
    instead: suggestion.kind === "instead" ? suggestion.text : null,
    writeOff: writeOff && {
      amount: writeOff.balance,
      account: writeOff.account,
      label: accountLabel(writeOff.account),
    },
  };
}

function suggestedLegView(
  { account, amount }: SuggestedLeg,
  balances: ReadonlyMap<string, bigint>,
): SuggestedEntryDto["legs"][number] {
  if (account === null) return { account, label: null, amount, before: null };
  const before = balances.get(`${account} ${amount.currency}`) ?? 0n;
  return {
    account,
    label: accountLabel(account),
    amount,
    before: { amountMinor: before, currency: amount.currency },
  };
}

/** The command behind an id, as much as a link to it needs. */
export async function requestOf(
  tx: Transaction,
  { scope }: Pick<Runtime, "scope">,
  commandId: string | null,
): Promise<BreakHelp["request"]> {
  const command = commandId === null ? null : await findCommand(tx, scope, commandId);
  return command && { id: command.id, kind: command.kind, state: command.state };
}

/** The accounts that a person may post to: those of the chart, and those at banks that were set up. */
export async function listAdjustable({ db, scope }: Runtime) {
  const banks = await findBankAccounts(db.prisma, scope);
  return {
    accounts: [
      ...adjustableAccounts(),
      ...banks.map(({ identifierHash, label, last4 }) => {
        return { code: bankAccountCode(identifierHash), label: `${label} ••${last4}` };
      }),
    ],
  };
}
