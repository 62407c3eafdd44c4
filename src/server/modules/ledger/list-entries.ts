import type * as z from "zod/mini";
import type { EntryDto, listEntriesInput, listEntriesOutput } from "#core/contracts/ledger.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type EntryRecord, findBalanceAfter, findEntries } from "./account-entries.repo.ts";
import { objectHref } from "./ledger.views.ts";

/**
 * One page of an account's entries in the order they were posted, last first, each with the balance that it left.
 * Throws INVALID_INPUT for a cursor that is not ours.
 */
export async function listEntries(
  { db, scope }: Pick<Runtime, "db" | "scope">,
  input: z.infer<typeof listEntriesInput>,
): Promise<z.infer<typeof listEntriesOutput>> {
  const accountId = BigInt(input.accountId);
  const before = readCursor(input.cursor);
  const found = await findEntries(db, scope, { accountId, before, limit: input.limit });
  const page = found.slice(0, input.limit);
  const [first] = page;
  const balance = first === undefined ? 0n : await findBalanceAfter(db, accountId, first.id);
  const last = page.at(-1);
  return {
    rows: withBalances(page, balance),
    nextCursor: found.length > input.limit && last ? last.id.toString() : null,
  };
}

/** `balance` is what the first of them left; each further one left that much less. */
function withBalances(page: readonly EntryRecord[], balance: bigint): EntryDto[] {
  let left = balance;
  return page.map((row) => {
    const { id, journalId, paymentId, amount, currency, ...told } = row;
    const balanceAfter = { amountMinor: left, currency };
    left -= amount;
    return {
      ...told,
      id: id.toString(),
      journalId: journalId.toString(),
      href: objectHref({ objectId: row.objectId, paymentId }),
      amount: { amountMinor: amount, currency },
      balanceAfter,
    };
  });
}

function readCursor(cursor: string | undefined): bigint | null {
  if (cursor === undefined) return null;
  if (!/^\d{1,18}$/.test(cursor)) throw new DomainError("INVALID_INPUT", { field: "cursor" });
  return BigInt(cursor);
}
