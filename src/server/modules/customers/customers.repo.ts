import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Customer } from "#server/platform/db/generated/client.ts";

/** A customer as stored. Name, e-mail and phone are personal data. */
export interface CustomerRow {
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly country: string | null;
  readonly defaultPaymentMethodId: string | null;
  /** Decimal text of minor units of `currency`: negative is credit, positive is owed with the next invoice. */
  readonly balance: string;
  readonly currency: string | null;
  readonly delinquent: boolean;
  readonly createdAt: Date;
}

/** A payment method as stored: no more of a card than brand, last four digits and expiry. */
export interface PaymentMethodRow {
  readonly id: string;
  readonly customerId: string | null;
  readonly type: string;
  readonly cardBrand: string | null;
  readonly last4: string | null;
  readonly cardExpMonth: number | null;
  readonly cardExpYear: number | null;
  readonly cardFingerprint: string | null;
  readonly cardCountry: string | null;
  readonly createdAt: Date;
}

/** Writes customers as they are now. */
export async function upsertCustomers(
  tx: Transaction,
  scope: AccountScope,
  rows: readonly CustomerRow[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO customer (account_id, livemode, id, email, name, phone, country, default_payment_method_id,
      balance, currency, delinquent, deleted, created_at)
    SELECT ${scope.accountId}, ${scope.livemode}, r.id, r.email, r.name, r.phone, r.country, r."defaultPaymentMethodId",
      r.balance, r.currency, r.delinquent, false, r."createdAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id text, email text, name text, phone text, country text,
      "defaultPaymentMethodId" text, balance bigint, currency text, delinquent boolean, "createdAt" timestamptz)
    ON CONFLICT (account_id, livemode, id) DO UPDATE SET email = excluded.email, name = excluded.name, phone = excluded.phone,
      country = excluded.country, default_payment_method_id = excluded.default_payment_method_id, balance = excluded.balance,
      currency = excluded.currency, delinquent = excluded.delinquent, deleted = false`;
}

/** Marks a customer as deleted at Stripe and forgets who it was; payments keep referring to the id. */
export async function markCustomerDeleted(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<void> {
  await tx.customer.updateMany({
    where: { ...scope, id },
    data: { deleted: true, email: null, name: null, phone: null, defaultPaymentMethodId: null },
  });
}

/** Writes payment methods as they are now. */
export async function upsertPaymentMethods(
  tx: Transaction,
  scope: AccountScope,
  rows: readonly PaymentMethodRow[],
): Promise<void> {
  for (const { id, ...columns } of rows) {
    await tx.paymentMethod.upsert({
      where: { accountId_livemode_id: { ...scope, id } },
      create: { ...scope, id, ...columns },
      update: columns,
    });
  }
}

/** A customer as it is read. */
export async function findCustomerIn(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<Customer | null> {
  return await tx.customer.findUnique({ where: { accountId_livemode_id: { ...scope, id } } });
}

/** A customer as it is read, with the number of their payments. */
export type CustomerRecord = Customer & { readonly payments: number };

/** A customer with the number of their payments, or null. */
export async function findCustomer(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  id: string,
): Promise<CustomerRecord | null> {
  const [row, payments] = await Promise.all([
    findCustomerIn(db.prisma, scope, id),
    db.prisma.payment.count({ where: { ...scope, customerId: id } }),
  ]);
  return row === null ? null : { ...row, payments };
}
