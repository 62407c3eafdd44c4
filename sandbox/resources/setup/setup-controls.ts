import type { Engine } from "../../engine.ts";
import { refused } from "../../protocol/api-error.ts";
import { setSearchLag } from "../../protocol/search-page.ts";
import { completeAction } from "../payment-intent-action.ts";
import { updateCardAutomatically } from "./card-updater.ts";
import { completeSetupAction } from "./setup-intent-action.ts";

/**
 * What a bank, a card network or Stripe's search index would do by itself: the outcome of 3-D Secure, a replaced card, and
 * how late search is. Null where the path names none of them; all that becomes due has happened when it answers.
 */
export function answerSetupControl(
  { world }: Engine,
  path: string,
  input: Readonly<Record<string, unknown>>,
): object | null {
  const [, kind, id = ""] =
    /^\/_sandbox\/(payment_intents|setup_intents|payment_methods)\/([^/]+)\/(?:authenticate|update_automatically)$/.exec(
      path,
    ) ?? [];
  const succeeds = input["outcome"] !== "fail";
  if (kind === "payment_intents") return completeAction(world, id, succeeds);
  if (kind === "setup_intents") return completeSetupAction(world, id, succeeds);
  if (kind === "payment_methods") return updateCardAutomatically(world, id);
  if (path !== "/_sandbox/search") return null;
  const { lagSeconds } = input;
  if (typeof lagSeconds !== "number" || lagSeconds < 0)
    throw refused("lagSeconds is a number of seconds, 0 or more");
  setSearchLag(world, lagSeconds);
  return { lagSeconds };
}
