import { createHash } from "node:crypto";
import { monotonicMs } from "#server/platform/clock/clock.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { Projectors } from "#server/platform/stripe/projector.ts";
import type { StripeEvent, StripePage } from "#server/platform/stripe/stripe-objects.ts";
import type { EventWindow, StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { type FeedTiming, type HeldLane, type LaneRun, runLane } from "../ledger/index.ts";
import { storeDeliveries } from "./inbox.repo.ts";
import type { InboxItem } from "./inbox-item.ts";
import {
  findCursor,
  findImportStart,
  findSweepState,
  findUnknownEvents,
  type SweepState,
} from "./sweep.repo.ts";
import { takeIn } from "./take-in.ts";

/** Everything newer than the cursor, whether or not Stripe ever tried to deliver it. */
const NEW_EVENTS = "events";
/** What Stripe itself says it could not deliver, for what a list showed late. */
const UNDELIVERED_EVENTS = "events_undelivered";
const UNDELIVERED_EVERY = 60;

/** How far behind its cursor the sweep looks again: events are listed within seconds of their making. */
const OVERLAP_MS = 600_000;
/** How much our clock may be ahead of Stripe's at the beginning. */
const CLOCK_MARGIN_MS = 5_000;
const PAGE_SIZE = 100;

/** What the sweep needs beside its timing. */
export interface Sweeper {
  readonly runtime: Runtime;
  readonly reader: Pick<StripeReader, "listEvents">;
  /** Events about what has no projector here change nothing, so nobody misses them. */
  readonly projectors: Projectors;
}

/**
 * Asks Stripe for events that no delivery brought and puts them into the inbox, where they are applied like any other; in
 * any number of workers one sweeps at a time. It begins where the import began, goes on where it last ended, and so reaches
 * back over any outage as far as Stripe keeps events (30 days, docs.stripe.com/api/events). Events younger than one sweep
 * are left to their delivery. Out: how many events were missing.
 */
export async function sweepEvents(sweeper: Sweeper, timing: FeedTiming): Promise<number> {
  let missing = 0;
  const sweep =
    (choice: Pick<EventWindow, "deliverySuccess">) =>
    async (held: HeldLane): Promise<LaneRun> => {
      const run = await sweepWindow(sweeper, held, { ...choice, graceMs: timing.pollMs });
      missing += run.missing;
      return { changed: run.missing > 0, drainedTo: run.newest };
    };
  const { runtime } = sweeper;
  await runLane(
    runtime,
    { feed: UNDELIVERED_EVENTS, every: UNDELIVERED_EVERY, timing },
    sweep({ deliverySuccess: false }),
  );
  await runLane(runtime, { feed: NEW_EVENTS, every: 1, timing }, sweep({}));
  return missing;
}

/** How far the sweep is behind, and how much it had to bring. */
export function readSweep({ db, scope }: Pick<Runtime, "db" | "scope">): Promise<SweepState> {
  return findSweepState(db, scope, NEW_EVENTS);
}

interface SweptWindow {
  readonly missing: number;
  /** The creation of the newest event seen, in Stripe's time. */
  readonly newest: Date;
}

async function sweepWindow(
  sweeper: Sweeper,
  held: HeldLane,
  { graceMs, ...choice }: Pick<EventWindow, "deliverySuccess"> & { graceMs: number },
): Promise<SweptWindow> {
  const { db, scope, clock } = sweeper.runtime;
  // The cursor of the undelivered stays where they began: when one is given up has nothing to do with its age.
  const follows = choice.deliverySuccess === undefined;
  const beginning =
    (await findCursor(db, scope, UNDELIVERED_EVENTS)) ?? (await findBeginning(sweeper.runtime));
  const from = held.claim.drainedTo ?? beginning;
  const since = Math.max(from.getTime() - OVERLAP_MS, beginning.getTime());
  const window = {
    ...choice,
    limit: PAGE_SIZE,
    createdGte: Math.floor(since / 1_000),
    createdLt: Math.ceil((clock.now().getTime() - graceMs) / 1_000) + 1,
  };
  let [missing, newest] = [0, from.getTime()];
  for await (const { items } of walk(sweeper.reader, window)) {
    missing += await storeMissing(sweeper, held, items);
    if (follows) for (const { created } of items) newest = Math.max(newest, created * 1_000);
  }
  return { missing, newest: new Date(newest) };
}

/** Where the import began, on the account's clock: what is older it brings. Now, where none has begun. */
async function findBeginning({ db, scope, clock }: Runtime): Promise<Date> {
  const importStart = await findImportStart(db, scope);
  const ageMs = importStart === null ? 0 : clock.realNow().getTime() - importStart.getTime();
  return new Date(clock.now().getTime() - Math.max(0, ageMs) - CLOCK_MARGIN_MS);
}

async function* walk(
  reader: Sweeper["reader"],
  window: EventWindow,
): AsyncGenerator<StripePage<StripeEvent>> {
  let after: string | undefined;
  do {
    const page = await reader.listEvents({
      ...window,
      ...(after === undefined ? {} : { startingAfter: after }),
    });
    yield page;
    after = page.hasMore ? page.items.at(-1)?.id : undefined;
  } while (after !== undefined);
}

async function storeMissing(
  { runtime, projectors }: Sweeper,
  held: HeldLane,
  events: readonly StripeEvent[],
): Promise<number> {
  const { db, scope } = runtime;
  const startedMs = monotonicMs();
  await db.transaction(held.hold);
  const kept = events.filter(({ data }) => objectTypeOf(data.object) in projectors);
  const unknown = await findUnknownEvents(
    db,
    scope,
    kept.map(({ id }) => id),
  );
  const items = kept
    .filter(({ id }) => unknown.has(id))
    .map((event) => inboxItem(runtime, event, startedMs));
  if (items.length === 0) return 0;
  const known = await storeDeliveries(db, scope, items, monotonicMs());
  return known.filter((wasThere) => !wasThere).length;
}

/** An event's object by the name that Stripe writes into it; the empty text where it has none. */
function objectTypeOf(object: object): string {
  return "object" in object && typeof object.object === "string" ? object.object : "";
}

/** The bytes are the client's own spelling of the answer: of a list no event's exact bytes can be had. */
function inboxItem(runtime: Runtime, event: StripeEvent, startedMs: number): InboxItem {
  const body = new TextEncoder().encode(JSON.stringify(event));
  const bodyHash = createHash("sha256").update(body).digest("hex");
  return {
    result: "swept",
    httpStatus: 0,
    signedAt: null,
    secretKeyId: null,
    bodyBytes: body.byteLength,
    bodyHash,
    remoteIp: null,
    startedMs,
    event: takeIn(runtime, body, bodyHash).event,
  };
}
