/** An event that waits in a lane. `seq` is the order of arrival; `createdAt` is Stripe's, in whole seconds. */
export interface LaneEvent {
  readonly seq: bigint;
  readonly eventId: string;
  readonly type: string;
  readonly createdAt: Date;
  readonly apiVersion: string | null;
}

/** The newest state that was applied: `asOf` is the creation of the newest event it covers, `appliedIds` those of that second. */
export interface LaneHead {
  readonly asOf: Date;
  readonly appliedIds: readonly string[];
  readonly deleted: boolean;
}

export type RefetchReason =
  | "unreliable_snapshot"
  | "same_second"
  | "late"
  | "api_version"
  | "deletion"
  | "tombstone"
  | "failed_before";

export type LanePlan =
  | { readonly kind: "nothing" }
  | { readonly kind: "ignore"; readonly reason: "no_projection" }
  | { readonly kind: "compare" }
  | { readonly kind: "snapshot"; readonly newest: LaneEvent }
  | { readonly kind: "refetch"; readonly newest: LaneEvent; readonly reason: RefetchReason };

/** Stripe's own words that money of the balance has settled: nothing is kept of it, but the books are compared. */
const SETTLED = "balance.available";

/**
 * Their snapshots overtake each other within a second as a matter of course, and money hangs on them; an invoice's snapshot
 * also leaves its payments out.
 */
const ALWAYS_REFETCHED: ReadonlySet<string> = new Set([
  "refund",
  "payment_intent",
  "charge",
  "invoice",
]);

export interface LaneFacts {
  readonly objectType: string;
  /** Whether the console keeps a projection of that type. */
  readonly projected: boolean;
  readonly events: readonly LaneEvent[];
  readonly head: LaneHead | null;
  readonly fails: number;
  /** The API version our types and projections are written for. */
  readonly apiVersion: string;
}

/** Oldest first: by Stripe's creation, then by arrival. */
function inOrder(events: readonly LaneEvent[]): readonly LaneEvent[] {
  return events.toSorted(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.seq < b.seq ? -1 : 1),
  );
}

/**
 * What to do with a lane's events: apply the newest snapshot, or read the object from Stripe once for all of them where no
 * snapshot can be trusted to be the newest. Each event is settled by the outcome, none is dropped.
 */
export function planLane(facts: LaneFacts): LanePlan {
  const newest = inOrder(facts.events).at(-1);
  if (newest === undefined) return { kind: "nothing" };
  if (!facts.projected) {
    const hasSettled = facts.events.some(({ type }) => type === SETTLED);
    return hasSettled ? { kind: "compare" } : { kind: "ignore", reason: "no_projection" };
  }
  const reason = refetchReason(facts);
  return reason === null ? { kind: "snapshot", newest } : { kind: "refetch", newest, reason };
}

function refetchReason({
  objectType,
  events,
  head,
  fails,
  apiVersion,
}: LaneFacts): RefetchReason | null {
  if (ALWAYS_REFETCHED.has(objectType)) return "unreliable_snapshot";
  if (head?.deleted === true) return "tombstone";
  if (events.some((event) => event.type.endsWith(".deleted"))) return "deletion";
  if (fails > 0) return "failed_before";
  if (events.some((event) => event.apiVersion !== apiVersion)) return "api_version";
  const seconds = events.map((event) => event.createdAt.getTime());
  if (head !== null && seconds.some((second) => second < head.asOf.getTime())) return "late";
  const sameAsHead = head !== null && seconds.includes(head.asOf.getTime());
  return sameAsHead || new Set(seconds).size < seconds.length ? "same_second" : null;
}

/** The head after the plan was applied: it covers all events that waited and never goes back. */
export function nextHead(
  head: LaneHead | null,
  events: readonly LaneEvent[],
  deleted: boolean,
): LaneHead {
  const newest = Math.max(
    head?.asOf.getTime() ?? 0,
    ...events.map((event) => event.createdAt.getTime()),
  );
  const kept = head?.asOf.getTime() === newest ? head.appliedIds : [];
  const added = events
    .filter((event) => event.createdAt.getTime() === newest)
    .map((event) => event.eventId);
  return {
    asOf: new Date(newest),
    appliedIds: [...new Set([...kept, ...added])].toSorted(),
    deleted,
  };
}
