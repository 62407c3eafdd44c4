import type { OverridePreview } from "#core/contracts/overrides.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";

const DAY_MS = 86_400_000;
const MOST = 20;

/** Overrides of a kind on one thing in the 24 hours before `now` that happened or still may, newest first; at most twenty. */
export async function findEarlier(
  tx: Transaction,
  scope: AccountScope,
  { kind, targetId, now }: { kind: string; targetId: string; now: Date },
): Promise<OverridePreview["earlier"]> {
  const rows = await tx.command.findMany({
    where: {
      ...scope,
      kind,
      targetId,
      createdAt: { gt: new Date(now.getTime() - DAY_MS) },
      state: { notIn: ["failed", "rejected", "cancelled", "expired"] },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MOST,
  });
  const people = await tx.person.findMany({
    where: { id: { in: rows.map(({ requesterId }) => requesterId) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    commandId: row.id,
    at: row.createdAt,
    by: names.get(row.requesterId) ?? "Unknown person",
    amount: { amountMinor: row.amount, currency: row.currency },
    state: row.state,
  }));
}
