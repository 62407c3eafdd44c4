import type { Stripe } from "stripe";
import { addRefund } from "../../resources/refunds.ts";
import type { World } from "../../world.ts";
import { type LoggedIncident, logObject } from "../incident-log.ts";
import type { RandomStream } from "../random-stream.ts";
import { HOUR_MS, type Incident, MINUTE_MS, setStep } from "./incident.ts";

const REFUNDS = 36;
const LASTS_MS = 2 * HOUR_MS;
/** So many of the newest charges are looked through for one to refund. */
const LOOKS_THROUGH = 400;

/** A person of the support desk refunds paid orders in full, one after the other, to whoever asks or does not. */
export const refundSpree: Incident = {
  description: "one agent refunds one order after the other",
  lastsMs: LASTS_MS,
  setting: (random) => ({ agent: `agent_${random.between(11, 48)}`, refunds: REFUNDS }),
  begin: (world, incident) => setStep(world, incident, String(REFUNDS), 0),
  step: (world, incident, left, random) => {
    refundOne(world, incident, random);
    const remaining = Number(left) - 1;
    if (remaining > 0)
      setStep(world, incident, String(remaining), random.between(100, 220) * (MINUTE_MS / 60));
  },
};

function refundOne(world: World, incident: LoggedIncident, random: RandomStream): void {
  const candidates = world.store
    .find("charge", { conditions: [], order: "newest", limit: LOOKS_THROUGH })
    .filter(isRefundable);
  const [first, ...others] = candidates;
  if (first === undefined) return;
  const charge = random.pick([first, ...others]);
  const refund = addRefund(world, charge, {
    amount: undefined,
    reason: "requested_by_customer",
    metadata: {
      handled_by: String(incident.setting["agent"]),
      order_id: charge.metadata["order_id"] ?? "",
    },
  });
  const { id, amount, currency } = refund;
  logObject(world, incident, { role: "refunded", id, amount, currency });
}

function isRefundable(charge: Stripe.Charge): boolean {
  return (
    charge.status === "succeeded" &&
    charge.captured &&
    charge.amount_refunded === 0 &&
    !charge.disputed
  );
}
