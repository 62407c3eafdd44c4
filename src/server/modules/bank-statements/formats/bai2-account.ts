import { isCurrency } from "#core/currency.ts";
import { type BaiRecord, FieldReader } from "./bai2-records.ts";
import { readFunds, readTransaction } from "./bai2-transaction.ts";
import { type ParsedStatement, refuseFile } from "./parsed-statement.ts";

/** One account of a group, and what its amounts add up to for the control total. */
export interface BaiAccount {
  readonly statement: ParsedStatement;
  readonly control: bigint;
}

interface Around {
  readonly asOf: string;
  readonly currency: string;
  readonly reference: string;
}

const OPENING_LEDGER = "010";
const CLOSING_LEDGER = "015";
/**
 * BAI2 implies ISO 4217's decimals. Where Stripe counts a currency otherwise (https://docs.stripe.com/currencies) the
 * same digits would be another amount.
 */
const COUNTED_OTHERWISE = new Set("isk iqd lyd mga mru".split(" "));

/** Reads the records of one account, from its 03 to its 49. Throws FILE_NOT_UNDERSTOOD. */
export function readAccount(records: readonly BaiRecord[], around: Around): BaiAccount {
  const [head, ...rest] = records;
  if (!head) refuseFile("bai2", "the account", "it is empty");
  const fields = new FieldReader(head);
  const account = fields.next().replaceAll(/\s/g, "");
  if (account === "") fields.refuse("it names no account");
  const currency = fields.next().toLowerCase() || around.currency;
  if (!isCurrency(currency) || COUNTED_OTHERWISE.has(currency)) {
    fields.refuse("its currency has no decimals that we know of");
  }
  const { balances, control } = readSummaries(fields);
  const transactions = rest.slice(0, -1).map((record) => {
    if (record.code !== "16")
      refuseFile("bai2", `line ${record.line}`, "an account holds 16 records only");
    return readTransaction(record, around.asOf);
  });
  return {
    control: transactions.reduce((sum, one) => sum + one.control, control),
    statement: {
      reference: around.reference,
      account,
      currency,
      fromDate: around.asOf,
      toDate: around.asOf,
      opening: balances.get(OPENING_LEDGER) ?? null,
      closing: balances.get(CLOSING_LEDGER) ?? null,
      lines: transactions.map(({ line }) => line),
    },
  };
}

/** Balances and sums of a 03: groups of type code, amount, count and funds type. */
function readSummaries(fields: FieldReader) {
  const balances = new Map<string, bigint>();
  let control = 0n;
  while (!fields.isAtEnd) {
    const type = fields.next();
    const amount = fields.number("an amount");
    fields.next();
    readFunds(fields);
    if (amount === null) continue;
    control += amount;
    balances.set(type, amount);
  }
  return { balances, control };
}
