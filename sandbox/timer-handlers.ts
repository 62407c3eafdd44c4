import type { TimerHandlers } from "./clock/timer-queue.ts";
import { beginDay } from "./resources/account-day.ts";
import { bounceDebit, settleDebit } from "./resources/payment-intent-attempt.ts";
import { expireAuthorization } from "./resources/payment-intent-capture.ts";
import { sendPayout, settlePayout } from "./resources/payouts.ts";
import { failRefund, succeedRefund } from "./resources/refund-outcomes.ts";
import type { World } from "./world.ts";

/** What each kind of timer does; `sellOnce` is the shop that keeps on selling while the sandbox runs. */
export function timerHandlers(world: World, sellOnce: () => void): TimerHandlers {
  return {
    "day-begins": () => beginDay(world),
    "payout-in-transit": (id) => sendPayout(world, id),
    "payout-paid": (id) => settlePayout(world, id),
    "refund-succeeds": (id) => succeedRefund(world, id),
    "refund-fails": (id) => failRefund(world, id),
    "debit-settles": (id) => settleDebit(world, id),
    "debit-bounces": (subject) => bounceDebit(world, subject),
    "authorization-expires": (id) => expireAuthorization(world, id),
    "shop-sale": sellOnce,
  };
}
