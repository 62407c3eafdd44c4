import type { CommandKinds } from "../commands/index.ts";
import { overrideKind } from "../overrides/index.ts";
import { disputeAccept } from "./accept-dispute.ts";
import { disputeSubmit } from "./submit-evidence.ts";

/** What can be done about a dispute. */
export const disputeKinds: CommandKinds = {
  [disputeSubmit.kind]: overrideKind(disputeSubmit),
  [disputeAccept.kind]: overrideKind(disputeAccept),
};
