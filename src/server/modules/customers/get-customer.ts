import type { CustomerDetail, CustomerMethod } from "#core/contracts/customers.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Actor, Role } from "#core/roles.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findOpenCases, findTotals, type TotalsRecord } from "./customer-history.repo.ts";
import { expiryOf, failedLastOf, usesOf } from "./customer-methods.policy.ts";
import { findChargedNext, findMethods } from "./customer-methods.repo.ts";
import { type CustomerRecord, findCustomer } from "./customers.repo.ts";
import { maskedEmail, maskedName, maskedPhone } from "./mask-person.ts";

const MAX_METHODS = 20;
const MAX_CHARGED = 50;
const MAX_CASES = 10;

/** A customer with what they paid, how, and what is open about them. Throws NOT_FOUND. */
export async function getCustomer(
  runtime: Runtime,
  actor: Actor,
  { customerId }: { customerId: string },
): Promise<CustomerDetail> {
  const { db, scope } = runtime;
  const record = await findCustomer(db, scope, customerId);
  if (record === null) throw new DomainError("NOT_FOUND", { customerId });
  const [totals, openCases, methods, freshness] = await Promise.all([
    findTotals(db, scope, customerId),
    isPermitted(actor.role, "case:read") ? findOpenCases(db, scope, customerId, MAX_CASES) : [],
    methodsOf(runtime, record),
    readFreshness(runtime),
  ]);
  return {
    customer: customerView(record, actor.role),
    totals: totals.map(totalsView),
    firstPaymentAt: inOrder(totals.map(({ firstAt }) => firstAt)).at(0) ?? null,
    lastPaymentAt: inOrder(totals.map(({ lastAt }) => lastAt)).at(-1) ?? null,
    openDisputes: totals.reduce((sum, { openDisputes }) => sum + openDisputes, 0),
    openCases,
    methods,
    freshness,
  };
}

async function methodsOf(
  { db, scope, clock }: Runtime,
  customer: CustomerRecord,
): Promise<CustomerMethod[]> {
  const [methods, charged] = await Promise.all([
    findMethods(db, scope, customer.id, MAX_METHODS),
    findChargedNext(db, scope, customer.id, MAX_CHARGED),
  ]);
  const failedLast = failedLastOf(methods);
  return methods.map((one) => {
    const { cardExpMonth: month, cardExpYear: year } = one;
    const expires = month === null || year === null ? null : { month, year };
    return {
      id: one.id,
      method: { type: one.type, brand: one.cardBrand, last4: one.last4 },
      country: one.cardCountry,
      expires,
      expiry: expiryOf(expires, clock.now()),
      onFileSince: one.onFileSince,
      uses: usesOf(one.id, charged, customer.defaultPaymentMethodId),
      lastAttempt:
        one.triedAt === null
          ? null
          : {
              at: one.triedAt,
              failed: one.failed === true,
              declineCode: one.declineCode,
              paymentId: one.paymentId,
            },
      failedLast: one.id === failedLast,
    };
  });
}

function customerView(record: CustomerRecord, role: Role): CustomerDetail["customer"] {
  const { id, name, email, phone, balance, currency } = record;
  const known = [name, email, phone].some((part) => part !== null);
  return {
    id,
    name: maskedName(name, role),
    email: maskedEmail(email, role),
    phone: maskedPhone(phone, role),
    country: record.country,
    createdAt: record.createdAt,
    deleted: record.deleted,
    delinquent: record.delinquent,
    balance: balance === 0n || currency === null ? null : { amountMinor: balance, currency },
    revealable: known && isPermitted(role, "personal-data:reveal"),
  };
}

function totalsView(record: TotalsRecord): CustomerDetail["totals"][number] {
  const { currency, payments, failed, refunds, disputes } = record;
  const money = (amountMinor: bigint) => ({ amountMinor, currency });
  return {
    paid: money(record.paid),
    refunded: money(record.refunded),
    disputed: money(record.disputed),
    payments,
    failed,
    refunds,
    disputes,
  };
}

function inOrder(instants: readonly Date[]): Date[] {
  return instants.toSorted((a, b) => a.getTime() - b.getTime());
}
