import type { Transaction } from "#server/platform/db/database.ts";
import type { StripeBalance } from "#server/platform/stripe/stripe-objects.ts";
import { systemActor } from "../audit/index.ts";
import {
  drainFeed,
  type JournalDraft,
  postJournals,
  sumOpenings,
  sumTransactions,
} from "../ledger/index.ts";
import type { HistorySource } from "./import-page.ts";

const ATTEMPTS = 3;
const SEGMENTS = ["available", "pending"] as const;

/** An amount in one part of Stripe's balance, in minor units. */
export interface SegmentAmount {
  readonly currency: string;
  readonly segment: (typeof SEGMENTS)[number];
  readonly amount: bigint;
}

/**
 * Posts what the account held before the first day that was asked for: Stripe's balance now less all transactions since,
 * for each currency and segment, against `Q.opening`. Once: where an opening stands, nothing is done.
 * `since`: from when on the feed, not the windows, brought what there is. Throws when Stripe's balance moved each time.
 */
export async function postOpening(
  source: HistorySource,
  opening: { readonly fromSecond: bigint; readonly since: Date },
  hold: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const { db, scope } = source.runtime;
  if ((await sumOpenings(db, scope)).length > 0) return;
  const openings = await measureOpenings(source, opening.since);
  const at = new Date(Number(opening.fromSecond) * 1_000);
  const drafts = [...new Set(openings.map(({ currency }) => currency))].flatMap((currency) =>
    openingDraft(
      currency,
      openings.filter((one) => one.currency === currency),
      at,
    ),
  );
  await db.transaction(async (tx) => {
    await hold(tx);
    await postJournals(tx, scope, drafts, { by: systemActor("backfill"), commandId: null });
  });
}

/** Behind a fence: Stripe's balance, then everything up to now, then the balance again; only two equal readings count. */
async function measureOpenings(
  { runtime, reader }: HistorySource,
  since: Date,
): Promise<SegmentAmount[]> {
  let before = balanceOf(await reader.retrieveBalance());
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    await drainFeed(runtime, reader, since);
    const moved = await sumTransactions(runtime.db, runtime.scope);
    const after = balanceOf(await reader.retrieveBalance());
    if (textOf(before) === textOf(after)) return remainders(after, moved);
    before = after;
  }
  throw new Error("Stripe's balance moved each time the opening balance was computed");
}

function remainders(
  balance: readonly SegmentAmount[],
  since: Awaited<ReturnType<typeof sumTransactions>>,
): SegmentAmount[] {
  const currencies = new Set([...balance, ...since].map(({ currency }) => currency));
  return [...currencies].toSorted().flatMap((currency) =>
    SEGMENTS.map((segment) => {
      const held = balance.find((one) => one.currency === currency && one.segment === segment);
      const moved = since.find(
        (one) =>
          one.currency === currency && one.balanceType === "payments" && one.status === segment,
      );
      return { currency, segment, amount: (held?.amount ?? 0n) - (moved?.total ?? 0n) };
    }),
  );
}

function openingDraft(currency: string, parts: readonly SegmentAmount[], at: Date): JournalDraft[] {
  const held = parts.filter(({ amount }) => amount !== 0n);
  if (held.length === 0) return [];
  const total = held.reduce((sum, { amount }) => sum + amount, 0n);
  const legs: JournalDraft["legs"] = [
    ...held.map(({ segment, amount }) => ({
      account: `A.stripe.payments.${segment}` as const,
      currency,
      amount,
    })),
    ...(total === 0n ? [] : [{ account: "Q.opening" as const, currency, amount: -total }]),
  ];
  const day = at.toISOString().slice(0, 10);
  return [
    {
      key: `opening:${currency}`,
      kind: "OPENING",
      eventAt: at,
      sourceId: currency,
      objectId: null,
      description: `Balance brought forward to ${day}`,
      legs,
    },
  ];
}

function balanceOf(balance: StripeBalance): SegmentAmount[] {
  return SEGMENTS.flatMap((segment) =>
    balance[segment].map(({ currency, amount }) => ({ currency, segment, amount: BigInt(amount) })),
  );
}

function textOf(amounts: readonly SegmentAmount[]): string {
  return amounts
    .map(({ currency, segment, amount }) => `${currency} ${segment} ${amount}`)
    .toSorted()
    .join("\n");
}
