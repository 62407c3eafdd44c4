import type { Runtime } from "#server/platform/runtime.ts";
import type { Projectors } from "#server/platform/stripe/projector.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";

/** What a worker needs to work lanes. Times in milliseconds of real time. */
export interface LaneWorker {
  readonly runtime: Runtime;
  readonly reader: Pick<StripeReader, "retrieve">;
  readonly projectors: Projectors;
  /** The API version that snapshots must have to be applied as they are. */
  readonly apiVersion: string;
  /** Names the worker in attempts. */
  readonly workerId: string;
  readonly leaseMs: number;
  /** The pause after a first failure; it doubles, up to {@link MAX_PAUSE_MS}. */
  readonly backoffMs: number;
}

export const MAX_PAUSE_MS = 60_000;

/** Failures in a row after which a lane is parked for a person. */
export const PARKED_AFTER = 8;
