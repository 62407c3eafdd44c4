import type { ShownLink } from "#core/contracts/payment-methods.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { findShop } from "./link-facts.repo.ts";
import { openUrl } from "./link-url.ts";
import { lockAddress, saveAddressShown } from "./links.repo.ts";
import { tellLink } from "./tell-link.ts";

/**
 * The address of a link, to who asked for it and once: it is forgotten in the same transaction, of which the audit row stays.
 * Throws NOT_FOUND, and LINK_NOT_SHOWABLE for another's link, one that was shown, and one that cannot be used any more.
 */
export async function showLink(
  runtime: Runtime,
  actor: Actor,
  { commandId }: { commandId: string },
): Promise<ShownLink> {
  const { db, scope, clock, signing } = runtime;
  invariant(signing !== null, "the web process holds the sealing key");
  return await db.transaction(async (tx) => {
    const link = await lockAddress(tx, scope, commandId);
    if (link === null) throw new DomainError("NOT_FOUND", { commandId });
    const { id, urlSealed, requesterId, expiresAt, customerId } = link;
    if (requesterId !== actor.userId || urlSealed === null || expiresAt <= clock.now())
      throw new DomainError("LINK_NOT_SHOWABLE", { commandId });
    await saveAddressShown(tx, scope, id, clock.now());
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "payment-method.link-shown",
      result: "done",
      resource: { type: "customer", id: customerId },
      commandId,
    });
    await tellLink(tx, scope, { commandId, customerId }, "open");
    const url = openUrl(signing.sealingKey, id, urlSealed);
    return { url, expiresAt, shop: await findShop(tx, scope) };
  });
}
