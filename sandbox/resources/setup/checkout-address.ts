import { base62Of } from "../../store/deterministic-ids.ts";
import type { World } from "../../world.ts";

/** Who knows the session's id alone cannot open its page: at Stripe too the address holds more than that. */
export function checkoutSecret(world: World, sessionId: string): string {
  return base62Of(`checkout:${world.accountId}:${sessionId}`, 48);
}

/** The page of a Checkout Session, below whatever address the sandbox has now. */
export function checkoutAddress(world: World, sessionId: string): string {
  return `${world.origin}/checkout/${sessionId}/${checkoutSecret(world, sessionId)}`;
}
