import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { PaymentMethodLink, Prisma } from "#server/platform/db/generated/client.ts";
import { LOOKED_AFTER } from "./link-states.ts";

/** A link without its address. */
export type LinkRow = Omit<PaymentMethodLink, "urlSealed">;
export type NewLink = Omit<Prisma.PaymentMethodLinkCreateManyInput, "accountId" | "livemode">;
type LinkChange = Prisma.PaymentMethodLinkUpdateManyMutationInput;

const WITHOUT_ADDRESS = { urlSealed: true } as const;

/** Adds a link; false when it is there already. */
export async function insertLink(
  tx: Transaction,
  scope: AccountScope,
  link: NewLink,
): Promise<boolean> {
  const { count } = await tx.paymentMethodLink.createMany({
    data: [{ ...link, ...scope }],
    skipDuplicates: true,
  });
  return count > 0;
}

/** The link, and nobody else changes it until the transaction ends; null when there is none. */
export async function lockLink(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<LinkRow | null> {
  await tx.$queryRaw`SELECT 1 FROM payment_method_link
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND id = ${id} FOR UPDATE`;
  return await tx.paymentMethodLink.findUnique({
    where: { accountId_livemode_id: { ...scope, id } },
    omit: WITHOUT_ADDRESS,
  });
}

/** Writes columns of a link. */
export async function saveLink(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  change: LinkChange,
): Promise<void> {
  await tx.paymentMethodLink.updateMany({ where: { ...scope, id }, data: change });
}

/** The links of a customer in these states, the newest first; at most `limit`. */
export async function findLinksOf(
  db: Database | Transaction,
  scope: AccountScope,
  filter: Pick<
    Prisma.PaymentMethodLinkWhereInput,
    "customerId" | "paymentId" | "commandId" | "state"
  >,
  limit: number,
): Promise<LinkRow[]> {
  const client = "prisma" in db ? db.prisma : db;
  return await client.paymentMethodLink.findMany({
    where: { ...scope, ...filter },
    omit: WITHOUT_ADDRESS,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** Whether a link of the customer's could still be used. */
export async function hasOpenLink(
  tx: Transaction,
  scope: AccountScope,
  customerId: string,
): Promise<boolean> {
  const where = { ...scope, customerId, state: "open" };
  return (await tx.paymentMethodLink.count({ where })) > 0;
}

/**
 * The ids of links that Stripe should be asked about again: those that wait for a step of ours, or whose time ran out by
 * `now` (business time), soon; the others seldom. Times of the last look are real.
 */
export async function findLinksToLookAt(
  db: Database,
  scope: AccountScope,
  due: { readonly now: Date; readonly soonBefore: Date; readonly seldomBefore: Date },
  limit: number,
): Promise<string[]> {
  const rows = await db.prisma.paymentMethodLink.findMany({
    where: {
      ...scope,
      state: { in: [...LOOKED_AFTER] },
      OR: [
        { state: "open", lookedAt: { lt: due.seldomBefore } },
        { state: "open", expiresAt: { lt: due.now }, lookedAt: { lt: due.soonBefore } },
        { state: "attached", defaultCommandId: null, lookedAt: { lt: due.soonBefore } },
        { state: "superseded", expireCommandId: null, lookedAt: { lt: due.soonBefore } },
      ],
    },
    select: { id: true },
    orderBy: { lookedAt: "asc" },
    take: limit,
  });
  return rows.map(({ id }) => id);
}

/** The sealed address of a link, and nobody else reads it until the transaction ends; null when there is none any more. */
export async function lockAddress(
  tx: Transaction,
  scope: AccountScope,
  commandId: string,
): Promise<Pick<
  PaymentMethodLink,
  "id" | "urlSealed" | "requesterId" | "expiresAt" | "customerId"
> | null> {
  await tx.$queryRaw`SELECT 1 FROM payment_method_link WHERE command_id = ${commandId}::uuid FOR UPDATE`;
  return await tx.paymentMethodLink.findFirst({
    where: { ...scope, commandId },
    select: { id: true, urlSealed: true, requesterId: true, expiresAt: true, customerId: true },
  });
}

/** Forgets the address of a link that is shown at `at` (business time). */
export async function saveAddressShown(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  at: Date,
): Promise<void> {
  await tx.paymentMethodLink.updateMany({
    where: { ...scope, id },
    data: { urlSealed: null, shownAt: at },
  });
}
