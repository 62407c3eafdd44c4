import * as z from "zod";

const MOST = 255;
/** Printable ASCII: what Stripe's ids, types and keys are made of, and what every column and JSON can hold. */
const text = z
  .string()
  .max(MOST)
  .regex(/^[\x20-\x7e]*$/);
const name = text.min(1);

const envelope = z.object({
  id: name,
  object: z.literal("event"),
  type: name,
  api_version: text.nullish(),
  created: z.number().int().min(0).max(253_402_300_799),
  livemode: z.boolean(),
  account: name.nullish(),
  request: z.object({ id: text.nullish(), idempotency_key: text.nullish() }).nullish(),
  data: z.object({ object: z.object({ object: name, id: name.nullish() }) }),
});

/** The envelope of one event of Stripe: who it is, what it is about and which request caused it. */
export interface EventEnvelope {
  readonly eventId: string;
  readonly type: string;
  readonly apiVersion: string | null;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly accountId: string | null;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
  readonly objectType: string;
  /** What has no id of its own (the balance) is one object of its type. */
  readonly objectId: string;
}

export type EventReading =
  | { readonly kind: "event"; readonly event: EventEnvelope }
  | { readonly kind: "unreadable"; readonly reason: "no_json" | "no_event" };

/** Reads the envelope from the exact bytes of a body whose signature was right. Never throws. */
export function readEvent(rawBytes: Uint8Array): EventReading {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(rawBytes));
  } catch {
    return { kind: "unreadable", reason: "no_json" };
  }
  const parsed = envelope.safeParse(json);
  if (!parsed.success) return { kind: "unreadable", reason: "no_event" };
  const { data, request, ...rest } = parsed.data;
  return {
    kind: "event",
    event: {
      eventId: rest.id,
      type: rest.type,
      apiVersion: rest.api_version ?? null,
      createdAt: new Date(rest.created * 1000),
      livemode: rest.livemode,
      accountId: rest.account ?? null,
      requestId: request?.id ?? null,
      idempotencyKey: request?.idempotency_key ?? null,
      objectType: data.object.object,
      objectId: data.object.id ?? data.object.object,
    },
  };
}
