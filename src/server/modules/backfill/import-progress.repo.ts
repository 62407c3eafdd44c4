import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";

/** How far the import of one kind of object is; `objectType` "all" is the import as a whole. */
export interface ImportStep {
  readonly objectType: string;
  readonly cursor: string | null;
  readonly imported: bigint;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly lastError: string | null;
}

/** Every step that was begun, in the order it was. */
export async function findSteps(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<ImportStep[]> {
  return db.prisma.importProgress.findMany({
    where: scope,
    select: {
      objectType: true,
      cursor: true,
      imported: true,
      startedAt: true,
      finishedAt: true,
      lastError: true,
    },
    orderBy: [{ startedAt: "asc" }, { objectType: "asc" }],
  });
}

/** Begins a step, or finds it where an earlier run left it. */
export async function beginStep(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  objectType: string,
  startedAt: Date,
): Promise<ImportStep> {
  return db.prisma.importProgress.upsert({
    where: { accountId_livemode_objectType: { ...scope, objectType } },
    create: { ...scope, objectType, startedAt },
    update: {},
  });
}

/** Moves a step's cursor past a page of `imported` objects; `finishedAt` is set with the last page. */
export async function advanceStep(
  tx: Transaction,
  scope: AccountScope,
  objectType: string,
  page: {
    readonly cursor: string | null;
    readonly imported: number;
    readonly finishedAt: Date | null;
  },
): Promise<void> {
  await tx.importProgress.update({
    where: { accountId_livemode_objectType: { ...scope, objectType } },
    data: {
      imported: { increment: page.imported },
      finishedAt: page.finishedAt,
      lastError: null,
      ...(page.cursor === null ? {} : { cursor: page.cursor }),
    },
  });
}

/** Ends the whole import once; false when it was ended before. */
export async function finishImport(
  tx: Transaction,
  scope: AccountScope,
  finishedAt: Date,
): Promise<boolean> {
  const { count } = await tx.importProgress.updateMany({
    where: { ...scope, objectType: "all", finishedAt: null },
    data: { finishedAt, lastError: null },
  });
  return count === 1;
}

/** Notes why the import stopped for now. */
export async function noteFailure(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  message: string,
): Promise<void> {
  await db.prisma.importProgress.updateMany({
    where: { ...scope, objectType: "all" },
    data: { lastError: message },
  });
}
