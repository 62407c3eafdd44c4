import { cancelIntent, captureIntent } from "../resources/payment-intent-capture.ts";
import { addRefund } from "../resources/refunds.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import type { RandomStream } from "./random-stream.ts";

const PARTIAL_CAPTURE_SHARE = 0.2;
const FULL_REFUND_SHARE = 0.66;
const SMALLEST_REFUND = 100;
const HOUR_MS = 3_600_000;

/** A pre-order is shipped (captured, sometimes without a part that was out of stock) or called off. */
export function endPreorder(world: World, subject: string, random: RandomStream): void {
  const [intentId = "", ending] = subject.split(" ");
  const intent = world.store.get("payment_intent", intentId);
  if (intent?.status !== "requires_capture") return;
  if (ending === "cancel") {
    cancelIntent(world, intent, random.pick(["requested_by_customer", "abandoned", "duplicate"]));
    return;
  }
  const partly = random.chance(PARTIAL_CAPTURE_SHARE)
    ? Math.max(1, Math.floor(intent.amount * (0.4 + 0.5 * random.next())))
    : undefined;
  captureIntent(world, intent, partly);
}

/** Goods come back: the shop refunds the order, in full or in part. */
export function refundOrder(world: World, intentId: string, random: RandomStream): void {
  const intent = world.store.get("payment_intent", intentId);
  const charge = world.store.get("charge", idOf(intent?.latest_charge) ?? "");
  if (charge === undefined || charge.refunded || charge.disputed || charge.status !== "succeeded")
    return;
  const left = charge.amount - charge.amount_refunded;
  const part = Math.floor(left * (0.15 + 0.6 * random.next()));
  const full = random.chance(FULL_REFUND_SHARE) || part < SMALLEST_REFUND;
  const turn = random.weighted<"done" | "pending" | "fails">([
    ["done", 88],
    ["pending", 8],
    ["fails", 4],
  ]);
  addRefund(world, charge, {
    ...(turn === "done" ? {} : { course: { turn, afterMs: random.between(6, 60) * HOUR_MS } }),
    amount: full ? undefined : part,
    reason: random.weighted([
      ["requested_by_customer", 84],
      ["duplicate", 9],
      ["fraudulent", 7],
    ]),
    metadata: { handled_by: "shop", order_id: charge.metadata["order_id"] ?? "" },
  });
}
