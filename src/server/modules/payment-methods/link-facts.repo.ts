import type { MethodDto } from "#core/contracts/shared.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Command, Payment } from "#server/platform/db/generated/client.ts";

const clientOf = (db: Database | Transaction) => ("prisma" in db ? db.prisma : db);

/** A payment as a link looks at it. */
export type LinkPayment = Pick<
  Payment,
  | "id"
  | "customerId"
  | "amount"
  | "currency"
  | "status"
  | "paymentMethodId"
  | "declineCode"
  | "failureCode"
>;

const PAYMENT_COLUMNS = {
  id: true,
  customerId: true,
  amount: true,
  currency: true,
  status: true,
  paymentMethodId: true,
  declineCode: true,
  failureCode: true,
} as const;

/** The payment, or null. */
export async function findPaymentFor(
  db: Database | Transaction,
  scope: AccountScope,
  id: string,
): Promise<LinkPayment | null> {
  return await clientOf(db).payment.findUnique({
    where: { accountId_livemode_id: { ...scope, id } },
    select: PAYMENT_COLUMNS,
  });
}

/** The newest payment of a customer that failed and may be tried again; null when there is none. */
export async function findUnpaid(
  db: Database,
  scope: AccountScope,
  customerId: string,
): Promise<LinkPayment | null> {
  return await db.prisma.payment.findFirst({
    where: {
      ...scope,
      customerId,
      status: "requires_payment_method",
      failureCode: { not: null },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: PAYMENT_COLUMNS,
  });
}

/** The account's own currency. */
export async function findCurrency(tx: Transaction, scope: AccountScope): Promise<string> {
  const account = await tx.stripeAccount.findUniqueOrThrow({
    where: { accountId_livemode: scope },
    select: { defaultCurrency: true },
  });
  return account.defaultCurrency;
}

/** The shop's name at Stripe; null where it has none. */
export async function findShop(tx: Transaction, scope: AccountScope): Promise<string | null> {
  const where = { accountId_livemode: scope };
  return (await tx.stripeAccount.findUnique({ where, select: { name: true } }))?.name ?? null;
}

/** A method as it may be shown; null while our mirror does not know it. */
export async function findMethod(
  db: Database | Transaction,
  scope: AccountScope,
  id: string,
): Promise<MethodDto | null> {
  const found = await clientOf(db).paymentMethod.findUnique({
    where: { accountId_livemode_id: { ...scope, id } },
    select: { type: true, cardBrand: true, last4: true },
  });
  return found && { type: found.type, brand: found.cardBrand, last4: found.last4 };
}

/** Whose a method is; null when it is on file for nobody. */
export async function findOwner(
  db: Database,
  scope: AccountScope,
  methodId: string,
): Promise<string | null> {
  const found = await db.prisma.paymentMethod.findUnique({
    where: { accountId_livemode_id: { ...scope, id: methodId } },
    select: { customerId: true },
  });
  return found?.customerId ?? null;
}

/** The method that a customer's invoices use; null when they have none. */
export async function findDefault(
  db: Database,
  scope: AccountScope,
  customerId: string,
): Promise<string | null> {
  const found = await db.prisma.customer.findUnique({
    where: { accountId_livemode_id: { ...scope, id: customerId } },
    select: { defaultPaymentMethodId: true },
  });
  return found?.defaultPaymentMethodId ?? null;
}

/** The state of each of these commands. */
export async function findCommandsOf(
  db: Database,
  scope: AccountScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Command, "id" | "state">>> {
  const rows = await db.prisma.command.findMany({
    where: { ...scope, id: { in: [...ids] } },
    select: { id: true, state: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
