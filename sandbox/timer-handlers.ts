import type { TimerHandlers } from "./clock/timer-queue.ts";
import type { Shop } from "./history/shop.ts";
import { beginDay } from "./resources/account-day.ts";
import { bounceDebit, settleDebit } from "./resources/payment-intent-attempt.ts";
import { expireAuthorization } from "./resources/payment-intent-capture.ts";
import { sendPayout, settlePayout } from "./resources/payouts.ts";
import { failRefund, succeedRefund } from "./resources/refund-outcomes.ts";
import type { World } from "./world.ts";

/** What each kind of timer does: the account's own, and those of the shop that sells through it. */
export function timerHandlers(world: World, shop: Shop): TimerHandlers {
  return {
    "day-begins": () => beginDay(world),
    "payout-in-transit": (id) => sendPayout(world, id),
    "payout-paid": (id) => settlePayout(world, id),
    "refund-succeeds": (id) => succeedRefund(world, id),
    "refund-fails": (id) => failRefund(world, id),
    "debit-settles": (id) => settleDebit(world, id),
    "debit-bounces": (subject) => bounceDebit(world, subject),
    "authorization-expires": (id) => expireAuthorization(world, id),
    "shop-sale": () => shop.timers.sale(world),
    "shop-retry": (subject) => shop.timers.retry(world, subject),
    "shop-capture": (subject) => shop.timers.capture(world, subject),
    "shop-refund": (id) => shop.timers.refund(world, id),
    "shop-burst": (subject) => shop.timers.burst(world, subject),
  };
}
