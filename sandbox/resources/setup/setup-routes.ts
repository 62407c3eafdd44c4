import type { Route } from "../../protocol/route.ts";
import { portalConfigurationRoutes } from "../portal/portal-configurations.ts";
import { portalSessionRoutes } from "../portal/portal-sessions.ts";
import { checkoutSessionRoutes } from "./checkout-sessions.ts";
import { confirmationTokenRoutes } from "./confirmation-tokens.ts";
import { mandateRoutes } from "./mandates.ts";
import { setupAttemptRoutes } from "./setup-attempts.ts";
import { setupIntentRoutes } from "./setup-intents.ts";

/** Everything about saving a method for later, the portal included. */
export const setupRoutes: readonly Route[] = [
  ...setupIntentRoutes,
  ...setupAttemptRoutes,
  ...mandateRoutes,
  ...confirmationTokenRoutes,
  ...checkoutSessionRoutes,
  ...portalConfigurationRoutes,
  ...portalSessionRoutes,
];
