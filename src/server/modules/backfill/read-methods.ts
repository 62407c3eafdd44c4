import { type FeedTiming, runLane } from "../ledger/index.ts";
import { type HistorySource, listedAsOf, projectPage } from "./import-page.ts";
import { findFirstImport } from "./import-progress.repo.ts";
import { findUnreadCustomers, markMethodsRead } from "./unread-methods.repo.ts";

/** The lane under which one worker at a time reads methods. */
const METHODS_LANE = "payment_methods";
/** Calls of one round. With the poll between rounds they are a small part of what Stripe takes in a second. */
const CUSTOMERS_A_ROUND = 30;

/**
 * Reads the saved methods of some customers once the first import is in, since Stripe lists methods customer by customer: one
 * call each, those first whom somebody may have to help. From then on events tell of changes. Out: how many customers were read.
 */
export async function readMethods(source: HistorySource, timing: FeedTiming): Promise<number> {
  const { runtime, reader } = source;
  const { db, scope, clock } = runtime;
  const first = await findFirstImport(db, scope);
  if (first === null || first.finishedAt === null) return 0;
  let read = 0;
  await runLane(runtime, { feed: METHODS_LANE, every: 1, timing }, async ({ hold }) => {
    const round = { now: clock.now(), limit: CUSTOMERS_A_ROUND };
    for (const customerId of await findUnreadCustomers(db, scope, round)) {
      const asOf = listedAsOf(runtime);
      const items = await reader.listPaymentMethods(customerId);
      await db.transaction(async (tx) => {
        await hold(tx);
        await projectPage(source, tx, "payment_method", { items, asOf });
        await markMethodsRead(tx, scope, customerId, clock.realNow());
      });
      read += 1;
    }
    return { changed: read > 0, drainedTo: null };
  });
  return read;
}
