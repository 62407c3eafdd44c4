import { overrideKind } from "../overrides/index.ts";
import { refundCancel } from "./cancel-refund.ts";

/** How the shared life of commands handles the cancelling of a refund. */
export const refundCancelKind = overrideKind(refundCancel);
