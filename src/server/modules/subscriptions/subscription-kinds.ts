import type { CommandKinds } from "../commands/index.ts";
import { overrideKind } from "../overrides/index.ts";
import { subscriptionCancel } from "./cancel-subscription.ts";
import { subscriptionPause } from "./pause-subscription.ts";
import { subscriptionResume } from "./resume-subscription.ts";

/** What can be done about a subscription. */
export const subscriptionKinds: CommandKinds = {
  [subscriptionPause.kind]: overrideKind(subscriptionPause),
  [subscriptionResume.kind]: overrideKind(subscriptionResume),
  [subscriptionCancel.kind]: overrideKind(subscriptionCancel),
};
