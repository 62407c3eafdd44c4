import type { CommandState } from "#core/contracts/commands.ts";
import type { LinkDto } from "#core/contracts/payment-methods.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findCommand } from "../commands/index.ts";
import { isHealedByAnotherMethod } from "../retries/index.ts";
import { findPaymentFor } from "./link-facts.repo.ts";
import { linkWork } from "./link-work.ts";
import { findLinksOf } from "./links.repo.ts";
import { linkViews } from "./links.views.ts";

const MAX_LINKS = 10;

/** The newest links that were asked for for a customer, at most ten. */
export async function listLinks(
  runtime: Runtime,
  actor: Actor,
  { customerId }: { customerId: string },
): Promise<{ rows: LinkDto[] }> {
  const links = await findLinksOf(runtime.db, runtime.scope, { customerId }, MAX_LINKS);
  return { rows: await linkViews(runtime, actor, links) };
}

/** Whether a link would help a payment, and the newest one that was asked for on it. Throws NOT_FOUND. */
export async function linkOfPayment(
  runtime: Runtime,
  actor: Actor,
  { paymentId }: { paymentId: string },
): Promise<{ customerId: string | null; link: LinkDto | null }> {
  const { db, scope } = runtime;
  const payment = await findPaymentFor(db, scope, paymentId);
  if (payment === null) throw new DomainError("NOT_FOUND", { paymentId });
  const links = await findLinksOf(db, scope, { paymentId }, 1);
  const [link = null] = await linkViews(runtime, actor, links);
  const { status, customerId, declineCode, failureCode } = payment;
  const code = declineCode ?? failureCode;
  const heals =
    status === "requires_payment_method" && code !== null && isHealedByAnotherMethod(code);
  return { customerId: heals ? customerId : null, link };
}

/** How far a link is that was asked for. Throws NOT_FOUND for what is no command of this kind. */
export async function linkProgress(
  runtime: Runtime,
  actor: Actor,
  { commandId }: { commandId: string },
): Promise<{ state: CommandState; link: LinkDto | null }> {
  const { db, scope } = runtime;
  const command = await findCommand(db, scope, commandId);
  if (command?.kind !== linkWork.kind) throw new DomainError("NOT_FOUND", { commandId });
  const links = await findLinksOf(db, scope, { commandId }, 1);
  const [link = null] = await linkViews(runtime, actor, links);
  return { state: command.state, link };
}
