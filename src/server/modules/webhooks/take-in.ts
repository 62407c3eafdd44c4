import type { Runtime } from "#server/platform/runtime.ts";
import type { StoredEvent } from "./inbox-item.ts";
import { type EventEnvelope, readEvent } from "./read-event.ts";

type EventTaker = Pick<Runtime, "scope" | "clock">;

/**
 * Judges the exact bytes of a body that came from Stripe, with their SHA-256: an event of ours is to be applied, one of
 * another account or mode is parked, and what is no event is kept as dead. Never throws.
 */
export function takeIn(
  intake: EventTaker,
  rawBytes: Uint8Array,
  bodyHash: string,
): { result: "accepted" | "unreadable" | "wrong_mode"; event: StoredEvent } {
  const reading = readEvent(rawBytes);
  if (reading.kind === "unreadable") {
    return {
      result: "unreadable",
      event: {
        ...unreadableEvent(intake, bodyHash),
        rawBytes,
        status: "dead",
        statusReason: reading.reason,
      },
    };
  }
  const { livemode, accountId, ...event } = reading.event;
  const foreign = foreignness(intake, { livemode, accountId });
  if (foreign !== null)
    return {
      result: "wrong_mode",
      event: { ...event, rawBytes, status: "parked", statusReason: foreign },
    };
  return {
    result: "accepted",
    event: { ...event, rawBytes, status: "received", statusReason: null },
  };
}

/** Why an event is not this installation's to apply; null when it is. */
function foreignness(
  { scope }: EventTaker,
  event: Pick<EventEnvelope, "livemode" | "accountId">,
): string | null {
  if (event.livemode !== scope.livemode)
    return event.livemode ? "live_event_in_test_mode" : "test_event_in_live_mode";
  return event.accountId === null || event.accountId === scope.accountId
    ? null
    : "event_of_another_account";
}

/** Bytes that are no event are known by their hash, so that their repetition is a duplicate too. */
function unreadableEvent(
  intake: EventTaker,
  bodyHash: string,
): Omit<StoredEvent, "rawBytes" | "status" | "statusReason"> {
  return {
    eventId: `unreadable_${bodyHash.slice(0, 32)}`,
    type: "unreadable",
    apiVersion: null,
    createdAt: intake.clock.realNow(),
    requestId: null,
    idempotencyKey: null,
    objectType: "unreadable",
    objectId: bodyHash.slice(0, 32),
  };
}
