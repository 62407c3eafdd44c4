import type { LinkDto, LinkState } from "#core/contracts/payment-methods.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type CommandRow, findPeople, personDto } from "../commands/index.ts";
import { findCommandsOf, findMethod, findPaymentFor, findUnpaid } from "./link-facts.repo.ts";
import type { LinkRow } from "./links.repo.ts";

/** Links as screens see them: without their addresses, and with what can be done with the saved method. */
export async function linkViews(
  runtime: Pick<Runtime, "db" | "scope" | "clock">,
  actor: Actor,
  links: readonly LinkRow[],
): Promise<LinkDto[]> {
  const { db, scope } = runtime;
  const people = await findPeople(
    db,
    links.map(({ requesterId }) => requesterId),
  );
  const ours = links.flatMap(({ defaultCommandId }) => defaultCommandId ?? []);
  const commands = await findCommandsOf(db, scope, ours);
  return await Promise.all(
    links.map(async (link): Promise<LinkDto> => {
      const { commandId, customerId, paymentId, createdAt, expiresAt, shownAt, usedPaymentId } =
        link;
      return {
        commandId,
        customerId,
        paymentId,
        state: stateNow(link, runtime.clock.now()),
        requester: personDto(link.requesterId, people),
        createdAt,
        expiresAt,
        since: sinceOf(link),
        method: await methodView(runtime, actor, link),
        becomesDefault: waiting(link, commands),
        showable: isShowable(link, actor, runtime.clock.now()),
        shownAt,
        usedPaymentId,
        retry: await retryOf(runtime, link),
      };
    }),
  );
}

/** A link whose time ran out cannot be used any more, also before Stripe was asked. */
function stateNow({ state, expiresAt }: LinkRow, now: Date): LinkState {
  return state === "open" && expiresAt <= now ? "expired" : (state as LinkState);
}

function isShowable(link: LinkRow, actor: Actor, now: Date): boolean {
  const mine = link.requesterId === actor.userId;
  return mine && link.shownAt === null && stateNow(link, now) === "open";
}

function sinceOf({ usedAt, defaultAt, attachedAt, createdAt }: LinkRow): Date {
  return usedAt ?? defaultAt ?? attachedAt ?? createdAt;
}

async function methodView(
  { db, scope }: Pick<Runtime, "db" | "scope">,
  actor: Actor,
  { methodId }: LinkRow,
): Promise<LinkDto["method"]> {
  if (methodId === null) return null;
  const method = await findMethod(db, scope, methodId);
  if (method === null || isPermitted(actor.role, "personal-data:read-masked")) return method;
  return { ...method, last4: null };
}

function waiting(
  { state, defaultCommandId }: LinkRow,
  commands: ReadonlyMap<string, Pick<CommandRow, "id" | "state">>,
): LinkDto["becomesDefault"] {
  const command = commands.get(defaultCommandId ?? "");
  if (state !== "attached" || command === undefined) return null;
  return { commandId: command.id, state: command.state };
}

/** The payment that the saved method can be tried with: the one that it was asked for, else the customer's newest. */
async function retryOf(
  { db, scope }: Pick<Runtime, "db" | "scope">,
  { state, methodId, paymentId, customerId }: LinkRow,
): Promise<LinkDto["retry"]> {
  if (methodId === null || (state !== "attached" && state !== "default")) return null;
  const payment =
    paymentId === null
      ? await findUnpaid(db, scope, customerId)
      : await findPaymentFor(db, scope, paymentId);
  if (payment?.status !== "requires_payment_method") return null;
  const amount = { amountMinor: payment.amount, currency: payment.currency };
  return { paymentId: payment.id, amount, methodId };
}
