import type { StripeObjects, StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";

/** An event whose bytes are not what its row says: no retry helps, so it is dead at once. */
export class PoisonEvent extends Error {
  override readonly name = "PoisonEvent";
  readonly seq: bigint;

  constructor(seq: bigint, message: string) {
    super(message);
    this.seq = seq;
  }
}

/** The object inside an event's exact bytes. Throws {@link PoisonEvent} when it is not the object of the lane. */
export function readSnapshot<T extends StripeObjectType>(
  rawBytes: Uint8Array,
  seq: bigint,
  expected: { type: T; id: string },
): StripeObjects[T] {
  const object = dataObject(rawBytes, seq);
  if (
    Reflect.get(object, "object") !== expected.type ||
    Reflect.get(object, "id") !== expected.id
  ) {
    throw new PoisonEvent(seq, "the payload is another object");
  }
  return object as StripeObjects[T];
}

function dataObject(rawBytes: Uint8Array, seq: bigint): object {
  try {
    const event = JSON.parse(Buffer.from(rawBytes).toString("utf8")) as {
      data?: { object?: unknown };
    };
    const object = event.data?.object;
    if (typeof object === "object" && object !== null) return object;
  } catch (error) {
    throw new PoisonEvent(seq, error instanceof Error ? error.message : "unreadable");
  }
  throw new PoisonEvent(seq, "the payload has no object");
}
