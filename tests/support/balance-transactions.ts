import type { Stripe } from "stripe";
import type { ListWindow, StripeReader } from "#server/platform/stripe/stripe-reader.ts";

type Transaction = Stripe.BalanceTransaction;

/** A balance transaction as Stripe would list it: a card charge of 10.00 EUR with a fee of 0.50 unless told otherwise. */
export function balanceTransaction(changes: Partial<Transaction> & { id: string }): Transaction {
  return {
    object: "balance_transaction",
    amount: 1_000,
    available_on: Date.UTC(2026, 10, 5) / 1_000,
    balance_type: "payments",
    created: Date.UTC(2026, 10, 1, 12) / 1_000,
    currency: "eur",
    description: null,
    exchange_rate: null,
    fee: 50,
    fee_details: [
      { amount: 50, application: null, currency: "eur", description: null, type: "stripe_fee" },
    ],
    net: 950,
    reporting_category: "charge",
    source: `ch_${changes.id}`,
    status: "pending",
    type: "charge",
    ...changes,
  };
}

/** Stripe as far as the feed asks it: what `transactions` answers now, listed newest first, and the balance they make. */
export function feedReader(transactions: () => readonly Transaction[]): StripeReader {
  const refuse = (): never => {
    throw new Error("the feed does not ask Stripe for this");
  };
  const sumOf = (status: string) =>
    transactions().reduce((sum, { net, status: is }) => (is === status ? sum + net : sum), 0);
  return {
    retrieve: refuse,
    list: refuse,
    listPaymentMethods: refuse,
    listRefunds: refuse,
    listCustomerBalance: refuse,
    listCheckoutSessions: refuse,
    retrieveCheckoutSession: refuse,
    listEvents: refuse,
    retrieveAccount: refuse,
    retrieveBalanceTransaction: refuse,
    listBalanceTransactions: (window) => Promise.resolve(pageOf(transactions(), window)),
    retrieveBalance: () =>
      Promise.resolve({
        object: "balance",
        livemode: false,
        available: [{ amount: sumOf("available"), currency: "eur" }],
        pending: [{ amount: sumOf("pending"), currency: "eur" }],
      }),
  };
}

function pageOf(
  transactions: readonly Transaction[],
  { limit, startingAfter, createdGte = 0, createdLt = Number.MAX_SAFE_INTEGER }: ListWindow,
) {
  const listed = transactions
    .filter(({ created }) => created >= createdGte && created < createdLt)
    .toSorted((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1));
  const start =
    startingAfter === undefined ? 0 : listed.findIndex(({ id }) => id === startingAfter) + 1;
  return { items: listed.slice(start, start + limit), hasMore: listed.length > start + limit };
}
