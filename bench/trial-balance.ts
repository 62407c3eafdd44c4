import { findAccountBalances } from "../src/server/modules/ledger/index.ts";
import { withBenchDatabase } from "./bench-database.ts";
import { type Figure, seconds } from "./figure.ts";
import { fillAccount } from "./generated-account.ts";

const ENTRIES_PER_JOURNAL = 3;
const TIMES = 5;

/** Milliseconds for every balance of the books, beside one sum over all entries in the same database. */
export async function benchTrialBalance(rows: number): Promise<readonly Figure[]> {
  return withBenchDatabase(async (database) => {
    await fillAccount(database, Math.ceil(rows / ENTRIES_PER_JOURNAL));
    const runtime = database.worker(1);
    const pool = database.bare(1);
    const bare = "SELECT ledger_account_id, sum(amount), count(*) FROM entry GROUP BY 1";
    return [
      {
        bench: "trial-balance",
        figure: "balances",
        unit: "ms",
        value: await best(() => findAccountBalances(runtime.db, runtime.scope)),
        limit: await best(() => pool.query(bare)),
      },
    ];
  });
}

/** The fastest of some runs, in milliseconds: what the machine did beside it is not what is measured. */
async function best(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < TIMES; time += 1) taken.push(await seconds(work));
  return Math.min(...taken) * 1_000;
}
