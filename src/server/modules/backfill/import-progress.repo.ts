import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";

/** The row of `import_progress` that stands for the first import as a whole. */
const WHOLE = "all";

/** When the first import began and ended; null before it began. */
export async function findFirstImport(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<{ startedAt: Date; finishedAt: Date | null } | null> {
  return db.prisma.importProgress.findUnique({
    where: { accountId_livemode_objectType: { ...scope, objectType: WHOLE } },
    select: { startedAt: true, finishedAt: true },
  });
}

/** The first import in one word. */
export function importState(
  first: { readonly finishedAt: Date | null } | null,
): "not_started" | "running" | "finished" {
  if (first === null) return "not_started";
  return first.finishedAt === null ? "running" : "finished";
}

/** Begins the first import: until it ends, the books count as incomplete. One that ended stays so. */
export async function beginImport(
  tx: Transaction,
  scope: AccountScope,
  startedAt: Date,
): Promise<void> {
  await tx.importProgress.upsert({
    where: { accountId_livemode_objectType: { ...scope, objectType: WHOLE } },
    create: { ...scope, objectType: WHOLE, startedAt },
    update: {},
  });
}

/** Ends the first import once, with whatever an older version noted of single lists; false when it was ended before. */
export async function finishImport(
  tx: Transaction,
  scope: AccountScope,
  finishedAt: Date,
): Promise<boolean> {
  const { count } = await tx.importProgress.updateMany({
    where: { ...scope, finishedAt: null },
    data: { finishedAt, lastError: null },
  });
  return count > 0;
}
