import type { Route } from "../../protocol/route.ts";
import { accountLinkRoutes } from "./account-links.ts";
import { connectedAccountRoutes } from "./accounts.ts";
import { applicationFeeRoutes } from "./application-fee-routes.ts";
import { capabilityRoutes } from "./capabilities.ts";
import { externalAccountRoutes } from "./external-accounts.ts";
import { personRoutes } from "./persons.ts";
import { transferRoutes } from "./transfers.ts";

/** Every endpoint of Connect. */
export const connectRoutes: readonly Route[] = [
  ...connectedAccountRoutes,
  ...capabilityRoutes,
  ...externalAccountRoutes,
  ...personRoutes,
  ...accountLinkRoutes,
  ...transferRoutes,
  ...applicationFeeRoutes,
];
