import { commandKinds } from "#server/deps.ts";
import { accessRouter } from "#server/modules/access/access.router.ts";
import { backfillRouter } from "#server/modules/backfill/backfill.router.ts";
import { bankStatementsRouter } from "#server/modules/bank-statements/bank-statements.router.ts";
import { bookkeepingRouter } from "#server/modules/bookkeeping/bookkeeping.router.ts";
import { breakGlassRouter } from "#server/modules/break-glass/break-glass.router.ts";
import { createBulkRouter } from "#server/modules/bulk/bulk.router.ts";
import { createApprovalsRouter } from "#server/modules/commands/approvals.router.ts";
import { createCommandsRouter } from "#server/modules/commands/commands.router.ts";
import { customersRouter } from "#server/modules/customers/customers.router.ts";
import { delegationsRouter } from "#server/modules/delegations/delegations.router.ts";
import { disputesRouter } from "#server/modules/disputes/disputes.router.ts";
import { exportsRouter } from "#server/modules/exports/exports.router.ts";
import { kpisRouter } from "#server/modules/kpis/kpis.router.ts";
import { ledgerRouter } from "#server/modules/ledger/ledger.router.ts";
import { notesRouter } from "#server/modules/notes/notes.router.ts";
import { notificationsRouter } from "#server/modules/notifications/notifications.router.ts";
import { createOperationsRouter } from "#server/modules/operations/operations.router.ts";
import { paymentMethodsRouter } from "#server/modules/payment-methods/payment-methods.router.ts";
import { paymentsRouter } from "#server/modules/payments/payments.router.ts";
import { payoutsRouter } from "#server/modules/payouts/payouts.router.ts";
import { policiesRouter } from "#server/modules/policies/policies.router.ts";
import { reconciliationRouter } from "#server/modules/reconciliation/reconciliation.router.ts";
import { refundsRouter } from "#server/modules/refunds/refunds.router.ts";
import { retriesRouter } from "#server/modules/retries/retries.router.ts";
import { reviewsRouter } from "#server/modules/reviews/reviews.router.ts";
import { subscriptionsRouter } from "#server/modules/subscriptions/subscriptions.router.ts";
import { webhooksRouter } from "#server/modules/webhooks/webhooks.router.ts";
import { liveRouter } from "./live.router.ts";
import { router } from "./trpc.ts";

/** Every procedure of the console. Deleting a feature deletes its folders and its line here. */
export const appRouter = router({
  access: accessRouter,
  approvals: createApprovalsRouter(commandKinds),
  backfill: backfillRouter,
  bookkeeping: bookkeepingRouter,
  bankStatements: bankStatementsRouter,
  bulk: createBulkRouter(commandKinds),
  breakGlass: breakGlassRouter,
  commands: createCommandsRouter(commandKinds),
  customers: customersRouter,
  delegations: delegationsRouter,
  disputes: disputesRouter,
  exports: exportsRouter,
  kpis: kpisRouter,
  ledger: ledgerRouter,
  live: liveRouter,
  notes: notesRouter,
  notifications: notificationsRouter,
  operations: createOperationsRouter(commandKinds),
  paymentMethods: paymentMethodsRouter,
  payments: paymentsRouter,
  payouts: payoutsRouter,
  policies: policiesRouter,
  reconciliation: reconciliationRouter,
  refunds: refundsRouter,
  retries: retriesRouter,
  reviews: reviewsRouter,
  subscriptions: subscriptionsRouter,
  webhooks: webhooksRouter,
});

export type AppRouter = typeof appRouter;
