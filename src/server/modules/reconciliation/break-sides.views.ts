import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";
import { formatMajor } from "#core/money.ts";
import type { StoredSides, TransactionSide } from "./break-detail.repo.ts";
import type { BreakRow } from "./break-list.repo.ts";

type Sides = BreakDetailDto["sides"];
type Row = Sides["rows"][number];

/** The details of a finding: texts by name. */
export function detailsOf({ details }: Pick<BreakRow, "details">): Record<string, string> {
  if (typeof details !== "object" || details === null || Array.isArray(details)) return {};
  const texts = Object.entries(details).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}

/** Both sides of a break: what the books say, and what Stripe or the bank says. */
export function sidesView(row: BreakRow, stored: StoredSides): Sides {
  const { transactions, journalIds } = stored;
  const only = transactions.length === 1 ? transactions[0] : undefined;
  const found = transactions.find(({ id }) => id === row.objectId) ?? only;
  return {
    oursTitle: "The books",
    theirsTitle: row.level === "R5" ? "The bank" : "Stripe",
    rows: [
      ...amountRows(row),
      ...(row.objectType === "balance_transaction"
        ? transactionRows(found, detailsOf(row))
        : objectRows(stored)),
    ],
    stripe: found === undefined ? null : withoutDescription(found.raw),
    journalIds: [...journalIds],
  };
}

function amountRows({ currency, expected, actual }: BreakRow): Row[] {
  if (currency === null || (expected === null && actual === null)) return [];
  const text = (amountMinor: bigint | null): string | null =>
    amountMinor === null ? null : moneyText(amountMinor, currency);
  return [compared("Amount", text(actual), text(expected))];
}

/** Where Stripe tells otherwise than it did, the finding's details hold what it tells now. */
function transactionRows(
  found: TransactionSide | undefined,
  details: Readonly<Record<string, string>>,
): Row[] {
  if (found === undefined) return [];
  const money = (["amount", "fee", "net"] as const).map((field) => {
    const theirs = details[field] === undefined ? found[field] : BigInt(details[field]);
    return compared(
      FIELD_LABELS[field],
      moneyText(found[field], found.currency),
      moneyText(theirs, found.currency),
    );
  });
  return [
    ...money,
    compared("Type", found.type, details["type"] ?? found.type),
    compared("Status", found.status, details["status"] ?? found.status),
  ];
}

const FIELD_LABELS = { amount: "Gross", fee: "Fee", net: "Net" } as const;

function objectRows({ object, transactions }: StoredSides): Row[] {
  const own = transactions.map((transaction) => ({
    label: `${transaction.type} ${transaction.id}`,
    ours: moneyText(transaction.amount, transaction.currency),
    theirs: null,
    differs: false,
  }));
  if (object === null) return own;
  return [
    {
      label: `Object (${object.status})`,
      ours: null,
      theirs: moneyText(object.amount, object.currency),
      differs: false,
    },
    ...own,
  ];
}

function compared(label: string, ours: string | null, theirs: string | null): Row {
  return { label, ours, theirs, differs: ours !== theirs };
}

function moneyText(amountMinor: bigint, currency: string): string {
  return `${formatMajor({ amountMinor, currency })} ${currency.toUpperCase()}`;
}

/** Stripe's description is the shop's own text and may name a customer. */
function withoutDescription(raw: unknown): string {
  return JSON.stringify(
    raw,
    (key, value: unknown) => (key === "description" && value !== null ? "•••" : value),
    2,
  );
}
