import type { DeliveryResult } from "#core/contracts/webhooks.ts";
import type { EventEnvelope } from "./read-event.ts";

/** The event of a delivery, to be stored once whatever the number of its deliveries. */
export interface StoredEvent extends Omit<EventEnvelope, "livemode" | "accountId"> {
  readonly rawBytes: Uint8Array;
  readonly status: "received" | "parked" | "dead";
  readonly statusReason: string | null;
}

/** One HTTP attempt, or one event that the sweep fetched, on its way into the database. `event` is null where nothing may be stored of the body. */
export interface InboxItem {
  readonly result: Exclude<DeliveryResult, "duplicate">;
  /** What was answered; 0 where nobody asked. */
  readonly httpStatus: number;
  readonly signedAt: Date | null;
  readonly secretKeyId: string | null;
  readonly bodyBytes: number;
  readonly bodyHash: string | null;
  readonly remoteIp: string | null;
  /** When the request's first byte arrived, by the process's monotonic clock in milliseconds. */
  readonly startedMs: number;
  readonly event: StoredEvent | null;
}
