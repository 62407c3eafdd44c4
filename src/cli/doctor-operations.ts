import type { OperationsDto } from "#core/contracts/operations.ts";

/** What of the way to Stripe a person should look at: stops, failures, and what waits for them. */
export function operationsProblems({ stops }: OperationsDto): string[] {
  const stopped = stops.switches.map(
    ({ covers, onBy, reason }) => `overrides are stopped (${covers}) by ${onBy.name}: ${reason}`,
  );
  if (stops.breaker.state === "closed") return stopped;
  const why = stops.breaker.lastFailure ?? "unknown";
  return [...stopped, `Stripe fails (${why}): overrides are queued`];
}

/** The same for reading: what waits, and how fast Stripe is called. */
export function operationsText({ stops, queue, calls }: OperationsDto): string {
  const { pace, lastMinute } = calls;
  const oldest =
    queue.oldestMs === null ? "" : `, the oldest ${Math.round(queue.oldestMs / 1_000)} s`;
  const allowed =
    pace === null
      ? "not called yet"
      : `${pace.perSecond} a second and ${pace.burst} at once allowed, ${pace.reserved} of these kept for people`;
  return `to Stripe: breaker ${stops.breaker.state}, ${queue.queued} queued${oldest}, ${queue.needsHuman} need a person; ${lastMinute} calls in the last minute, ${allowed}`;
}
