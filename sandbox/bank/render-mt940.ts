import {
  type BankBooking,
  type BankStatement,
  closingOf,
  decimalText,
  shortDay,
} from "./bank-booking.ts";

const INFORMATION_WIDTH = 65;
const SUBFIELD_WIDTH = 27;

/** One MT940 message, with `:86:` in numbered subfields as German banks write it. */
export function renderMt940(statement: BankStatement): string {
  const { id, iban, currency, from, to, opening, bookings } = statement;
  return [
    `:20:${id}`,
    `:25:${iban}`,
    ":28C:1/1",
    `:60F:${balance(opening, currency, from)}`,
    ...bookings.flatMap((booking) => movement(booking, currency)),
    `:62F:${balance(closingOf(statement), currency, to)}`,
    "-",
    "",
  ].join("\r\n");
}

function balance(amount: number, currency: string, day: string): string {
  const side = amount < 0 ? "D" : "C";
  return `${side}${shortDay(day)}${currency.toUpperCase()}${amountText(amount, currency)}`;
}

/** SWIFT demands the comma of currencies without decimals too. */
function amountText(amount: number, currency: string): string {
  const text = decimalText(amount, currency, ",");
  return text.includes(",") ? text : `${text},`;
}

function movement(booking: BankBooking, currency: string): string[] {
  const { amount, day, valueDay, bankReference, endToEnd, description, counterparty } = booking;
  const side = amount < 0 ? "D" : "C";
  const entryDay = shortDay(day).slice(2);
  const purpose = `${endToEnd === null ? "" : `EREF+${endToEnd}`}SVWZ+${description}`;
  const subfields = chunks(purpose, SUBFIELD_WIDTH).map((text, at) => `?${subfield(at)}${text}`);
  const names = chunks(counterparty, SUBFIELD_WIDTH).map((text, at) => `?${32 + at}${text}`);
  const information = `166?00SEPA${subfields.join("")}${names.slice(0, 2).join("")}`;
  return [
    `:61:${shortDay(valueDay)}${entryDay}${side}${amountText(amount, currency)}NTRFNONREF//${bankReference}`,
    `:86:${chunks(information, INFORMATION_WIDTH).join("\r\n")}`,
  ];
}

/** Purposes go on from ?29 in ?60. */
function subfield(at: number): number {
  return at < 10 ? 20 + at : 50 + at;
}

function chunks(text: string, width: number): string[] {
  return Array.from({ length: Math.ceil(text.length / width) }, (_, at) =>
    text.slice(at * width, (at + 1) * width),
  );
}
