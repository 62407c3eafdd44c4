export { conditionOfPayouts } from "./list-payouts.ts";
export { payoutProjector } from "./payout-projector.ts";
