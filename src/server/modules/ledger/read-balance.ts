import { systemActor } from "#server/platform/audit/audit-actor.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeBalance } from "#server/platform/stripe/stripe-objects.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { insertReadings, type LastReading, sumHeld, sumMirror } from "./accounts.repo.ts";
import type { BreakFinding } from "./break-finding.ts";
import { recordFindings } from "./breaks.repo.ts";
import { findMissingTransactions } from "./missing-transactions.repo.ts";

const ATTEMPTS = 3;
/** What a currency that Stripe does not name stands at. */
const NOTHING: Amounts = { pending: 0n, available: 0n, connectReserved: null };

/** Stripe's balance in one currency, in minor units. `connectReserved` is null where Stripe tells of none. */
interface Amounts {
  readonly pending: bigint;
  readonly available: bigint;
  readonly connectReserved: bigint | null;
}

/** The books' mirror beside Stripe's balance. `drift` sums the absolute differences of the segments, in minor units. */
export interface BalanceComparison {
  readonly currency: string;
  readonly ledger: Amounts;
  readonly stripe: Amounts;
  /** Null when Stripe's balance moved each time it was compared. */
  readonly drift: bigint | null;
}

/**
 * Compares the books with Stripe's balance, and opens a break where they differ. While objects name transactions that the
 * feed has not brought, that is what differs: then the run of reconciliation judges, which knows how much is missing.
 */
export async function readBalanceOnce(
  runtime: Runtime,
  reader: StripeReader,
  drain: () => Promise<unknown>,
): Promise<BalanceComparison[]> {
  const comparisons = await compareWithStripe(runtime, reader, drain);
  const findings = comparisons.flatMap(driftFindings);
  if (findings.length === 0) return comparisons;
  const { db, scope, clock } = runtime;
  if ((await findMissingTransactions(db, scope)).length > 0) return comparisons;
  const sighting = { by: systemActor("feed"), at: clock.now(), runId: null };
  await db.transaction((tx) => recordFindings(tx, scope, findings, sighting));
  return comparisons;
}

/**
 * Compares the books with Stripe's balance behind a read fence: read, drain the feed, sum the books, read again. Only two
 * equal readings are compared, as a payment in between would look like drift. Stores the readings.
 */
export async function compareWithStripe(
  runtime: Runtime,
  reader: StripeReader,
  drain: () => Promise<unknown>,
): Promise<BalanceComparison[]> {
  const comparisons = await compareBehindFence(runtime, reader, drain);
  const readAt = runtime.clock.now();
  const readings = comparisons.map(
    ({ currency, stripe: { pending, available }, drift }): LastReading => ({
      currency,
      pending,
      available,
      drift,
      readAt,
    }),
  );
  await runtime.db.transaction((tx) => insertReadings(tx, runtime.scope, readings));
  return comparisons;
}

async function compareBehindFence(
  runtime: Runtime,
  reader: StripeReader,
  drain: () => Promise<unknown>,
): Promise<BalanceComparison[]> {
  let before = await reader.retrieveBalance();
  for (let attempt = 1; ; attempt += 1) {
    await drain();
    const mirror = await sumMirror(runtime.db, runtime.scope);
    const held = await sumHeld(runtime.db, runtime.scope, "A.stripe_held.connect_reserve");
    const after = await reader.retrieveBalance();
    const still = sameBalance(amountsOf(before), amountsOf(after));
    if (still || attempt === ATTEMPTS) return compare({ mirror, held }, amountsOf(after), still);
    before = after;
  }
}

function amountsOf(balance: StripeBalance): Map<string, Amounts> {
  const amounts = new Map<string, Amounts>();
  const add = (currency: string, change: Partial<Amounts>): void => {
    const { pending, available, connectReserved } = amounts.get(currency) ?? NOTHING;
    const { connectReserved: reserved = null } = change;
    amounts.set(currency, {
      pending: pending + (change.pending ?? 0n),
      available: available + (change.available ?? 0n),
      connectReserved: reserved === null ? connectReserved : (connectReserved ?? 0n) + reserved,
    });
  };
  for (const { currency, amount } of balance.pending) add(currency, { pending: BigInt(amount) });
  for (const { currency, amount } of balance.available)
    add(currency, { available: BigInt(amount) });
  for (const { currency, amount } of balance.connect_reserved ?? [])
    add(currency, { connectReserved: BigInt(amount) });
  return amounts;
}

function sameBalance(a: ReadonlyMap<string, Amounts>, b: ReadonlyMap<string, Amounts>): boolean {
  return (
    a.size === b.size &&
    [...a].every(([currency, amounts]) => {
      const other = b.get(currency);
      return (
        other !== undefined && SEGMENTS.every((segment) => other[segment] === amounts[segment])
      );
    })
  );
}

/** Stripe's balance object tells of the payments segment alone; issuing and prefunding stand in members of their own. */
function compare(
  books: Record<"mirror" | "held", Awaited<ReturnType<typeof sumMirror>>>,
  stripe: ReadonlyMap<string, Amounts>,
  still: boolean,
): BalanceComparison[] {
  const currencies = new Set([...stripe.keys(), ...books.mirror.map(({ currency }) => currency)]);
  return [...currencies].toSorted().map((currency) => {
    const at = (rows: typeof books.mirror, segment: string): bigint =>
      rows.find((row) => row.currency === currency && row.segment === segment)?.total ?? 0n;
    const theirs = stripe.get(currency) ?? NOTHING;
    const ledger = {
      pending: at(books.mirror, "payments.pending"),
      available: at(books.mirror, "payments.available"),
      connectReserved: theirs.connectReserved === null ? null : at(books.held, "connect_reserve"),
    };
    const comparison = { currency, ledger, stripe: theirs, drift: still ? 0n : null };
    const drift = differences(comparison).reduce((sum, { amount }) => sum + magnitude(amount), 0n);
    return { ...comparison, drift: still ? drift : null };
  });
}

const SEGMENTS = ["pending", "available", "connectReserved"] as const;

/** By how much the books are above Stripe's balance, segment by segment, where they are not equal. */
function differences({ ledger, stripe, drift }: BalanceComparison) {
  if (drift === null) return [];
  return SEGMENTS.flatMap((segment) => {
    const [actual, expected] = [ledger[segment], stripe[segment]];
    if (actual === null || expected === null || actual === expected) return [];
    return [{ segment, actual, expected, amount: actual - expected }];
  });
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** One finding for each segment of a currency's balance that differs: the same one while it does, whatever the amount. */
export function driftFindings(comparison: BalanceComparison): BreakFinding[] {
  const { currency } = comparison;
  return differences(comparison).map(({ segment, ...amounts }) => ({
    type: "BALANCE_DRIFT",
    fingerprint: `BALANCE_DRIFT:${currency}:${segment}`,
    objectType: "balance",
    objectId: `${currency}.${segment}`,
    currency,
    ...amounts,
    details: { segment },
  }));
}
