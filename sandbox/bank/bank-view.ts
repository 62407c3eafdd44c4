import { bankAccountOf } from "../resources/money/bank-accounts.ts";
import { base62Of } from "../store/deterministic-ids.ts";
import type { World } from "../world.ts";
import { type BankBooking, type BankStatement, shortDay } from "./bank-booking.ts";

export const BANK_VARIANTS = ["true", "missing", "extra", "amended"] as const;
/** `true` to what was paid out; without the newest payout; with a credit of Stripe's that is none; the newest one short. */
export type BankVariant = (typeof BANK_VARIANTS)[number];

export interface BankSpan {
  readonly currency: string;
  /** Days back from the account's present. */
  readonly days: number;
  readonly variant: BankVariant;
}

const DAY_MS = 86_400_000;
const FIRST_BALANCE = 1_000_000;
const SHORT_BY = 150;

/** The bank's side: each paid payout with its trace id, and a few bookings that are no business of Stripe's. */
export function bankStatement(world: World, { currency, days, variant }: BankSpan): BankStatement {
  const to = dayOf(world.clock.nowMs());
  const from = dayOf(world.clock.nowMs() - days * DAY_MS);
  const payouts = payoutBookings(world, currency);
  const everything = [...payouts, ...otherBookings(payouts[0]?.day ?? from, to)];
  const all = changed(everything, variant).toSorted(
    (a, b) => a.day.localeCompare(b.day) || a.bankReference.localeCompare(b.bankReference),
  );
  const bookings = all.filter(({ day }) => day >= from && day <= to);
  const before = all.filter(({ day }) => day < from);
  const { last4, id } = bankAccountOf(world, currency);
  const digits = Array.from(base62Of(`iban:${id}`, 6), (sign) => sign.charCodeAt(0) % 10).join("");
  return {
    id: `${shortDay(from)}-${shortDay(to)}`,
    iban: `NL00EXMP${digits}${last4}`,
    currency,
    from,
    to,
    opening: before.reduce((sum, { amount }) => sum + amount, FIRST_BALANCE),
    bookings,
  };
}

function payoutBookings(world: World, currency: string): BankBooking[] {
  const paid = world.store.find("payout", {
    conditions: [{ sql: "status = ?", values: ["paid"] }],
    order: "oldest",
    limit: -1,
  });
  return paid
    .filter((payout) => payout.currency === currency)
    .map((payout) => {
      const day = dayOf(payout.arrival_date * 1000);
      const trace = payout.trace_id?.value ?? null;
      return {
        day,
        valueDay: day,
        amount: payout.amount,
        bankReference: base62Of(`bank:${payout.id}`, 14).toUpperCase(),
        endToEnd: trace,
        description: `STRIPE ${payout.statement_descriptor ?? "PAYOUT"} ${trace ?? ""}`.trim(),
        counterparty: "STRIPE PAYMENTS EUROPE",
      };
    });
}

/** Rent on the first of a month, a supplier on the tenth, the bank's own fee on the last day that is in all of them. */
const OTHERS = [
  {
    dayOfMonth: "01",
    amount: -145_000,
    description: "RENT OFFICE",
    counterparty: "Example Estates",
  },
  {
    dayOfMonth: "10",
    amount: -38_220,
    description: "INVOICE 2207, PACKAGING",
    counterparty: "Example Supplies",
  },
  { dayOfMonth: "28", amount: -1_250, description: "ACCOUNT FEES", counterparty: "EXAMPLE BANK" },
] as const;

function otherBookings(from: string, to: string): BankBooking[] {
  return monthsBetween(from, to)
    .flatMap((month) =>
      OTHERS.map(({ dayOfMonth, ...booking }) => {
        const day = `${month}-${dayOfMonth}`;
        const bankReference = base62Of(`other:${day}`, 14).toUpperCase();
        return { ...booking, day, valueDay: day, bankReference, endToEnd: null };
      }),
    )
    .filter(({ day }) => day >= from && day <= to);
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  const [year = 0, month = 1] = from.split("-").map(Number);
  for (let at = 0; months.at(-1) !== to.slice(0, 7); at += 1) {
    months.push(new Date(Date.UTC(year, month - 1 + at, 1)).toISOString().slice(0, 7));
  }
  return months;
}

function changed(bookings: readonly BankBooking[], variant: BankVariant): readonly BankBooking[] {
  const newest = bookings
    .filter(({ endToEnd }) => endToEnd !== null)
    .toSorted((a, b) => b.day.localeCompare(a.day))[0];
  if (newest === undefined || variant === "true") return bookings;
  if (variant === "missing") return bookings.filter((booking) => booking !== newest);
  if (variant === "amended") {
    const short = { ...newest, amount: newest.amount - SHORT_BY };
    return bookings.map((booking) => (booking === newest ? short : booking));
  }
  const bankReference = `X${newest.bankReference.slice(1)}`;
  const nobody = { endToEnd: null, description: "STRIPE PAYOUT", amount: newest.amount + SHORT_BY };
  return [...bookings, { ...newest, ...nobody, bankReference }];
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
