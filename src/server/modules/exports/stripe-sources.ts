import { maskEmail } from "../customers/index.ts";
import type { Column } from "./csv-encoding.ts";
import { type ExportSource, inBatches } from "./export-source.ts";
import {
  countPayments,
  countPayoutLines,
  countPayouts,
  countTransactions,
  findPaymentsAfter,
  findPayoutLinesAfter,
  findPayoutsAfter,
  findTransactionsAfter,
  type PaymentRow,
  type PayoutLineRow,
  type PayoutRow,
  type TransactionRow,
} from "./stripe-rows.repo.ts";

interface InCurrency {
  readonly currency: string;
}

/** An amount of the row in its currency, in major units. */
function amount<Row extends InCurrency>(header: string, read: (row: Row) => bigint): Column<Row> {
  return {
    header,
    kind: "amount",
    value: (row) => ({ amountMinor: read(row), currency: row.currency }),
  };
}

function text<Row>(header: string, value: (row: Row) => string | null): Column<Row> {
  return { header, kind: "text", value };
}

const inWords = (yes: boolean): string => (yes ? "yes" : "no");

const transactionColumns: readonly Column<TransactionRow>[] = [
  text("Balance transaction", ({ id }) => id),
  { header: "Created at", kind: "instant", value: ({ createdAt }) => createdAt },
  { header: "Available on", kind: "instant", value: ({ availableOn }) => availableOn },
  text("Type", ({ type }) => type),
  text("Reporting category", ({ reportingCategory }) => reportingCategory),
  amount("Amount", (row) => row.amount),
  amount("Fee", ({ fee }) => fee),
  amount("Net", ({ net }) => net),
  text("Currency", ({ currency }) => currency.toUpperCase()),
  { header: "Net in minor units", kind: "integer", value: ({ net }) => net },
  text("Status", ({ status }) => status),
  text("Balance", ({ balanceType }) => balanceType),
  text("Source", ({ sourceId }) => sourceId),
  text("Exchange rate", ({ exchangeRate }) => exchangeRate),
];

/** Stripe's balance transactions by creation. Their descriptions are the shop's own words on a customer, so they stay out. */
export const balanceTransactions: ExportSource<TransactionRow> = {
  permission: "ledger:read",
  columns: [...transactionColumns, text("Payout", ({ payoutId }) => payoutId)],
  count: countTransactions,
  rows: (reading, request) => inBatches((after) => findTransactionsAfter(reading, request, after)),
};

/** What each payout that arrived in the span consists of. */
export const payoutLines: ExportSource<PayoutLineRow> = {
  permission: "ledger:read",
  columns: [
    text("Payout", ({ payout }) => payout),
    { header: "Payout arrives on", kind: "date", value: ({ arrivalAt }) => arrivalAt },
    text("Payout status", ({ payoutStatus }) => payoutStatus),
    ...transactionColumns,
  ],
  count: countPayoutLines,
  rows: (reading, request) => inBatches((after) => findPayoutLinesAfter(reading, request, after)),
};

/** Payments by creation. */
export const payments: ExportSource<PaymentRow> = {
  permission: "payment:read",
  columns: [
    text("Payment", ({ id }) => id),
    { header: "Created at", kind: "instant", value: ({ createdAt }) => createdAt },
    text("Status", ({ status }) => status),
    amount("Amount", (row) => row.amount),
    amount("Captured", ({ amountCaptured }) => amountCaptured),
    amount("Refunded", ({ amountRefunded }) => amountRefunded),
    text("Currency", ({ currency }) => currency.toUpperCase()),
    { header: "Amount in minor units", kind: "integer", value: (row) => row.amount },
    text("Method", ({ paymentMethodType }) => paymentMethodType),
    text("Card brand", ({ cardBrand }) => cardBrand),
    text("Last 4", ({ last4 }) => last4),
    text("Charge", ({ latestChargeId }) => latestChargeId),
    text("Customer", ({ customerId }) => customerId),
    {
      header: "Customer's e-mail, masked",
      kind: "text",
      personal: true,
      value: ({ email }) => (email === null ? null : maskEmail(email)),
    },
    { header: "Description", kind: "text", personal: true, value: (row) => row.description },
    text("Decline code", ({ declineCode }) => declineCode),
    text("Risk level", ({ riskLevel }) => riskLevel),
    text("Disputed", ({ disputed }) => inWords(disputed)),
  ],
  count: countPayments,
  rows: (reading, request) => inBatches((after) => findPaymentsAfter(reading, request, after)),
};

/** Payouts by their arrival at the bank. */
export const payouts: ExportSource<PayoutRow> = {
  permission: "ledger:read",
  columns: [
    text("Payout", ({ id }) => id),
    { header: "Created at", kind: "instant", value: ({ createdAt }) => createdAt },
    { header: "Arrives on", kind: "date", value: ({ arrivalAt }) => arrivalAt },
    text("Status", ({ status }) => status),
    amount("Amount", (row) => row.amount),
    text("Currency", ({ currency }) => currency.toUpperCase()),
    { header: "Amount in minor units", kind: "integer", value: (row) => row.amount },
    text("Automatic", ({ automatic }) => inWords(automatic)),
    text("Method", ({ method }) => method),
    text("Destination", ({ destinationId }) => destinationId),
    text("Trace id", ({ traceId }) => traceId),
    text("Statement descriptor", ({ statementDescriptor }) => statementDescriptor),
    text("Reconciliation", ({ reconciliationStatus }) => reconciliationStatus),
    text("Failure code", ({ failureCode }) => failureCode),
    text("Original payout", ({ originalPayoutId }) => originalPayoutId),
    text("Reversed by", ({ reversedById }) => reversedById),
    text("Balance transaction", ({ balanceTransactionId }) => balanceTransactionId),
  ],
  count: countPayouts,
  rows: (reading, request) => inBatches((after) => findPayoutsAfter(reading, request, after)),
};
