import type { DeliveryRow } from "#core/contracts/webhooks.ts";
import { maskPersonalData } from "#server/platform/stripe/mask-personal-data.ts";
import type { DeliveryRecord } from "./deliveries.repo.ts";
import { deliveryIdText } from "./delivery-id.ts";

/** A delivery as screens show it: no personal data is in it. */
export function deliveryRow(record: DeliveryRecord): DeliveryRow {
  return {
    id: deliveryIdText(record),
    receivedAt: record.receivedAt,
    eventId: record.eventId,
    type: record.type,
    objectId: record.objectId,
    result: record.result,
    httpStatus: record.httpStatus,
    ackMicros: record.ackMicros,
    status: record.status,
    attempts: record.attempts ?? 0,
    appliedAfterMs: record.appliedAfterMs,
  };
}

/** The event's body as indented JSON with personal data covered; bytes that are no JSON are told by their number only. */
export function maskedPayload(raw: Uint8Array): string {
  try {
    const value: unknown = JSON.parse(Buffer.from(raw).toString("utf8"));
    return JSON.stringify(maskPersonalData(value), null, 2);
  } catch {
    return JSON.stringify({ unreadable: true, bytes: raw.byteLength }, null, 2);
  }
}
