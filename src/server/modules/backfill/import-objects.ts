import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { Projector, Projectors } from "#server/platform/stripe/projector.ts";
import type { StripeObjects, StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { storeTransactions, walkTransactions } from "../ledger/index.ts";
import { writeHeads } from "./import-heads.repo.ts";
import { advanceStep, beginStep } from "./import-progress.repo.ts";

const PAGE_SIZE = 100;

/** How much earlier than our clock says a list counts as read, in milliseconds: our clock and Stripe's may differ. */
const CLOCK_MARGIN_MS = 60_000;

/** What one run of the import works with. `hold` keeps its claim inside a transaction, and throws once it is lost. */
export interface ImportRun {
  readonly runtime: Runtime;
  readonly reader: StripeReader;
  readonly projectors: Projectors;
  readonly hold: (tx: Transaction) => Promise<void>;
}

/** Imports every object of one kind, newest first, from where an earlier run stopped. */
export async function importObjects(run: ImportRun, type: StripeObjectType): Promise<void> {
  const { runtime, reader } = run;
  const step = await beginStep(runtime.db, runtime.scope, type, runtime.clock.realNow());
  if (step.finishedAt !== null) return;
  let after = step.cursor;
  for (;;) {
    const asOf = new Date(runtime.clock.now().getTime() - CLOCK_MARGIN_MS);
    const window = { limit: PAGE_SIZE, ...(after === null ? {} : { startingAfter: after }) };
    const { items, hasMore } = await reader.list(type, window);
    const last = items.at(-1)?.id ?? null;
    const more = hasMore && last !== null;
    await runtime.db.transaction(async (tx) => {
      await run.hold(tx);
      await projectPage(run, tx, type, { items, asOf });
      await advance(run, tx, type, { cursor: last, imported: items.length, more });
    });
    if (!more) return;
    after = last;
  }
}

async function projectPage<T extends StripeObjectType>(
  { runtime, projectors }: ImportRun,
  tx: Transaction,
  type: T,
  page: { items: readonly StripeObjects[T][]; asOf: Date },
): Promise<void> {
  if (page.items.length === 0) return;
  const current = await writeHeads(tx, runtime.scope, type, {
    objects: page.items,
    asOf: page.asOf,
  });
  const objects = page.items.filter(({ id }) => current.has(id));
  const projector: Projector<T> = projectors[type];
  if (projector.projectPage) {
    if (objects.length > 0) await projector.projectPage(tx, runtime.scope, objects);
    return;
  }
  for (const object of objects) await projector.project(tx, runtime.scope, object);
}

/** Imports every balance transaction through the feed's own posting, from where an earlier run stopped. */
export async function importTransactions(run: ImportRun): Promise<void> {
  const { runtime, reader } = run;
  const { db, scope, clock } = runtime;
  const step = await beginStep(db, scope, "balance_transaction", clock.realNow());
  if (step.finishedAt !== null) return;
  for await (const { items, hasMore } of walkTransactions(
    reader,
    step.cursor === null ? {} : { startingAfter: step.cursor },
  )) {
    await db.transaction(async (tx) => {
      await run.hold(tx);
      await storeTransactions(tx, scope, items, { via: "import", at: clock.now() });
      const cursor = items.at(-1)?.id ?? null;
      await advance(run, tx, "balance_transaction", {
        cursor,
        imported: items.length,
        more: hasMore,
      });
    });
  }
}

async function advance(
  { runtime }: ImportRun,
  tx: Transaction,
  type: string,
  page: { cursor: string | null; imported: number; more: boolean },
): Promise<void> {
  const { cursor, imported, more } = page;
  await advanceStep(tx, runtime.scope, type, {
    cursor,
    imported,
    finishedAt: more ? null : runtime.clock.realNow(),
  });
}
