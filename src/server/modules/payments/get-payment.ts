import type { PaymentDetail } from "#core/contracts/payments.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Actor, Role } from "#core/roles.ts";
import { findCustomer, maskedEmail, maskedName } from "#server/modules/customers/index.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findFraudWarnings, findRadarReviews } from "../radar/index.ts";
import { findInvoiceOfPayment } from "../subscriptions/index.ts";
import { findAttempts, findDisputes, findRefunds, findSettlement } from "./payment-parts.repo.ts";
import {
  fraudWarningView,
  invoiceRefView,
  radarReviewView,
  standingView,
} from "./payment-standing.views.ts";
import { type Refundable, refundBlock } from "./payment-state.policy.ts";
import { findPayment, type PaymentRecord } from "./payments.repo.ts";
import { attemptView, cardView, disputeView, paymentView, refundView } from "./payments.views.ts";

/** The truth about one payment, for a reader. Throws NOT_FOUND. */
export async function getPayment(
  runtime: Runtime,
  actor: Actor,
  { paymentId }: { paymentId: string },
): Promise<PaymentDetail> {
  const { db, scope } = runtime;
  const record = await findPayment(db, scope, paymentId);
  if (record === null) throw new DomainError("NOT_FOUND", { paymentId });
  const attempts = await findAttempts(db, scope, paymentId);
  const chargeIds = attempts.map(({ id }) => id);
  const latest = attempts.find(({ id }) => id === record.latestChargeId);
  const ids = { id: paymentId, chargeIds };
  const [refunds, disputes, reviews, warnings, invoice, settlement, customer, freshness] =
    await Promise.all([
      findRefunds(db, scope, ids),
      findDisputes(db, scope, chargeIds),
      findRadarReviews(db, scope, ids),
      findFraudWarnings(db, scope, ids),
      findInvoiceOfPayment(db, scope, paymentId),
      latest ? findSettlement(db, scope, latest.id) : null,
      record.customerId === null ? null : customerView(runtime, actor.role, record.customerId),
      readFreshness(runtime),
    ]);
  const payment = paymentView(record, actor.role);
  const refundable = refundableOf(record);
  return {
    payment,
    captureMethod: record.captureMethod,
    ...standingView(record),
    radarReviews: reviews.map(radarReviewView),
    fraudWarnings: warnings.map(fraudWarningView),
    invoice: invoice && invoiceRefView(invoice),
    fee: settlement && { amountMinor: settlement.fee, currency: settlement.currency },
    net: settlement && { amountMinor: settlement.net, currency: settlement.currency },
    availableOn: settlement?.availableOn ?? null,
    payoutId: settlement?.payoutId ?? null,
    refundable: refundableView(refundable, record.currency),
    customer,
    card: cardView(latest),
    attempts: attempts.map(attemptView),
    refunds: refunds.map(refundView),
    disputes: disputes.map(disputeView),
    refundBlockedBy: refundBlock(
      payment.state,
      refundable,
      isPermitted(actor.role, "refund:request"),
    ),
    freshness,
  };
}

/** The guard counts what refunds and commands have taken; before it exists, nothing was captured. */
function refundableOf(record: PaymentRecord): Refundable {
  return {
    captured: record.guardCaptured ?? 0n,
    refunded: record.guardRefunded ?? 0n,
    held: record.held ?? 0n,
  };
}

function refundableView(
  { captured, refunded, held }: Refundable,
  currency: string,
): PaymentDetail["refundable"] {
  const money = (amountMinor: bigint) => ({ amountMinor, currency });
  const left = captured - refunded - held;
  return {
    captured: money(captured),
    refunded: money(refunded),
    held: money(held),
    available: money(left > 0n ? left : 0n),
  };
}

async function customerView(
  { db, scope }: Runtime,
  role: Role,
  id: string,
): Promise<PaymentDetail["customer"]> {
  const customer = await findCustomer(db, scope, id);
  if (customer === null)
    return { id, name: null, email: null, country: null, since: null, payments: 0 };
  return {
    id,
    name: maskedName(customer.name, role),
    email: maskedEmail(customer.email, role),
    country: customer.country,
    since: customer.createdAt,
    payments: customer.payments,
  };
}
