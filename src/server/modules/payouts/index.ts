export { payoutProjector } from "./payout-projector.ts";
