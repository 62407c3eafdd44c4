import type { Engine } from "../engine.ts";
import { deliveryLog } from "../webhooks/delivery-log.ts";
import { pauseEndpoint, resendDelivery, resendEvent } from "../webhooks/resend.ts";
import { type ControlAnswer, ok } from "./control-answer.ts";

const ONE =
  /^\/_sandbox\/(?<kind>deliveries|events|webhook_endpoints)\/(?<id>[^/]+)\/(?<action>\w+)$/;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly readBody: () => Readonly<Record<string, unknown>>;
}

/** Answers what is asked about deliveries, resending and pausing; null for any other path. */
export function answerWebhooks(
  engine: Engine,
  { method, path, query, readBody }: Asked,
): ControlAnswer | null {
  const { world } = engine;
  if (method === "GET" && path === "/_sandbox/deliveries") {
    const limit = Number(query.get("limit") ?? 100);
    const filter = (name: string) => query.get(name) ?? undefined;
    return ok(
      deliveryLog(world.store, {
        event: filter("event"),
        endpoint: filter("endpoint"),
        state: filter("state"),
        limit,
      }),
    );
  }
  const { kind, id = "", action } = ONE.exec(path)?.groups ?? {};
  if (method !== "POST") return null;
  const change = <T>(work: () => T): T => {
    const done = world.store.transact(work);
    engine.catchUp();
    return done;
  };
  switch (`${kind} ${action}`) {
    case "deliveries resend":
      return ok({ deliveries: [change(() => resendDelivery(world, id))] });
    case "events resend": {
      const { endpoint } = readBody();
      const to = typeof endpoint === "string" ? endpoint : null;
      return ok({ deliveries: change(() => resendEvent(world, id, to)) });
    }
    case "webhook_endpoints pause":
    case "webhook_endpoints resume":
      change(() => pauseEndpoint(world, id, action === "pause"));
      return ok({ id, paused: action === "pause" });
    default:
      return null;
  }
}
