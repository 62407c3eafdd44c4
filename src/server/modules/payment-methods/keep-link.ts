import { invariant } from "#core/invariant.ts";
import { idOf } from "#server/platform/stripe/object-fields.ts";
import type { StripeCheckoutSession } from "#server/platform/stripe/stripe-objects.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import type { CommandRow } from "../commands/index.ts";
import { followLink } from "./follow-link.ts";
import type { LinkFollower } from "./link-follower.ts";
import type { LinkStep } from "./link-params.ts";
import { sealUrl } from "./link-url.ts";
import { findLinksOf, insertLink, lockLink } from "./links.repo.ts";
import { moveLink, tellLink } from "./tell-link.ts";

/** More links than anybody asks for within a day. */
const MOST_REPLACED = 20;

/**
 * Keeps a link that a command made: its address sealed, and the customer's earlier links replaced. The address is read from
 * Stripe, so that it makes no difference whether the command's own answer was lost. May run twice.
 */
export async function keepLink(
  follower: LinkFollower,
  command: CommandRow,
  params: Extract<LinkStep, { step: "make" }>,
): Promise<void> {
  const { runtime, reader } = follower;
  invariant(command.resultId !== null, "a link that was made has an id");
  const session = await reader.retrieveCheckoutSession(command.resultId);
  if (session === null) return;
  const replaced = await runtime.db.transaction(async (tx) => {
    const { scope, clock } = runtime;
    const earlier = await findLinksOf(
      tx,
      scope,
      { customerId: params.customerId, state: "open" },
      MOST_REPLACED,
    );
    const isNew = await insertLink(tx, scope, rowOf(follower, command, params, session));
    if (!isNew) return [];
    await recordAudit(tx, {
      actor: systemActor("links"),
      action: "payment-method.link-made",
      result: "done",
      resource: { type: "customer", id: params.customerId },
      commandId: command.id,
      details: { expiresAt: new Date(session.expires_at * 1_000).toISOString() },
    });
    for (const { id } of earlier) {
      const link = await lockLink(tx, scope, id);
      if (link?.state === "open")
        await moveLink(tx, scope, link, "superseded", { lookedAt: clock.realNow() });
    }
    await tellLink(tx, scope, { commandId: command.id, customerId: params.customerId }, "open");
    return earlier.map(({ id }) => id);
  });
  for (const id of [session.id, ...replaced]) await followLink(follower, id);
}

function rowOf(
  { runtime, sealingKey }: LinkFollower,
  command: CommandRow,
  { customerId, paymentId }: Extract<LinkStep, { step: "make" }>,
  session: StripeCheckoutSession,
) {
  const { id, url } = session;
  invariant(idOf(session.customer) === customerId, "a page of another customer");
  return {
    id,
    commandId: command.id,
    customerId,
    paymentId,
    requesterId: command.requesterId,
    // What happened to it since is found by the look that follows.
    state: "open",
    urlSealed: url === null ? null : sealUrl(sealingKey, id, url),
    createdAt: new Date(session.created * 1_000),
    expiresAt: new Date(session.expires_at * 1_000),
    lookedAt: runtime.clock.realNow(),
  };
}
