import type { LinkState } from "#core/contracts/payment-methods.ts";
import { DomainError } from "#core/errors.ts";
import { idOf } from "#server/platform/stripe/object-fields.ts";
import type { StripeCheckoutSession } from "#server/platform/stripe/stripe-objects.ts";
import { systemActor } from "../audit/index.ts";
import { findCommand } from "../commands/index.ts";
import { placeFollowUp } from "../overrides/index.ts";
import type { LinkFollower } from "./link-follower.ts";
import type { LinkStep } from "./link-params.ts";
import { type SeenSession, stateAfterLook } from "./link-states.ts";
import { linkWork } from "./link-work.ts";
import { type LinkRow, lockLink, saveLink } from "./links.repo.ts";
import { moveLink } from "./tell-link.ts";

/**
 * Asks Stripe about a link and takes in what became of it; then places the step of ours that follows, if it was not placed.
 * Called by whatever tells that something may be new, and as often as it likes.
 */
export async function followLink(follower: LinkFollower, id: string): Promise<void> {
  const { runtime, reader } = follower;
  const session = await reader.retrieveCheckoutSession(id);
  if (session === null) return;
  const seen = seenIn(session);
  const link = await runtime.db.transaction(async (tx) => {
    const { scope, clock } = runtime;
    const found = await lockLink(tx, scope, id);
    if (found === null) return null;
    const lookedAt = clock.realNow();
    const state = stateAfterLook(found.state as LinkState, seen);
    if (state === found.state) await saveLink(tx, scope, id, { lookedAt });
    else if (state === "attached") {
      const attached = { lookedAt, methodId: seen.methodId, attachedAt: clock.now() };
      await moveLink(tx, scope, found, state, attached);
      return { ...found, ...attached, state };
    } else await moveLink(tx, scope, found, state, { lookedAt });
    return { ...found, state };
  });
  if (link !== null) await placeNext(follower, link, session);
}

function seenIn({ status, setup_intent: intent }: StripeCheckoutSession): SeenSession {
  const methodId = typeof intent === "object" ? idOf(intent?.payment_method ?? null) : null;
  return { status, methodId };
}

/** What a link wants of Stripe in its state, and in which column our command for it stands. */
function nextStep(
  link: LinkRow,
  { status }: StripeCheckoutSession,
): { column: "defaultCommandId" | "expireCommandId"; params: LinkStep } | null {
  const { id: linkId, customerId, methodId } = link;
  if (link.state === "attached" && link.defaultCommandId === null && methodId !== null)
    return {
      column: "defaultCommandId",
      params: { step: "default", customerId, linkId, methodId },
    };
  if (link.state === "superseded" && link.expireCommandId === null && status === "open")
    return { column: "expireCommandId", params: { step: "expire", customerId, linkId } };
  return null;
}

/** Places the step with a note of it on the link. One that cannot be placed now is tried again by the next look. */
async function placeNext(
  { runtime }: LinkFollower,
  link: LinkRow,
  session: StripeCheckoutSession,
): Promise<void> {
  const { db, scope, log } = runtime;
  const next = nextStep(link, session);
  const earlier = next && (await findCommand(db, scope, link.commandId));
  if (next === null || earlier === null) return;
  const { column, params } = next;
  try {
    await db.transaction(async (tx) => {
      const now = await lockLink(tx, scope, link.id);
      if (now === null || now[column] !== null) return;
      const by = systemActor("links");
      const command = await placeFollowUp(tx, runtime, { earlier, work: linkWork, params, by });
      await saveLink(tx, scope, link.id, { [column]: command.id });
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    log.warn({ code: error.code, step: params.step, command: link.commandId }, "link step waits");
  }
}
