import { DomainError } from "#core/errors.ts";

const MONTH_TEXT_LENGTH = 7;

/** The month (UTC) of an instant: "2026-10". */
export function monthOf(at: Date): string {
  return at.toISOString().slice(0, MONTH_TEXT_LENGTH);
}

/** The first instant of a month, UTC. Throws INVALID_INPUT for a text that is no month. */
export function startOf(month: string): Date {
  const start = new Date(`${month}-01T00:00:00.000Z`);
  if (Number.isNaN(start.getTime())) throw new DomainError("INVALID_INPUT", { field: "month" });
  return start;
}

/** The first instant after a month, UTC. */
export function endOf(month: string): Date {
  const start = startOf(month);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
}

/** The month after. */
export function monthAfter(month: string): string {
  return monthOf(endOf(month));
}

/** Every month from `first` to `last`, both included; none when `first` is later. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
}
