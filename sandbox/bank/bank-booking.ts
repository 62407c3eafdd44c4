import { exponentOf } from "../resources/money/currencies.ts";

/** A booking of the bank. Days are ISO 8601; `amount` is minor units, money in is positive. */
export interface BankBooking {
  readonly day: string;
  readonly valueDay: string;
  readonly amount: number;
  /** The bank's own id of it. */
  readonly bankReference: string;
  readonly endToEnd: string | null;
  readonly description: string;
  readonly counterparty: string;
}

/** What an account at an invented bank booked in a span of days. */
export interface BankStatement {
  readonly id: string;
  readonly iban: string;
  /** Lower case, as Stripe writes it. */
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  /** Minor units. */
  readonly opening: number;
  readonly bookings: readonly BankBooking[];
}

/** Balance after the last booking, minor units. */
export function closingOf({ opening, bookings }: BankStatement): number {
  return bookings.reduce((sum, { amount }) => sum + amount, opening);
}

/** The magnitude of an amount in major units with `mark` before its decimals. */
export function decimalText(amount: number, currency: string, mark: "." | ","): string {
  const decimals = exponentOf(currency);
  const digits = String(Math.abs(amount)).padStart(decimals + 1, "0");
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}${mark}${digits.slice(-decimals)}`;
}

/** `2026-11-20` as `261120`. */
export function shortDay(day: string): string {
  return day.slice(2).replaceAll("-", "");
}
