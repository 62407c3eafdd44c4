import { createHash } from "node:crypto";
import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeBalanceTransaction } from "#server/platform/stripe/stripe-objects.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { factsHash, factsOf } from "../ledger/index.ts";
import {
  type ComparedStretch,
  compareStretch,
  type ListedTransaction,
} from "./feed-window.repo.ts";

const PAGE = 100;
/** How many listed transactions are compared by one statement. */
const STRETCH = 5_000;
/** Stripe's clock may be ahead of ours; seconds. */
const CLOCKS_APART = 86_400;

/** What Stripe's list and the books differ in, over a window. */
export interface FeedComparison extends ComparedStretch {
  /** SHA-256 over ids and facts in the order of the list: the same list gives the same digest. */
  readonly digest: string;
  /** The listed transactions that are not equal to what is stored. */
  readonly listed: ReadonlyMap<string, StripeBalanceTransaction>;
}

/**
 * Lists Stripe's balance transactions from `from` (unix seconds; null for all) to now, newest first, and compares them
 * stretch by stretch with what is stored, so that the memory needed does not grow with the list.
 */
export async function compareFeed(
  { db, scope, clock }: Runtime,
  reader: StripeReader,
  from: number | null,
): Promise<FeedComparison> {
  const same: ComparedStretch["same"][number][] = [];
  const differences: ComparedStretch["differences"][number][] = [];
  const listed = new Map<string, StripeBalanceTransaction>();
  const digest = createHash("sha256");
  let until = Math.floor(clock.now().getTime() / 1_000) + CLOCKS_APART;
  let waiting: Stretch = [];
  const compare = async (stretch: Stretch, start: number): Promise<void> => {
    const compared = await compareStretch(
      db,
      scope,
      stretch.map(([row]) => row),
      { from: start, until },
    );
    same.push(...compared.same);
    differences.push(...compared.differences);
    const differing = new Set(compared.differences.map(({ id }) => id));
    for (const [{ id }, raw] of stretch) if (differing.has(id)) listed.set(id, raw);
    until = start;
  };
  for await (const page of pagesOf(reader, from)) {
    for (const raw of page) {
      const row = listedRow(raw);
      digest.update(`${row.id}:${row.hash}\n`);
      waiting.push([row, raw]);
    }
    if (waiting.length < STRETCH) continue;
    // The last second may go on with the next page: it is compared with that one.
    const last = waiting.at(-1)?.[0].created ?? 0;
    const whole = waiting.filter(([{ created }]) => created > last);
    waiting = waiting.filter(([{ created }]) => created <= last);
    if (whole.length > 0) await compare(whole, last + 1);
  }
  await compare(waiting, from ?? 0);
  return { same, differences, digest: digest.digest("hex"), listed };
}

type Stretch = [ListedTransaction, StripeBalanceTransaction][];

function listedRow(raw: StripeBalanceTransaction): ListedTransaction {
  const facts = factsOf(raw);
  const { id, net, currency } = facts;
  return { id, net, currency, hash: factsHash(facts), created: raw.created };
}

/** The pages as Stripe lists them: sources are not asked for, as no fact that is compared stands in them. */
async function* pagesOf(
  reader: StripeReader,
  from: number | null,
): AsyncGenerator<readonly StripeBalanceTransaction[]> {
  let after: string | undefined;
  for (;;) {
    const { items, hasMore } = await reader.listBalanceTransactions({
      limit: PAGE,
      ...(from === null ? {} : { createdGte: from }),
      ...(after === undefined ? {} : { startingAfter: after }),
    });
    yield items;
    after = items.at(-1)?.id;
    if (!hasMore || after === undefined) return;
  }
}
