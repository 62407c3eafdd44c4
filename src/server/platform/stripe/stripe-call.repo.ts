import type { AccountScope } from "#core/mode.ts";
import type { Database } from "../db/database.ts";
import type { Logger } from "../log/logger.ts";
import { seal } from "../secrets/seal.ts";
import { maskPersonalData } from "./mask-personal-data.ts";
import type { StripeCallEntry, StripeCallLog } from "./stripe-call-log.ts";

/** The authenticated context of a sealed body: it opens as nothing else. */
export const REQUEST_CONTEXT = "stripe_call.request_sealed";
export const RESPONSE_CONTEXT = "stripe_call.response_sealed";

/**
 * The log of calls in the table `stripe_call`, outside any transaction of the caller. Personal data is covered before a
 * body is sealed with `key` (32 bytes). What cannot be written is told to `log` and forgotten.
 */
export function createStripeCallLog(
  db: Database,
  scope: AccountScope,
  key: Uint8Array,
  log: Logger,
): StripeCallLog {
  const sealed = (context: string, body: unknown) =>
    body === null || body === undefined
      ? null
      : seal(key, context, JSON.stringify(maskPersonalData(asJson(body))));
  return {
    async write(entry) {
      try {
        await db.prisma.stripeCall.create({
          data: {
            ...scope,
            ...columns(entry),
            requestSealed: sealed(REQUEST_CONTEXT, entry.request),
            responseSealed: sealed(RESPONSE_CONTEXT, entry.response),
          },
        });
      } catch (error) {
        log.error(
          {
            err: error,
            path: entry.path,
            outcome: entry.outcome,
            requestId: entry.evidence.requestId,
          },
          "stripe call not logged",
        );
      }
    },
  };
}

/** The package's decimals write themselves as text, but only whole: taken apart they are no JSON. */
const asJson = (body: unknown): unknown => JSON.parse(JSON.stringify(body));

function columns(entry: StripeCallEntry) {
  return {
    startedAt: entry.startedAt,
    method: entry.method,
    path: entry.path,
    objectId: entry.objectId,
    commandId: entry.commandId,
    idempotencyKey: entry.idempotencyKey,
    apiVersion: entry.apiVersion,
    httpStatus: entry.evidence.httpStatus,
    stripeRequestId: entry.evidence.requestId,
    outcome: entry.outcome,
    errorType: entry.evidence.errorType,
    errorCode: entry.evidence.errorCode,
    latencyMs: Math.round(entry.latencyMs),
  };
}
