import type { PageRoute } from "../protocol/page-route.ts";
import { assetOf } from "./assets.ts";
import { deliveriesPage, resendDelivery } from "./delivery-pages.ts";
import { addFault, clearFaults, faultsPage, removeFault } from "./fault-pages.ts";
import { guardRoutes } from "./guard.ts";
import { incidentsPage, startIncident } from "./incident-pages.ts";
import { moveClock } from "./move-clock.ts";
import { eventsPage, objectPage, objectsPage } from "./object-pages.ts";
import { overviewPage } from "./overview-page.ts";

/** The page for people at `/_sandbox`, with the guard that stands before all of `/_sandbox`. */
export const sandboxPageRoutes: readonly PageRoute[] = [
  ...guardRoutes,
  { method: "GET", pathPattern: /\/_sandbox\/?/, handle: (engine) => overviewPage(engine) },
  {
    method: "GET",
    pathPattern: /\/_sandbox\/assets\/(?<name>[a-z.]+)/,
    handle: (_engine, { found }) => assetOf(found["name"] ?? ""),
  },
  { method: "POST", pathPattern: /\/_sandbox\/page\/clock/, handle: moveClock },
  { method: "GET", pathPattern: /\/_sandbox\/page\/objects/, handle: objectsPage },
  { method: "GET", pathPattern: /\/_sandbox\/page\/objects\/(?<id>[^/]+)/, handle: objectPage },
  { method: "GET", pathPattern: /\/_sandbox\/page\/events/, handle: eventsPage },
  {
    method: "GET",
    pathPattern: /\/_sandbox\/page\/deliveries/,
    handle: (engine) => deliveriesPage(engine),
  },
  {
    method: "POST",
    pathPattern: /\/_sandbox\/page\/deliveries\/(?<id>[^/]+)\/resend/,
    handle: resendDelivery,
  },
  {
    method: "GET",
    pathPattern: /\/_sandbox\/page\/faults/,
    handle: (engine, { query }) => faultsPage(engine, query),
  },
  { method: "POST", pathPattern: /\/_sandbox\/page\/faults\/add/, handle: addFault },
  {
    method: "POST",
    pathPattern: /\/_sandbox\/page\/faults\/clear/,
    handle: (engine) => clearFaults(engine),
  },
  {
    method: "POST",
    pathPattern: /\/_sandbox\/page\/faults\/(?<id>[^/]+)\/remove/,
    handle: removeFault,
  },
  {
    method: "GET",
    pathPattern: /\/_sandbox\/page\/incidents/,
    handle: (engine) => incidentsPage(engine),
  },
  { method: "POST", pathPattern: /\/_sandbox\/page\/incidents/, handle: startIncident },
];
