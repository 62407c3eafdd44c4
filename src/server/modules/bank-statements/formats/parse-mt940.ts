import { isCurrency } from "#core/currency.ts";
import { shortDay } from "./calendar-day.ts";
import { decimalToMinor } from "./decimal-amount.ts";
import { readInformation } from "./mt940-information.ts";
import { type SwiftField, swiftFields } from "./mt940-lines.ts";
import { readMovement } from "./mt940-movement.ts";
import { type ParsedLine, type ParsedStatement, refuseFile, spanOf } from "./parsed-statement.ts";

const BALANCE = /^([CD])(\d{6})([A-Z]{3})(\d{1,15},\d{0,3})$/;

interface Balance {
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly day: string;
}

/**
 * Reads SWIFT MT940 customer statements, several messages in a file. A page that goes on from another (`:60M:`, `:62M:`)
 * is a statement of its own, with its own balances to hold. Source: SWIFT Standards MT, category 9, MT 940 format
 * specifications. Throws FILE_NOT_UNDERSTOOD.
 */
export function parseMt940(text: string): ParsedStatement[] {
  const messages: SwiftField[][] = [];
  for (const field of swiftFields(text)) {
    if (field.tag === "20") messages.push([field]);
    else if (messages.length === 0)
      refuseFile("mt940", `line ${field.line}`, `:${field.tag}: stands before the first :20:`);
    else messages.at(-1)?.push(field);
  }
  if (messages.length === 0)
    refuseFile("mt940", "line 1", "it holds no :20:, which begins a statement");
  return messages.map(readMessage);
}

function readMessage(fields: readonly SwiftField[]): ParsedStatement {
  const first = (...tags: readonly string[]) => fields.find(({ tag }) => tags.includes(tag));
  const begin = fields[0]?.line ?? 1;
  const missing = (tag: string): never =>
    refuseFile("mt940", `the message of line ${begin}`, `it has no :${tag}:`);
  const account = (first("25", "25P") ?? missing("25")).text.split("\n")[0] ?? "";
  const opening = readBalance(first("60F", "60M") ?? missing("60F"));
  const closing = readBalance(first("62F", "62M") ?? missing("62F"));
  if (opening.currency !== closing.currency) {
    refuseFile(
      "mt940",
      `the message of line ${begin}`,
      "opening and closing balance differ in currency",
    );
  }
  const lines = readLines(fields, opening.currency);
  const number = first("28C", "28")?.text;
  return {
    reference: [fields[0]?.text, number].filter(Boolean).join(" ").trim() || `line ${begin}`,
    account: accountNumber(account, begin),
    currency: opening.currency,
    fromDate: spanOf(lines).fromDate ?? opening.day,
    toDate: closing.day,
    opening: opening.amountMinor,
    closing: closing.amountMinor,
    lines,
  };
}

/** `BANKCODE/ACCOUNT`, a plain number or an IBAN, which some banks follow with the currency. */
function accountNumber(text: string, line: number): string {
  const plain = text.replaceAll(/\s/g, "").replace(/(?<=\d)[A-Z]{3}$/, "");
  return plain === ""
    ? refuseFile("mt940", `the message of line ${line}`, ":25: names no account")
    : plain;
}

function readBalance({ tag, text, line }: SwiftField): Balance {
  const where = `line ${line}, :${tag}:`;
  const match = BALANCE.exec(text.trim());
  if (!match) refuseFile("mt940", where, "not a balance: side, day, currency, amount with a comma");
  const [, side, date = "", code = "", amount = ""] = match;
  const currency = code.toLowerCase();
  const day = shortDay(date);
  const minor = isCurrency(currency) ? decimalToMinor(amount, ",", currency) : null;
  if (day === null || minor === null) refuseFile("mt940", where, "its day or its amount cannot be");
  return { amountMinor: side === "C" ? minor : -minor, currency, day };
}

function readLines(fields: readonly SwiftField[], currency: string): ParsedLine[] {
  return fields.flatMap((field, at) => {
    if (field.tag !== "61") return [];
    const next = fields[at + 1];
    const information = next?.tag === "86" ? next.text : "";
    return [lineOf(field, information, currency)];
  });
}

function lineOf(field: SwiftField, information: string, currency: string): ParsedLine {
  const movement = readMovement(field, currency);
  const { reference, description, counterparty } = readInformation(information);
  const { supplement, type, customerReference } = movement;
  return {
    bookedOn: movement.bookedOn,
    valueOn: movement.valueOn,
    amountMinor: movement.amountMinor,
    bankReference: movement.bankReference,
    reference: reference ?? customerReference,
    description: description || supplement,
    counterparty,
    details: {
      type,
      ...(supplement === "" ? {} : { supplement }),
      ...(information === "" ? {} : { information }),
      ...(customerReference === null ? {} : { customerReference }),
    },
    where: `line ${field.line}`,
  };
}
