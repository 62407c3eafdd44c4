import { invariant } from "#core/invariant.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { BALANCE_FEED, startFeedAt } from "../ledger/index.ts";
import { type BackfillRun, moveRun } from "./backfill-runs.repo.ts";
import type { HistoryList } from "./history-objects.ts";
import { upsertAccount } from "./import-heads.repo.ts";
import type { HistorySource } from "./import-page.ts";
import { beginImport } from "./import-progress.repo.ts";
import { planWindows } from "./import-windows.repo.ts";

/** Stripe opened in 2011; no account has anything from before this second. */
const BEFORE_STRIPE = 1_293_840_000;
const DAY_SECONDS = 86_400;

/**
 * Prepares a wanted run: the account's row, where the feed takes over, the windows. Repeatable until it is committed.
 * `hold` keeps the caller's claim inside the transaction. Throws when the key is of another account.
 */
export async function planRun(
  source: HistorySource,
  run: BackfillRun,
  options: {
    readonly baseCurrency: string | undefined;
    readonly hold: (tx: Transaction) => Promise<void>;
  },
): Promise<void> {
  const { db, scope, clock } = source.runtime;
  await readAccount(source, options.baseCurrency);
  const now = clock.now();
  // From here on the feed brings what is new; what is older comes by the windows.
  await startFeedAt(db, scope, BALANCE_FEED, now);
  const sinceSecond = await findFirstSecond(source, Math.floor(now.getTime() / 1_000));
  await db.transaction(async (tx) => {
    await options.hold(tx);
    await beginImport(tx, scope, clock.realNow());
    const from = (list: HistoryList): number => firstSecond(list, run.fromSecond);
    await planWindows(tx, scope, { from, now });
    await moveRun(tx, scope, run.id, {
      from: "wanted",
      to: "running",
      startedAt: clock.realNow(),
      sinceSecond,
    });
  });
}

/** They come whole: who pays today may have been a customer, and subscribed, for years. */
const WHOLE_LISTS: ReadonlySet<HistoryList> = new Set(["customer", "subscription"]);

function firstSecond(objectType: HistoryList, fromSecond: bigint | null): number {
  return WHOLE_LISTS.has(objectType) || fromSecond === null ? 0 : Number(fromSecond);
}

/**
 * The day of the account's first transaction, found by halving: Stripe lists newest first and tells no account its own age.
 * It only serves the estimate of what is left, so a day is near enough. Null while there is no transaction.
 */
async function findFirstSecond({ reader }: HistorySource, now: number): Promise<number | null> {
  const isAnyBefore = async (second: number): Promise<boolean> =>
    (await reader.listBalanceTransactions({ limit: 1, createdLt: second })).items.length > 0;
  if (!(await isAnyBefore(now))) return null;
  let [without, before] = [BEFORE_STRIPE, now];
  while (before - without > DAY_SECONDS) {
    const middle = Math.floor((without + before) / 2);
    if (await isAnyBefore(middle)) before = middle;
    else without = middle;
  }
  return without;
}

async function readAccount(
  { runtime, reader }: HistorySource,
  baseCurrency: string | undefined,
): Promise<void> {
  const { db, scope, clock } = runtime;
  const { id, name, country, defaultCurrency } = await reader.retrieveAccount();
  invariant(
    id === scope.accountId,
    `the Stripe key is of account ${id}, the console is set up for ${scope.accountId}`,
  );
  await upsertAccount(db, scope, {
    name,
    country,
    defaultCurrency,
    baseCurrency: baseCurrency ?? defaultCurrency,
    updatedAt: clock.realNow(),
  });
}
