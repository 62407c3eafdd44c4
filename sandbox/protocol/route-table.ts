import { accountRoutes } from "../resources/account.ts";
import { balanceRoutes } from "../resources/balance.ts";
import { balanceTransactionRoutes } from "../resources/balance-transactions.ts";
import { billingRoutes } from "../resources/billing/billing-routes.ts";
import { chargeRoutes } from "../resources/charges.ts";
import { connectRoutes } from "../resources/connect/connect-routes.ts";
import { customerRoutes } from "../resources/customers.ts";
import { disputeRoutes } from "../resources/disputes/disputes.ts";
import { eventRoutes } from "../resources/events.ts";
import { balanceSettingsRoutes } from "../resources/money/balance-settings.ts";
import { exchangeRateRoutes } from "../resources/money/exchange-rate-requests.ts";
import { payoutRoutes } from "../resources/money/payout-requests.ts";
import { refundRoutes } from "../resources/money/refund-requests.ts";
import { topupRoutes } from "../resources/money/topup-requests.ts";
import { paymentIntentRoutes } from "../resources/payment-intents.ts";
import { paymentMethodRoutes } from "../resources/payment-methods.ts";
import { earlyFraudWarningRoutes } from "../resources/radar/early-fraud-warnings.ts";
import { reviewRoutes } from "../resources/radar/reviews.ts";
import { valueListItemRoutes } from "../resources/radar/value-list-items.ts";
import { valueListRoutes } from "../resources/radar/value-lists.ts";
import { searchRoutes } from "../resources/setup/search.ts";
import { setupRoutes } from "../resources/setup/setup-routes.ts";
import { webhookEndpointRoutes } from "../resources/webhook-endpoints.ts";
import type { Route } from "./route.ts";

/** Every endpoint that the sandbox serves. */
export const ROUTES: readonly Route[] = [
  ...searchRoutes,
  ...accountRoutes,
  ...balanceRoutes,
  ...balanceTransactionRoutes,
  ...billingRoutes,
  ...chargeRoutes,
  ...connectRoutes,
  ...customerRoutes,
  ...disputeRoutes,
  ...earlyFraudWarningRoutes,
  ...eventRoutes,
  ...paymentIntentRoutes,
  ...paymentMethodRoutes,
  ...balanceSettingsRoutes,
  ...exchangeRateRoutes,
  ...payoutRoutes,
  ...topupRoutes,
  ...refundRoutes,
  ...reviewRoutes,
  ...valueListItemRoutes,
  ...valueListRoutes,
  ...setupRoutes,
  ...webhookEndpointRoutes,
];

const compiled = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/:(id|child)/g, "(?<$1>[^/]+)")}$`),
}));

/** The route of a request and the ids in its path. */
export function findRoute(
  method: string,
  path: string,
): { route: Route; id: string; child: string } | null {
  for (const { route, pattern } of compiled) {
    const match = route.method === method ? pattern.exec(path) : null;
    if (match === null) continue;
    const { id = "", child = "" } = match.groups ?? {};
    return { route, id: decodeURIComponent(id), child: decodeURIComponent(child) };
  }
  return null;
}
