export { disputeProjector } from "./dispute-projector.ts";
