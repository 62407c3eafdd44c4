import { type BankStatement, decimalText } from "./bank-booking.ts";

const HEADER = [
  "Booking date",
  "Value date",
  "Amount",
  "Currency",
  "Name",
  "Description",
  "End-to-end id",
  "Transaction id",
];

/** A table with semicolons and decimal commas, as banks on the continent export it. */
export function renderCsv({ currency, bookings }: BankStatement): string {
  const rows = bookings.map((booking) => [
    booking.day,
    booking.valueDay,
    `${booking.amount < 0 ? "-" : ""}${decimalText(booking.amount, currency, ",")}`,
    currency.toUpperCase(),
    booking.counterparty,
    booking.description,
    booking.endToEnd ?? "",
    booking.bankReference,
  ]);
  return [HEADER, ...rows].map((row) => `${row.map(cell).join(";")}\r\n`).join("");
}

function cell(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
