import type { LinkState } from "#core/contracts/payment-methods.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import { type LinkRow, saveLink } from "./links.repo.ts";

type Columns = Parameters<typeof saveLink>[3];

/** Moves a link to a state, with audit row and event. Its address is forgotten as soon as the link is of no use. */
export async function moveLink(
  tx: Transaction,
  scope: AccountScope,
  link: Pick<LinkRow, "id" | "commandId" | "customerId" | "state">,
  next: LinkState,
  columns: Columns,
): Promise<void> {
  await saveLink(tx, scope, link.id, { ...columns, state: next, urlSealed: null });
  await recordAudit(tx, {
    actor: systemActor("links"),
    action: "payment-method.link-followed",
    result: "done",
    resource: { type: "customer", id: link.customerId },
    commandId: link.commandId,
    details: { from: link.state, to: next },
  });
  await tellLink(tx, scope, link, next);
}

/** Tells open screens that something about a link is new. */
export async function tellLink(
  tx: Transaction,
  scope: AccountScope,
  link: Pick<LinkRow, "commandId" | "customerId">,
  state: string,
): Promise<void> {
  await appendEvent(tx, scope, {
    topic: "link.changed",
    key: link.customerId,
    payload: { version: 1, commandId: link.commandId, state },
  });
}
