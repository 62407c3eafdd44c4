import { ApiError } from "../protocol/api-error.ts";
import { listeningEndpoints } from "../resources/events.ts";
import type { World } from "../world.ts";
import { queueAgain } from "./delivery-plan.ts";

/** Sends the event of a delivery to the same endpoint once more; gives the new delivery's number. */
export function resendDelivery(world: World, id: string): number {
  const row = world.store.sql("SELECT event, endpoint FROM delivery WHERE seq = ?").get(Number(id));
  if (row === undefined) throw unknown("delivery", id);
  return queueAgain(world, String(row["event"]), String(row["endpoint"]));
}

/** Sends an event once more: to the named endpoint, or to all that listen to its type now. */
export function resendEvent(world: World, id: string, endpoint: string | null): number[] {
  const row = world.store.sql("SELECT type, account FROM event WHERE id = ?").get(id);
  if (row === undefined) throw unknown("event", id);
  const account = typeof row["account"] === "string" ? row["account"] : null;
  const type = String(row["type"]);
  const endpoints =
    endpoint === null
      ? world.store.onAccount(account, () => listeningEndpoints(world, type))
      : [endpoint];
  return endpoints.map((to) => queueAgain(world, id, to));
}

/** Holds an endpoint's deliveries back, or lets them go; 404 when there is no such endpoint. */
export function pauseEndpoint(world: World, id: string, paused: boolean): void {
  if (world.store.getAnywhere("webhook_endpoint", id) === undefined)
    throw unknown("webhook endpoint", id);
  world.store.setColumn("webhook_endpoint", id, "paused", paused ? 1 : 0);
}

function unknown(noun: string, id: string): ApiError {
  return new ApiError(404, { type: "invalid_request_error", message: `No such ${noun}: '${id}'` });
}
