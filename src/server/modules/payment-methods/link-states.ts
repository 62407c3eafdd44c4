import type { LinkState } from "#core/contracts/payment-methods.ts";

/** What Stripe says of a page: its session's status, and the method that was saved on it. */
export interface SeenSession {
  readonly status: string | null;
  readonly methodId: string | null;
}

const UNUSED: ReadonlySet<LinkState> = new Set(["open", "expired", "superseded"]);

/**
 * The link's state after Stripe was asked. What the customer did counts whatever we thought of the link: a page that we took
 * for replaced or too old may have been used a moment before. Pure, and the same when asked again.
 */
export function stateAfterLook(state: LinkState, { status, methodId }: SeenSession): LinkState {
  if (status === "complete" && methodId !== null && UNUSED.has(state)) return "attached";
  if (status === "expired" && state === "open") return "expired";
  return state;
}

/** States in which Stripe may still tell something new of the page. */
export const LOOKED_AFTER = ["open", "attached", "superseded"] as const satisfies LinkState[];
