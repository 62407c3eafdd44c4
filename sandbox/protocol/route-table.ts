import { accountRoutes } from "../resources/account.ts";
import { balanceRoutes } from "../resources/balance.ts";
import { balanceTransactionRoutes } from "../resources/balance-transactions.ts";
import { chargeRoutes } from "../resources/charges.ts";
import { customerRoutes } from "../resources/customers.ts";
import { eventRoutes } from "../resources/events.ts";
import { paymentIntentRoutes } from "../resources/payment-intents.ts";
import { paymentMethodRoutes } from "../resources/payment-methods.ts";
import { payoutRoutes } from "../resources/payouts.ts";
import { refundRoutes } from "../resources/refunds.ts";
import { searchRoutes } from "../resources/setup/search.ts";
import { webhookEndpointRoutes } from "../resources/webhook-endpoints.ts";
import type { Route } from "./route.ts";

/** Every endpoint that the sandbox serves. */
export const ROUTES: readonly Route[] = [
  ...searchRoutes,
  ...accountRoutes,
  ...balanceRoutes,
  ...balanceTransactionRoutes,
  ...chargeRoutes,
  ...customerRoutes,
  ...eventRoutes,
  ...paymentIntentRoutes,
  ...paymentMethodRoutes,
  ...payoutRoutes,
  ...refundRoutes,
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
