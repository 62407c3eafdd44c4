import { findCommand } from "../commands/index.ts";
import { followLink } from "./follow-link.ts";
import { keepLink } from "./keep-link.ts";
import { findDefault, findOwner, findPaymentFor } from "./link-facts.repo.ts";
import type { LinkFollower } from "./link-follower.ts";
import { stepOf } from "./link-params.ts";
import { LOOKED_AFTER } from "./link-states.ts";
import { linkWork } from "./link-work.ts";
import { findLinksOf, findLinksToLookAt, lockLink } from "./links.repo.ts";
import { moveLink } from "./tell-link.ts";

const MOST_OF_A_CUSTOMER = 20;
const A_ROUND = 50;
const SOON_MS = 15_000;
const SELDOM_MS = 300_000;

/** A command of a link came to an end: a page was made, or something may be new about one. */
export async function followCommand(follower: LinkFollower, commandId: string): Promise<void> {
  const { db, scope } = follower.runtime;
  const command = await findCommand(db, scope, commandId);
  if (command?.kind !== linkWork.kind) return;
  const step = stepOf(command);
  if (step.step !== "make") await followLink(follower, step.linkId);
  else if (command.state === "succeeded") await keepLink(follower, command, step);
}

/** What our mirror was told of an object may be news of links. */
export async function followObject(
  follower: LinkFollower,
  objectType: string,
  objectId: string,
): Promise<void> {
  if (objectType === "payment_method") await followMethod(follower, objectId);
  if (objectType === "customer") await noteDefault(follower, objectId);
  if (objectType === "payment_intent") await noteUse(follower, objectId);
}

/** Asks about links that nothing told of for a while, and those whose time ran out. Out: how many. */
export async function followDue(follower: LinkFollower): Promise<number> {
  const { db, scope, clock } = follower.runtime;
  const real = clock.realNow().getTime();
  const due = {
    now: clock.now(),
    soonBefore: new Date(real - SOON_MS),
    seldomBefore: new Date(real - SELDOM_MS),
  };
  const ids = await findLinksToLookAt(db, scope, due, A_ROUND);
  for (const id of ids) await followLink(follower, id);
  return ids.length;
}

async function followMethod(follower: LinkFollower, methodId: string): Promise<void> {
  const { db, scope } = follower.runtime;
  const customerId = await findOwner(db, scope, methodId);
  if (customerId === null) return;
  const state = { in: [...LOOKED_AFTER] };
  const links = await findLinksOf(db, scope, { customerId, state }, MOST_OF_A_CUSTOMER);
  for (const { id } of links) await followLink(follower, id);
}

/** The method that was saved is what the customer's invoices use now, whoever made it so. */
async function noteDefault({ runtime }: LinkFollower, customerId: string): Promise<void> {
  const { db, scope, clock } = runtime;
  const links = await findLinksOf(db, scope, { customerId, state: "attached" }, MOST_OF_A_CUSTOMER);
  if (links.length === 0) return;
  const methodId = await findDefault(db, scope, customerId);
  for (const { id } of links.filter((link) => link.methodId === methodId))
    await db.transaction(async (tx) => {
      const link = await lockLink(tx, scope, id);
      if (link?.state === "attached")
        await moveLink(tx, scope, link, "default", { defaultAt: clock.now() });
    });
}

/** A payment was paid with a method that was saved on a link's page. */
async function noteUse({ runtime }: LinkFollower, paymentId: string): Promise<void> {
  const { db, scope, clock } = runtime;
  const payment = await findPaymentFor(db, scope, paymentId);
  if (payment?.status !== "succeeded" || payment.customerId === null) return;
  const { customerId, paymentMethodId } = payment;
  const state = { in: ["attached", "default"] };
  const links = await findLinksOf(db, scope, { customerId, state }, MOST_OF_A_CUSTOMER);
  for (const { id } of links.filter(({ methodId }) => methodId === paymentMethodId))
    await db.transaction(async (tx) => {
      const link = await lockLink(tx, scope, id);
      if (link?.state !== "attached" && link?.state !== "default") return;
      await moveLink(tx, scope, link, "used", { usedAt: clock.now(), usedPaymentId: paymentId });
    });
}
