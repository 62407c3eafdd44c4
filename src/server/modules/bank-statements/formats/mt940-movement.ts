import { calendarDay, daysBetween, shortDay } from "./calendar-day.ts";
import { decimalToMinor } from "./decimal-amount.ts";
import type { SwiftField } from "./mt940-lines.ts";
import { refuseFile, tidy } from "./parsed-statement.ts";

/** What a `:61:` says. */
interface Movement {
  readonly bookedOn: string;
  readonly valueOn: string;
  /** Minor units; money in is positive. */
  readonly amountMinor: bigint;
  readonly type: string;
  readonly customerReference: string | null;
  readonly bankReference: string | null;
  readonly supplement: string;
}

/** Value day, entry day, side with an optional third letter of the currency, amount, type, references. */
const MOVEMENT =
  /^(\d{6})(\d{4})?(RC|RD|C|D|EC|ED)([A-Z])?(\d{1,15},\d{0,3})([A-Z][A-Z0-9]{3})(.*)$/;
const NO_REFERENCE = "NONREF";
const HALF_A_YEAR_DAYS = 183;

/**
 * Reads a `:61:`. A reversed credit (RC) takes money out, a reversed debit (RD) brings it back.
 * Throws FILE_NOT_UNDERSTOOD.
 */
export function readMovement({ text, line }: SwiftField, currency: string): Movement {
  const where = `line ${line}, :61:`;
  const [first = "", ...more] = text.split("\n");
  const match = MOVEMENT.exec(first.trim());
  if (!match) {
    refuseFile("mt940", where, "not a movement: value day, side, amount with a comma, type");
  }
  const [, date = "", entryDate, side = "", , amount = "", type = "", references = ""] = match;
  const [customer, bank] = splitOnce(references, "//");
  return {
    ...daysOf(date, entryDate, where),
    amountMinor: amountOf(side, amount, currency, where),
    type,
    customerReference: given(customer),
    bankReference: given(bank),
    supplement: tidy(more.join(" ")) ?? "",
  };
}

function daysOf(date: string, entryDate: string | undefined, where: string) {
  const valueOn = shortDay(date) ?? refuseFile("mt940", where, "its value day cannot be");
  const bookedOn = entryDate === undefined ? valueOn : entryDay(entryDate, valueOn);
  if (bookedOn === null) refuseFile("mt940", where, "its entry day cannot be");
  return { bookedOn, valueOn };
}

function amountOf(side: string, amount: string, currency: string, where: string): bigint {
  if (side.startsWith("E")) refuseFile("mt940", where, "an expected movement is not booked");
  const minor = decimalToMinor(amount, ",", currency);
  if (minor === null) refuseFile("mt940", where, "its amount cannot be");
  return side === "C" || side === "RD" ? minor : -minor;
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}

function given(text: string): string | null {
  const tidied = tidy(text);
  return tidied === NO_REFERENCE ? null : tidied;
}

/** An entry day has no year: it is the one that lies nearest to the value day. */
function entryDay(monthAndDay: string, valueOn: string): string | null {
  const year = Number(valueOn.slice(0, 4));
  const month = Number(monthAndDay.slice(0, 2));
  const day = Number(monthAndDay.slice(2));
  const near = [year, year - 1, year + 1]
    .map((candidate) => calendarDay(candidate, month, day))
    .find((date) => date !== null && Math.abs(daysBetween(valueOn, date)) <= HALF_A_YEAR_DAYS);
  return near ?? null;
}
