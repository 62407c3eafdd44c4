import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeBalance } from "#server/platform/stripe/stripe-objects.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { insertReadings, type LastReading, sumMirror } from "./accounts.repo.ts";
import type { BreakDraft } from "./post-balance-transaction.ts";
import { openBreaks } from "./posting.repo.ts";

const ATTEMPTS = 3;

/** Stripe's balance in one currency, in minor units. */
interface Amounts {
  readonly pending: bigint;
  readonly available: bigint;
}

/** The books' mirror beside Stripe's balance. `drift` sums the absolute differences of both segments, in minor units. */
export interface BalanceComparison {
  readonly currency: string;
  readonly ledger: Amounts;
  readonly stripe: Amounts;
  /** Null when Stripe's balance moved each time it was compared. */
  readonly drift: bigint | null;
}

/**
 * Compares the books with Stripe's balance behind a read fence: read, drain the feed, sum the books, read again. Only two
 * equal readings are compared, as a payment in between would look like drift. Stores the readings; drift opens a break.
 */
export async function readBalanceOnce(
  runtime: Runtime,
  reader: StripeReader,
  drain: () => Promise<unknown>,
): Promise<BalanceComparison[]> {
  const { still, comparisons } = await compareBehindFence(runtime, reader, drain);
  const readAt = runtime.clock.now();
  const readings = comparisons.map(
    ({ currency, stripe, drift }): LastReading => ({ currency, ...stripe, drift, readAt }),
  );
  await runtime.db.transaction(async (tx) => {
    await insertReadings(tx, runtime.scope, readings);
    const drafts = still ? comparisons.flatMap(driftBreak) : [];
    await openBreaks(tx, runtime.scope, drafts, readAt);
  });
  return comparisons;
}

async function compareBehindFence(
  runtime: Runtime,
  reader: StripeReader,
  drain: () => Promise<unknown>,
): Promise<{ still: boolean; comparisons: BalanceComparison[] }> {
  let before = await reader.retrieveBalance();
  for (let attempt = 1; ; attempt += 1) {
    await drain();
    const mirror = await sumMirror(runtime.db, runtime.scope);
    const after = await reader.retrieveBalance();
    const still = sameBalance(amountsOf(before), amountsOf(after));
    if (still || attempt === ATTEMPTS)
      return { still, comparisons: compare(mirror, amountsOf(after), still) };
    before = after;
  }
}

function amountsOf(balance: StripeBalance): Map<string, Amounts> {
  const amounts = new Map<string, Amounts>();
  const add = (currency: string, change: Partial<Amounts>): void => {
    const { pending, available } = amounts.get(currency) ?? { pending: 0n, available: 0n };
    amounts.set(currency, {
      pending: pending + (change.pending ?? 0n),
      available: available + (change.available ?? 0n),
    });
  };
  for (const { currency, amount } of balance.pending) add(currency, { pending: BigInt(amount) });
  for (const { currency, amount } of balance.available)
    add(currency, { available: BigInt(amount) });
  return amounts;
}

function sameBalance(a: ReadonlyMap<string, Amounts>, b: ReadonlyMap<string, Amounts>): boolean {
  return (
    a.size === b.size &&
    [...a].every(([currency, { pending, available }]) => {
      const other = b.get(currency);
      return other?.pending === pending && other.available === available;
    })
  );
}

/** Stripe's balance object tells of the payments segment alone; issuing and prefunding stand in members of their own. */
function compare(
  mirror: Awaited<ReturnType<typeof sumMirror>>,
  stripe: ReadonlyMap<string, Amounts>,
  still: boolean,
): BalanceComparison[] {
  const currencies = new Set([...stripe.keys(), ...mirror.map(({ currency }) => currency)]);
  return [...currencies].toSorted().map((currency) => {
    const at = (status: string): bigint =>
      mirror.find((row) => row.currency === currency && row.segment === `payments.${status}`)
        ?.total ?? 0n;
    const ledger = { pending: at("pending"), available: at("available") };
    const theirs = stripe.get(currency) ?? { pending: 0n, available: 0n };
    const drift =
      magnitude(ledger.pending - theirs.pending) + magnitude(ledger.available - theirs.available);
    return { currency, ledger, stripe: theirs, drift: still ? drift : null };
  });
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function driftBreak({ currency, ledger, stripe, drift }: BalanceComparison): BreakDraft[] {
  if (drift === null || drift === 0n) return [];
  const details = {
    ledgerPending: ledger.pending.toString(),
    ledgerAvailable: ledger.available.toString(),
    stripePending: stripe.pending.toString(),
    stripeAvailable: stripe.available.toString(),
  };
  const fingerprint = `BALANCE_DRIFT:${currency}:${Object.values(details).join(":")}`;
  return [
    {
      type: "BALANCE_DRIFT",
      fingerprint,
      objectType: "currency",
      objectId: currency,
      currency,
      amount: drift,
      details,
    },
  ];
}
