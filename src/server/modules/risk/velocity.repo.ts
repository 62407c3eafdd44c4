import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { RatedPayment } from "./payment-signals.repo.ts";
import type { Velocity } from "./velocity-reasons.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface VelocityRow extends Omit<Velocity, "amountOverMeanPercent"> {
  readonly earlierSum: bigint;
}

/**
 * Counts what happened around a payment in the day up to its last attempt, by card, by customer and by e-mail address;
 * and what the customer paid before. `provenBefore`: payments before it are old enough that a dispute would show.
 */
export async function readVelocity(
  db: Database,
  scope: AccountScope,
  payment: RatedPayment,
  provenBefore: Date,
): Promise<Velocity> {
  const to = payment.attemptAt;
  const dayBefore = new Date(to.getTime() - DAY_MS);
  const hourBefore = new Date(to.getTime() - HOUR_MS);
  const { accountId, livemode } = scope;
  const rows = await db.prisma.$queryRaw<VelocityRow[]>`
    with by_card as (
      select created_at, status, customer_id from charge
      where account_id = ${accountId} and livemode = ${livemode} and card_fingerprint = ${payment.cardFingerprint}
        and created_at > ${dayBefore} and created_at <= ${to}
    ), by_person as (
      select id, status, card_fingerprint from charge
      where account_id = ${accountId} and livemode = ${livemode} and customer_id = ${payment.customerId}
        and created_at > ${dayBefore} and created_at <= ${to}
      union
      select c.id, c.status, c.card_fingerprint from payment me
      join payment p on p.account_id = me.account_id and p.livemode = me.livemode and p.email = me.email
        and p.created_at > ${dayBefore} and p.created_at <= ${to}
      join charge c on c.account_id = p.account_id and c.livemode = p.livemode and c.payment_id = p.id
        and c.created_at > ${dayBefore} and c.created_at <= ${to}
      where me.account_id = ${accountId} and me.livemode = ${livemode} and me.id = ${payment.id}
    ), earlier as (
      select amount, currency, disputed, created_at from payment
      where account_id = ${accountId} and livemode = ${livemode} and customer_id = ${payment.customerId}
        and id <> ${payment.id} and created_at < ${payment.createdAt} and amount_captured > 0
    )
    select
      (select count(*)::int from by_card where created_at > ${hourBefore}) as "cardAttempts1h",
      greatest((select count(*)::int from by_card where status = 'failed'),
        (select count(*)::int from by_person where status = 'failed')) as "declines24h",
      (select count(distinct card_fingerprint)::int from by_person) as "cards24h",
      (select count(distinct customer_id)::int from by_card) as "customers24h",
      (select count(*)::int from earlier where currency = ${payment.currency}) as "earlierPaid",
      (select coalesce(sum(amount), 0)::bigint from earlier where currency = ${payment.currency}) as "earlierSum",
      (select count(*)::int from earlier where not disputed and created_at < ${provenBefore}) as "provenPaid",
      (select count(*)::int from earlier where disputed) as "disputedBefore"`;
  const row = rows[0];
  if (!row) throw new Error("an aggregate query returned no row");
  const { earlierSum, ...velocity } = row;
  return {
    ...velocity,
    amountOverMeanPercent: percentOfMean(payment.amount, earlierSum, velocity.earlierPaid),
  };
}

function percentOfMean(amount: bigint, sum: bigint, count: number): number | null {
  return sum === 0n ? null : Number((amount * 100n * BigInt(count)) / sum);
}
