import { type BaiRecord, FieldReader } from "./bai2-records.ts";
import { shortDay } from "./calendar-day.ts";
import { type ParsedLine, tidy } from "./parsed-statement.ts";

/** The amount that a transaction adds to the control total, and its line. */
interface BaiTransaction {
  readonly control: bigint;
  readonly line: ParsedLine;
}

/**
 * Reads a 16 record. Its type code tells the side: 100 to 399 credits, 400 to 699 debits, 920 to 959 and 960 to 999 what
 * a bank defines itself of each; another code is refused, since its side would be a guess.
 * Throws FILE_NOT_UNDERSTOOD.
 */
export function readTransaction(record: BaiRecord, asOf: string): BaiTransaction {
  const fields = new FieldReader(record);
  const type = fields.next();
  const control = fields.number("its amount") ?? fields.refuse("it has no amount");
  const { valueOn } = readFunds(fields);
  const bankReference = tidy(fields.next());
  const reference = tidy(fields.next());
  const text = tidy(fields.remainder()) ?? "";
  if (control < 0n) fields.refuse("its amount is negative; the type code tells the side");
  return {
    control,
    line: {
      bookedOn: asOf,
      valueOn: valueOn ?? asOf,
      amountMinor: isCredit(type, fields) ? control : -control,
      bankReference,
      reference,
      description: text,
      counterparty: null,
      details: { type },
      where: `line ${record.line}`,
    },
  };
}

function isCredit(type: string, fields: FieldReader): boolean {
  const code = /^\d{3}$/.test(type) ? Number(type) : 0;
  const within = (from: number, to: number) => code >= from && code <= to;
  if (within(100, 399) || within(920, 959)) return true;
  if (within(400, 699) || within(960, 999)) return false;
  return fields.refuse(`type code ${type.slice(0, 3)} is neither a credit nor a debit`);
}

/** Skips a funds type with what belongs to it: V names the value day, S three amounts, D a list of days and amounts. */
export function readFunds(fields: FieldReader): { readonly valueOn: string | null } {
  const type = fields.next().toUpperCase();
  if (type === "V") {
    const day = shortDay(fields.next());
    fields.next();
    return { valueOn: day ?? fields.refuse("its value day cannot be") };
  }
  const skipped =
    type === "S" ? 3 : type === "D" ? 2 * Number(fields.number("its distributions") ?? 0n) : 0;
  for (let at = 0; at < skipped && !fields.isAtEnd; at += 1) fields.next();
  if (!["", "0", "1", "2", "Z", "S", "D"].includes(type))
    fields.refuse("its funds type is unknown");
  return { valueOn: null };
}
