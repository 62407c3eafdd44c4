import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { Projector, Projectors } from "#server/platform/stripe/projector.ts";
import type { StripeObjects, StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";
import type { ListWindow, StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { storeTransactions, walkTransactions } from "../ledger/index.ts";
import { TRANSACTIONS } from "./history-objects.ts";
import { writeHeads } from "./import-heads.repo.ts";
import type { WindowClaim } from "./import-windows.repo.ts";

const PAGE_SIZE = 100;

/** How much earlier than our clock says a list counts as read, in milliseconds: our clock and Stripe's may differ. */
const CLOCK_MARGIN_MS = 60_000;

/** As of when a list that is read now counts as read. */
export function listedAsOf({ clock }: Runtime): Date {
  return new Date(clock.now().getTime() - CLOCK_MARGIN_MS);
}

/** What the history is brought in with. */
export interface HistorySource {
  readonly runtime: Runtime;
  readonly reader: StripeReader;
  readonly projectors: Projectors;
}

/** One page of a window, read but not written. */
export interface HistoryPage {
  readonly items: readonly { readonly id: string; readonly created: number }[];
  readonly hasMore: boolean;
  /** Writes it in the transaction that moves its window. */
  readonly write: (tx: Transaction) => Promise<void>;
}

/** Reads the window's next page, newest first. */
export async function readPage(source: HistorySource, claim: WindowClaim): Promise<HistoryPage> {
  if (claim.objectType === TRANSACTIONS) return readTransactions(source, claim);
  return readObjects(source, claim.objectType, claim);
}

function listed({ span, cursor }: WindowClaim) {
  return {
    createdGte: span.from,
    createdLt: span.to,
    ...(cursor === null ? {} : { startingAfter: cursor }),
  };
}

async function readObjects(
  source: HistorySource,
  type: StripeObjectType,
  claim: WindowClaim,
): Promise<HistoryPage> {
  const asOf = listedAsOf(source.runtime);
  const window: ListWindow = { limit: PAGE_SIZE, ...listed(claim) };
  const { items, hasMore } = await source.reader.list(type, window);
  return { items, hasMore, write: (tx) => projectPage(source, tx, type, { items, asOf }) };
}

/** Writes listed objects, but for those of which a lane knows something later. */
export async function projectPage<T extends StripeObjectType>(
  { runtime: { scope }, projectors }: HistorySource,
  tx: Transaction,
  type: T,
  page: { items: readonly StripeObjects[T][]; asOf: Date },
): Promise<void> {
  if (page.items.length === 0) return;
  const { items: objects, asOf } = page;
  const current = await writeHeads(tx, scope, type, { objects, asOf });
  const changed = objects.filter(({ id }) => current.has(id));
  const projector: Projector<T> = projectors[type];
  if (projector.projectPage) {
    if (changed.length > 0) await projector.projectPage(tx, scope, changed);
    return;
  }
  for (const object of changed) await projector.project(tx, scope, object);
}

async function readTransactions(
  { runtime, reader }: HistorySource,
  claim: WindowClaim,
): Promise<HistoryPage> {
  const { scope, clock } = runtime;
  for await (const { items, hasMore } of walkTransactions(reader, listed(claim))) {
    const write = async (tx: Transaction): Promise<void> => {
      await storeTransactions(tx, scope, items, { via: "import", at: clock.now() });
    };
    return { items, hasMore, write };
  }
  return { items: [], hasMore: false, write: () => Promise.resolve() };
}
