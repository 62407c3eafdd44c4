import type { World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";

/** Money that is kept back for a while. */
export interface Reserve {
  /** Minor units of `currency`. */
  readonly amount: number;
  readonly currency: string;
  readonly releaseAfterSeconds: number;
  /** Who asks for it: Stripe, because of risk, which moves it to a balance of its own; or a payment network. */
  readonly holder: "risk" | "network";
}

/**
 * Takes money from the available balance, which may fall below zero by it, and gives it back later. Stripe's own reserve
 * moves between two balances, so it shows as a pair of movements that come to nothing
 * (docs.stripe.com/changelog/clover/2026-01-28/monitor-reserve-activity-on-balance-transactions).
 */
export function holdReserve(world: World, reserve: Reserve): void {
  move(world, reserve, "hold");
  const subject = `${reserve.holder} ${reserve.amount} ${reserve.currency}`;
  const dueMs = world.clock.nowMs() + reserve.releaseAfterSeconds * 1000;
  world.timers.set("reserve-released", subject, dueMs);
}

/** What the timer set by `holdReserve` does; `subject` is the holder, the amount and the currency. */
export function releaseReserve(world: World, subject: string): void {
  const [holder, amount, currency = ""] = subject.split(" ");
  move(
    world,
    { holder: holder === "network" ? "network" : "risk", amount: Number(amount), currency },
    "release",
  );
}

function move(
  world: World,
  { holder, amount, currency }: Omit<Reserve, "releaseAfterSeconds">,
  direction: "hold" | "release",
): void {
  const change = direction === "hold" ? -amount : amount;
  const shared = {
    currency,
    exchangeRate: null,
    feeDetails: [],
    source: null,
    availableOn: world.clock.nowSeconds(),
  };
  if (holder === "network") {
    const description = `Payment network reserve ${direction}`;
    const type = `payment_network_reserve_${direction}` as const;
    bookMovement(world, { ...shared, type, amount: change, description });
    return;
  }
  const moved = {
    ...shared,
    type: `reserve_${direction}` as const,
    description: `Reserve ${direction}`,
  };
  bookMovement(world, { ...moved, amount: change });
  bookMovement(world, { ...moved, amount: -change, balanceType: "risk_reserved" });
}
