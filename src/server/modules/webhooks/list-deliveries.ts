import type * as z from "zod/mini";
import type { listDeliveriesInput, listDeliveriesOutput } from "#core/contracts/webhooks.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findDeliveries } from "./deliveries.repo.ts";
import { deliveryRow } from "./deliveries.views.ts";
import { type DeliveryKey, deliveryIdText, parseDeliveryId } from "./delivery-id.ts";
import { summariseDeliveries } from "./delivery-summary.repo.ts";
import { readSearch } from "./search-text.ts";
import { readSweep } from "./sweep-events.ts";

/** A page of webhook deliveries, newest first, and the intake's health. Throws INVALID_INPUT for a foreign cursor. */
export async function listDeliveries(
  runtime: Runtime,
  input: z.infer<typeof listDeliveriesInput>,
): Promise<z.infer<typeof listDeliveriesOutput>> {
  const [records, summary, sweep] = await Promise.all([
    findDeliveries(runtime.db, runtime.scope, {
      search: input.query ? readSearch(input.query) : null,
      type: input.type ?? null,
      results: input.result ?? [],
      statuses: input.status ?? [],
      after: readCursor(input.cursor),
      limit: input.limit,
    }),
    summariseDeliveries(runtime.db, runtime.scope),
    readSweep(runtime),
  ]);
  const page = records.slice(0, input.limit);
  const last = page.at(-1);
  const more = records.length > input.limit && last !== undefined;
  return {
    rows: page.map(deliveryRow),
    nextCursor: more ? deliveryIdText(last) : null,
    summary: { ...summary, swept24h: sweep.swept24h, sweepLagMs: sweep.lagMs },
  };
}

function readCursor(cursor: string | undefined): DeliveryKey | null {
  if (cursor === undefined) return null;
  const key = parseDeliveryId(cursor);
  if (key === null) throw new DomainError("INVALID_INPUT", { field: "cursor" });
  return key;
}
