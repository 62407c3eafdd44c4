import type { Clock } from "../clock/clock.ts";
import type { CallRecorder } from "./logged-call.ts";
import { type CallPace, UNPACED } from "./rate-budget.ts";
import { sendMutation } from "./send-mutation.ts";
import type { StripeCallLog } from "./stripe-call-log.ts";
import { openStripeClient, type StripeConnection } from "./stripe-client.ts";
import { operationOf } from "./stripe-operations.ts";
import type { StripeReader } from "./stripe-reader.ts";
import { createStripeReads } from "./stripe-reads.ts";
import type { StripeWriter } from "./stripe-writer.ts";

const FIRST_PAUSE_MS = 250;

export interface GatewayOptions extends StripeConnection {
  readonly callLog: StripeCallLog;
  readonly clock: Clock;
  /** The first pause before a read is repeated, in milliseconds; it doubles. */
  readonly readPauseMs?: number;
  /** What each call asks before it is sent; none where nothing is shared with others. */
  readonly pace?: CallPace;
}

/** All that the product says to Stripe. */
export type StripeGateway = StripeReader & StripeWriter;

/** Opens the gateway. It sends nothing by itself; a wrong key or address shows at the first call. */
export function createStripeGateway(options: GatewayOptions): StripeGateway {
  const recorder: CallRecorder = { log: options.callLog, clock: options.clock };
  const pace = options.pace ?? UNPACED;
  const reads = createStripeReads(openStripeClient(options, true), recorder, {
    firstPauseMs: options.readPauseMs ?? FIRST_PAUSE_MS,
    pace,
  });
  const writer = openStripeClient(options, false);
  return {
    ...reads,
    send: async (name, mutation) => {
      const operation = operationOf(name);
      const { objectId } = mutation;
      await pace.take();
      const outcome = await sendMutation(
        recorder,
        {
          method: operation.method,
          path: operation.path(objectId),
          expected: { object: operation.object, id: operation.keepsId ? objectId : null },
        },
        mutation,
        (body, request) => operation.send(writer, objectId, body, request),
      );
      if (outcome.kind === "not_executed" && outcome.why === "rate_limited") await pace.limited();
      return outcome;
    },
  };
}
