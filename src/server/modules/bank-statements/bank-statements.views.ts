import type {
  BankAccountDto,
  BankLineDetail,
  BankLineDto,
  StatementDto,
} from "#core/contracts/bank-statements.ts";
import { formatMajor } from "#core/money.ts";
import type { BankAccountRecord } from "./bank-accounts.repo.ts";
import type { LineRecord } from "./bank-lines.repo.ts";
import { dayOf } from "./import-lines.repo.ts";
import type { AmendmentRecord } from "./line-detail.repo.ts";
import type { StatementRecord } from "./statements.repo.ts";

/** A bank account as people see it. */
export function accountView({ id, label, last4, currency }: BankAccountRecord): BankAccountDto {
  return { id, label, last4, currency };
}

/** A statement with its account; balances in the account's currency. */
export function statementView(row: StatementRecord): StatementDto {
  const { bankAccountId, label, last4, currency, openingBalance, closingBalance, ...rest } = row;
  const amount = (amountMinor: bigint | null) =>
    amountMinor === null ? null : { amountMinor, currency };
  return {
    ...rest,
    account: { id: bankAccountId, label, last4, currency },
    fromDate: row.fromDate === null ? null : dayOf(row.fromDate),
    toDate: row.toDate === null ? null : dayOf(row.toDate),
    opening: amount(openingBalance),
    closing: amount(closingBalance),
  };
}

/** A line with its account and its payout. */
export function lineView(row: LineRecord): BankLineDto {
  const { id, reference, description, counterparty, traceId, amended, payoutId, currency } = row;
  return {
    id,
    account: { id: row.bankAccountId, label: row.label, last4: row.last4, currency },
    bookedOn: dayOf(row.bookedOn),
    valueOn: dayOf(row.valueOn),
    amount: { amountMinor: row.amount, currency },
    reference,
    description,
    counterparty,
    traceId,
    amended,
    payoutId,
  };
}

/** What a bank's words hold beside what has a column. */
export function detailsView(raw: unknown): BankLineDetail["details"] {
  return Object.entries(recordOf(raw)).map(([name, text]) => ({ name, text: wordsOf(text) }));
}

/** Field by field what an amendment changed. */
export function amendmentView(
  { id, at, fileName, before, after }: AmendmentRecord,
  currency: string,
): BankLineDetail["amendments"][number] {
  const [old, now] = [recordOf(before), recordOf(after)];
  const fields = Object.keys(now).filter((field) => old[field] !== now[field]);
  return {
    id: id.toString(),
    at,
    fileName,
    changes: fields.map((field) => ({
      field: field === "amountMinor" ? "amount" : field,
      before: shown(field, old[field], currency),
      after: shown(field, now[field], currency),
    })),
  };
}

function shown(field: string, value: unknown, currency: string): string {
  const text = wordsOf(value);
  if (field !== "amountMinor" || !/^-?\d+$/.test(text)) return text;
  return `${formatMajor({ amountMinor: BigInt(text), currency })} ${currency.toUpperCase()}`;
}

function wordsOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
