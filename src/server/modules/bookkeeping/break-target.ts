import { BREAK_TYPES } from "#core/break-types.ts";
import { canonicalJson } from "#core/canonical-json.ts";
import type { BooksPreview } from "#core/contracts/books-changes.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import { formatMajor, type Money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { systemActor } from "../audit/index.ts";
import type { CommandRow } from "../commands/index.ts";
import { postJournals } from "../ledger/index.ts";
import { moveBreak, wantRun } from "../reconciliation/index.ts";
import type { BeginBooks, BooksLeg, BooksWork } from "./books-work.ts";
import { findStoredBreak, type StoredBreak } from "./breaks.repo.ts";
import { breakType } from "./suggest-entry.ts";

type OnBreak = { readonly breakId: string };

/** A break that a change may be proposed for. Throws NOT_FOUND, BREAK_RESOLVED, BOOKS_CHANGE_STALE when one is proposed already. */
export async function openBreak(
  tx: Transaction,
  scope: AccountScope,
  breakId: string,
): Promise<StoredBreak> {
  const found = await findStoredBreak(tx, scope, breakId);
  if (found === null) throw new DomainError("NOT_FOUND", { breakId });
  if (found.state === "resolved") throw new DomainError("BREAK_RESOLVED", { breakId });
  if (found.state === "proposed")
    throw new DomainError("BOOKS_CHANGE_STALE", { why: "A change is proposed for it already." });
  return found;
}

/** What an approver must know of the break, and what binds a preview to it as it is. */
export function factsOfBreak(found: StoredBreak): BooksPreview["facts"] {
  const type = breakType(found.type);
  return [
    { label: "Break", value: type === null ? found.type : BREAK_TYPES[type].label },
    { label: "About", value: found.objectId },
    ...(found.amount === null || found.currency === null
      ? []
      : [
          {
            label: "Ours less theirs",
            value: words({ amountMinor: found.amount, currency: found.currency }),
          },
        ]),
  ];
}

/** What a change for a break rests on: another version of the break makes the preview stale. */
export function effectOnBreak(found: StoredBreak, legs: readonly BooksLeg[]) {
  return {
    breakId: found.id,
    version: found.version,
    amount: found.amount,
    legs: legs.map(({ account, amount }) => ({ account, amount: { ...amount } })),
  };
}

/** An amount with its code: "12.00 EUR". */
export function words(amount: { amountMinor: bigint; currency: string }): string {
  return `${formatMajor(amount)} ${amount.currency.toUpperCase()}`;
}

/** The debits of a journal, by currency. */
export function debitsOf(legs: readonly BooksLeg[]): Money[] {
  const sums = new Map<Money["currency"], bigint>();
  for (const { amount } of legs) {
    if (amount.amountMinor > 0n)
      sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.amountMinor);
  }
  return [...sums].map(([code, amountMinor]) => ({ amountMinor, currency: code }));
}

/** How every change for a break begins, ages and is given back. */
export const onBreak = {
  async begin(
    tx: Transaction,
    scope: AccountScope,
    { change, plan, commandId, by, note, at }: BeginBooks<OnBreak>,
  ): Promise<void> {
    const version = Number(plan.effect["version"]);
    const move = { to: "proposed", by, at, commandId, note, version } as const;
    await moveBreak(tx, scope, change.breakId, move);
  },
  async standing(tx: Transaction, scope: AccountScope, command: CommandRow, change: OnBreak) {
    return { stale: await whyStale(tx, scope, command, change), exceptions: [] };
  },
  async release(
    tx: Transaction,
    scope: AccountScope,
    command: CommandRow,
    { breakId }: OnBreak,
  ): Promise<void> {
    const found = await findStoredBreak(tx, scope, breakId);
    if (found?.state !== "proposed" || found.commandId !== command.id) return;
    await moveBreak(tx, scope, breakId, {
      to: "investigating",
      by: systemActor("executor"),
      at: command.closedAt ?? command.createdAt,
      commandId: null,
      note: `The proposed change was ${command.state}.`,
    });
  },
} satisfies Partial<BooksWork<OnBreak & { kind: "ledger_write_off" }>>;

async function whyStale(
  tx: Transaction,
  scope: AccountScope,
  command: CommandRow,
  { breakId }: OnBreak,
): Promise<string | null> {
  const found = await findStoredBreak(tx, scope, breakId);
  if (found === null || found.state === "resolved") return "The break is resolved.";
  if (found.commandId !== command.id) return "Another change is proposed for the break.";
  const stored: unknown = JSON.parse(command.requestBody);
  const amount =
    typeof stored === "object" && stored !== null && "amount" in stored ? stored.amount : null;
  return canonicalJson(found.amount) === JSON.stringify(amount)
    ? null
    : "The break's amount is another one now.";
}

/** Posts the approved journal for a break, marks the break and asks for the run that will tell whether it is gone. */
export async function postForBreak(
  tx: Transaction,
  runtime: Runtime,
  command: CommandRow,
  posting: { breakId: string; legs: readonly BooksLeg[]; description: string },
): Promise<string> {
  const { scope, clock } = runtime;
  const found = await findStoredBreak(tx, scope, posting.breakId);
  if (found === null || found.state === "resolved")
    throw new DomainError("BREAK_RESOLVED", { why: "The break is resolved." });
  const by = systemActor("executor");
  // First what may refuse: a refusal after the journal would leave it behind.
  await moveBreak(tx, scope, found.id, {
    to: "approved",
    by,
    at: clock.now(),
    commandId: command.id,
  });
  const key = `adj:${command.id}`;
  const draft = {
    key,
    kind: "ADJ",
    eventAt: clock.now(),
    sourceId: found.id,
    objectId: found.objectId,
    description: posting.description,
    legs: posting.legs.map(({ account, amount }) => {
      return { account, amount: amount.amountMinor, currency: amount.currency };
    }),
  } as const;
  const posted = await postJournals(tx, scope, [draft], { by, commandId: command.id });
  const level = breakType(found.type);
  if (level !== null) {
    const levels = [BREAK_TYPES[level].level];
    await wantRun(tx, scope, {
      levels,
      trigger: "break.changed",
      requestedBy: null,
      at: clock.now(),
    });
  }
  return posted.get(key)?.toString() ?? key;
}
