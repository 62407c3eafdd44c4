import type { MutationOutcome } from "./outcome.ts";
import type { OperationResult, StripeOperation } from "./stripe-operations.ts";

declare const stored: unique symbol;

/**
 * A mutation whose idempotency key, exact body and API version were committed to the database before. Only
 * `loadStoredMutation` of the commands' repository makes one, so a mutation with an unsaved key does not compile.
 */
export interface StoredMutation {
  readonly [stored]: true;
  readonly commandId: string;
  readonly idempotencyKey: string;
  /** Canonical JSON of the parameters, as stored. */
  readonly body: string;
  readonly apiVersion: string;
  readonly objectId: string;
}

/** Marks a row that was read back from the database as a stored mutation. */
export function storedMutation(row: {
  commandId: string;
  idempotencyKey: string;
  body: string;
  apiVersion: string;
  objectId: string;
}): StoredMutation {
  return row as StoredMutation;
}

/** Changing something at Stripe: the worker's executor alone holds one. */
export interface StripeWriter {
  /** Sends a stored request once and says what is known of it. Never throws for what Stripe or the network does. */
  send<O extends StripeOperation>(
    operation: O,
    mutation: StoredMutation,
  ): Promise<MutationOutcome<OperationResult<O>>>;
}
