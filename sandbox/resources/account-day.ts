import { nextMidnightMs } from "../clock/business-days.ts";
import type { World } from "../world.ts";
import { renderBalance } from "./balance.ts";
import { isPaidOut, reserveForNegativeBalances } from "./connect/negative-balances.ts";
import { emitEvent } from "./events.ts";
import { chargeMonthlyFees } from "./money/monthly-fees.ts";
import { isPayoutDay } from "./money/payout-days.ts";
import { sendWaitingRefunds } from "./money/refund-funds.ts";
import { debitNegativeBalance } from "./money/topups.ts";
import { payOutAvailable } from "./payouts.ts";

/** Money whose day has come becomes available. */
function releasePending(world: World): void {
  const own = world.store.ownRows();
  const changed = world.store
    .sql(
      `UPDATE balance_transaction SET status = 'available', doc = json_set(doc, '$.status', 'available') WHERE status = 'pending' AND available_on <= ? AND ${own.sql}`,
    )
    .run(world.clock.nowSeconds(), ...own.values).changes;
  if (Number(changed) > 0) emitEvent(world, "balance.available", renderBalance(world));
}

/** What happens at each midnight UTC: money becomes available and, on a business day, is paid out. */
export function beginDay(world: World): void {
  const connected = accountsWithMoney(world);
  for (const account of [null, ...connected]) {
    world.store.onAccount(account, () => {
      releasePending(world);
      sendWaitingRefunds(world);
      debitNegativeBalance(world);
      chargeMonthlyFees(world);
      if (isPayoutDay(world) && isPaidOut(world)) payOutAvailable(world);
    });
  }
  reserveForNegativeBalances(world, connected);
  scheduleNextDay(world);
}

/** The connected accounts whose balance ever moved. */
function accountsWithMoney(world: World): string[] {
  const rows = world.store
    .sql("SELECT DISTINCT account FROM balance_transaction WHERE account IS NOT NULL")
    .all();
  return rows.map((row) => String(row["account"]));
}

/** Sets the timer of the next midnight; there is always exactly one. */
export function scheduleNextDay(world: World): void {
  world.timers.cancelAll("day-begins");
  world.timers.set("day-begins", "", nextMidnightMs(world.clock.nowMs()));
}
