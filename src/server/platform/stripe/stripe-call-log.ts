import type { CallEvidence } from "./outcome.ts";

/** One request to Stripe as the log keeps it. Bodies are what was sent and answered; the log redacts and seals them. */
export interface StripeCallEntry {
  readonly startedAt: Date;
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly objectId: string | null;
  readonly commandId: string | null;
  readonly idempotencyKey: string | null;
  readonly apiVersion: string;
  readonly outcome: "accepted" | "rejected" | "not_executed" | "unknown";
  readonly evidence: CallEvidence;
  readonly latencyMs: number;
  readonly request: unknown;
  readonly response: unknown;
}

/** Where calls are logged. A failure to log is the log's own concern: the outcome of the call must not depend on it. */
export interface StripeCallLog {
  write(entry: StripeCallEntry): Promise<void>;
}
