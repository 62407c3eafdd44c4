import type { StripeBalanceTransaction } from "#server/platform/stripe/stripe-objects.ts";
import type { ListWindow, StripeReader } from "#server/platform/stripe/stripe-reader.ts";

/** Stripe's largest page of a list. */
export const PAGE_SIZE = 100;

export interface TransactionWindow {
  readonly createdGte?: number;
  readonly createdLt?: number;
  readonly payoutId?: string;
  /** Goes on after this one: where an earlier walk stopped. */
  readonly startingAfter?: string;
}

export interface TransactionPage {
  readonly items: readonly StripeBalanceTransaction[];
  readonly hasMore: boolean;
}

/** The pages of balance transactions in a window, newest first, each as it stands when it is asked for. */
export async function* walkTransactions(
  reader: StripeReader,
  window: TransactionWindow,
): AsyncGenerator<TransactionPage> {
  const { startingAfter, ...fixed } = window;
  let after = startingAfter;
  for (;;) {
    const asked: ListWindow & { payoutId?: string } = {
      ...fixed,
      limit: PAGE_SIZE,
      ...(after === undefined ? {} : { startingAfter: after }),
    };
    const { items, hasMore } = await reader.listBalanceTransactions(asked);
    yield { items: await withSourceMoney(reader, items), hasMore };
    after = items.at(-1)?.id;
    if (!hasMore || after === undefined) return;
  }
}

const CONVERTED_SOURCES = {
  ch: "charge",
  py: "charge",
  re: "refund",
  pyr: "refund",
  du: "dispute",
  dp: "dispute",
} as const;

/**
 * Where Stripe converted, the amount that the customer paid stands in the source alone. It is read from Stripe and kept
 * with the transaction, so that its journal never depends on what else we had stored by then.
 */
async function withSourceMoney(
  reader: StripeReader,
  items: readonly StripeBalanceTransaction[],
): Promise<StripeBalanceTransaction[]> {
  const complete: StripeBalanceTransaction[] = [];
  for (const item of items) complete.push(await completed(reader, item));
  return complete;
}

async function completed(
  reader: StripeReader,
  item: StripeBalanceTransaction,
): Promise<StripeBalanceTransaction> {
  const { source } = item;
  if (item.exchange_rate === null || typeof source !== "string") return item;
  const prefix = source.split("_")[0] ?? "";
  if (!Object.hasOwn(CONVERTED_SOURCES, prefix)) return item;
  const found = await reader.retrieve(
    CONVERTED_SOURCES[prefix as keyof typeof CONVERTED_SOURCES],
    source,
  );
  return found === null ? item : { ...item, source: found };
}
