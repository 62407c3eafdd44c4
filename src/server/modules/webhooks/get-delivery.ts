import type * as z from "zod/mini";
import type { getDeliveryInput, getDeliveryOutput } from "#core/contracts/webhooks.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findDeliveriesOfEvent, findDelivery } from "./deliveries.repo.ts";
import { deliveryRow, maskedPayload } from "./deliveries.views.ts";
import { parseDeliveryId } from "./delivery-id.ts";
import {
  type EventDetail,
  findAttempts,
  findCommandByKey,
  findEvent,
  findPaymentOf,
} from "./event-detail.repo.ts";

const MOST_DELIVERIES = 100;

type Output = z.infer<typeof getDeliveryOutput>;

/**
 * One delivery with its signature, its event, what workers tried, the other deliveries of the event and its body with
 * personal data covered. Throws NOT_FOUND.
 */
export async function getDelivery(
  runtime: Runtime,
  input: z.infer<typeof getDeliveryInput>,
): Promise<Output> {
  const { db, scope } = runtime;
  const key = parseDeliveryId(input.deliveryId);
  const delivery = key === null ? null : await findDelivery(db, scope, key);
  if (delivery === null) throw new DomainError("NOT_FOUND");
  const event = delivery.eventId === null ? null : await findEvent(db, scope, delivery.eventId);
  return {
    delivery: deliveryRow(delivery),
    signature: {
      signedAt: delivery.signedAt,
      secretKeyId: delivery.secretKeyId,
      bodyHash: delivery.bodyHash,
      bodyBytes: delivery.bodyBytes,
    },
    event: event === null ? null : await eventView(runtime, event),
    objectHref: event === null ? null : await objectHref(runtime, event),
  };
}

async function eventView(
  { db, scope }: Runtime,
  event: EventDetail,
): Promise<NonNullable<Output["event"]>> {
  const ours = event.requestIdempotencyKey;
  const [attempts, deliveries, commandId] = await Promise.all([
    findAttempts(db, event.seq),
    findDeliveriesOfEvent(db, scope, event.eventId, MOST_DELIVERIES),
    ours === null ? null : findCommandByKey(db, scope, ours),
  ]);
  return {
    eventId: event.eventId,
    type: event.type,
    apiVersion: event.apiVersion,
    createdAt: event.createdAt,
    requestId: event.requestId,
    idempotencyKey: ours,
    commandId,
    statusReason: event.statusReason,
    payload: maskedPayload(event.raw),
    attempts,
    deliveries: deliveries.map(deliveryRow),
  };
}

async function objectHref({ db, scope }: Runtime, event: EventDetail): Promise<string | null> {
  const paymentId = await findPaymentOf(db, scope, event.objectType, event.objectId);
  return paymentId === null ? null : `/payments/${paymentId}`;
}
