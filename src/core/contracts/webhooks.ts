import * as z from "zod/mini";
import { cursorSchema, pageSizeSchema } from "./shared.ts";

export const deliveryResults = [
  "accepted",
  "duplicate",
  "swept",
  "bad_signature",
  "too_old",
  "from_future",
  "too_big",
  "unreadable",
  "wrong_mode",
] as const;
export type DeliveryResult = (typeof deliveryResults)[number];

export const eventStatuses = [
  "received",
  "done",
  "superseded",
  "ignored",
  "parked",
  "dead",
] as const;
export type EventStatus = (typeof eventStatuses)[number];

export const listDeliveriesInput = z.object({
  query: z.optional(z.string().check(z.trim(), z.maxLength(255))),
  type: z.optional(z.string().check(z.maxLength(100))),
  result: z.optional(z.array(z.enum(deliveryResults))),
  status: z.optional(z.array(z.enum(eventStatuses))),
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});

export const deliveryRowSchema = z.object({
  id: z.string(),
  receivedAt: z.date(),
  eventId: z.nullable(z.string()),
  type: z.nullable(z.string()),
  objectId: z.nullable(z.string()),
  result: z.enum(deliveryResults),
  /** What Stripe was answered; 0 for an event that we fetched ourselves. */
  httpStatus: z.int(),
  ackMicros: z.int(),
  /** Of the event; null when the delivery stored none. */
  status: z.nullable(z.enum(eventStatuses)),
  attempts: z.int(),
  /** From the first byte received to applied; null while it waits. */
  appliedAfterMs: z.nullable(z.int()),
});
export type DeliveryRow = z.infer<typeof deliveryRowSchema>;

export const listDeliveriesOutput = z.object({
  rows: z.array(deliveryRowSchema),
  nextCursor: z.nullable(z.string()),
  summary: z.object({
    last24h: z.int(),
    waiting: z.int(),
    parkedOrDead: z.int(),
    rejected24h: z.int(),
    ackP50Micros: z.nullable(z.int()),
    ackP95Micros: z.nullable(z.int()),
    appliedP95Ms: z.nullable(z.int()),
    /** Events that no delivery had brought. */
    swept24h: z.int(),
    /** Since Stripe was last asked for such events; null before the first time. */
    sweepLagMs: z.nullable(z.int()),
  }),
});

export const getDeliveryInput = z.object({ deliveryId: z.string().check(z.regex(/^\d+-\d+$/)) });
export const getDeliveryOutput = z.object({
  delivery: deliveryRowSchema,
  signature: z.object({
    signedAt: z.nullable(z.date()),
    secretKeyId: z.nullable(z.string()),
    bodyHash: z.nullable(z.string()),
    bodyBytes: z.int(),
  }),
  event: z.nullable(
    z.object({
      eventId: z.string(),
      type: z.string(),
      apiVersion: z.nullable(z.string()),
      createdAt: z.date(),
      requestId: z.nullable(z.string()),
      idempotencyKey: z.nullable(z.string()),
      /** Our command whose key Stripe echoed, if it was ours. */
      commandId: z.nullable(z.string()),
      statusReason: z.nullable(z.string()),
      /** Stripe's body as JSON text, personal data masked for the reader. */
      payload: z.string(),
      attempts: z.array(
        z.object({
          n: z.int(),
          startedAt: z.date(),
          finishedAt: z.nullable(z.date()),
          outcome: z.nullable(z.string()),
          error: z.nullable(z.string()),
          worker: z.string(),
        }),
      ),
      deliveries: z.array(deliveryRowSchema),
    }),
  ),
  /** The page of the object the event is about, when the console has one. */
  objectHref: z.nullable(z.string()),
});
export type DeliveryDetail = z.infer<typeof getDeliveryOutput>;
