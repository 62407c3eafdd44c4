import type { Route } from "../../protocol/route.ts";
import { billingSearchRoutes } from "./billing-search.ts";
import { customerBalanceRoutes } from "./customer-balance.ts";
import { invoiceItemRoutes } from "./invoice-items.ts";
import { invoicePaymentRoutes } from "./invoice-payments.ts";
import { invoiceRoutes } from "./invoices.ts";
import { priceRoutes } from "./prices.ts";
import { productRoutes } from "./products.ts";
import { subscriptionItemRoutes } from "./subscription-items.ts";
import { subscriptionRoutes } from "./subscriptions.ts";
import { testClockRoutes } from "./test-clocks.ts";

/** Searches come first, as `search` would be an id otherwise. */
export const billingRoutes: readonly Route[] = [
  ...billingSearchRoutes,
  ...customerBalanceRoutes,
  ...invoiceItemRoutes,
  ...invoicePaymentRoutes,
  ...invoiceRoutes,
  ...priceRoutes,
  ...productRoutes,
  ...subscriptionItemRoutes,
  ...subscriptionRoutes,
  ...testClockRoutes,
];
