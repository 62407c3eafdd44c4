import { invariant } from "#core/invariant.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { Projectors } from "#server/platform/stripe/projector.ts";
import type { StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import {
  BALANCE_FEED,
  claimLane,
  failLane,
  finishLane,
  holdLane,
  type LaneClaim,
  LaneLost,
  startFeedAt,
  wantLane,
} from "../ledger/index.ts";
import { upsertAccount } from "./import-heads.repo.ts";
import { type ImportRun, importObjects, importTransactions } from "./import-objects.ts";
import { beginStep, findSteps, finishImport, noteFailure } from "./import-progress.repo.ts";

/** The lane that makes one worker at a time the importer. */
const IMPORT_LANE = "import";

/** What is listed, parents before children. Payment methods are not: Stripe lists them customer by customer. */
const OBJECTS: readonly StripeObjectType[] = [
  "customer",
  "payment_intent",
  "charge",
  "refund",
  "payout",
  "dispute",
];

const DEFAULT_LEASE_MS = 30_000;
const BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;

export interface ImportOptions {
  /** The currency of limits; the account's own when absent. */
  readonly baseCurrency?: string | undefined;
  /** How long the import stays with a worker that says nothing, in milliseconds of real time. */
  readonly leaseMs?: number;
}

/**
 * Brings an account's history in: every object through the projectors of the lanes, every balance transaction through the
 * feed. Repeatable, and resumed where a killed run stopped. Meanwhile the lanes apply what arrives; the later state wins.
 * Out: "finished" now or before; "busy" while another worker has it or its last failure is too recent: ask again later.
 * A failure is noted on the import and logged, and answers "busy".
 */
export async function runImport(
  runtime: Runtime,
  reader: StripeReader,
  projectors: Projectors,
  options: ImportOptions = {},
): Promise<"finished" | "busy"> {
  const { db, scope, log } = runtime;
  if (await isImported(runtime)) return "finished";
  const leaseMs = options.leaseMs ?? DEFAULT_LEASE_MS;
  const claim = await claimLane(db, scope, IMPORT_LANE, leaseMs);
  if (claim === null) return "busy";
  const run: ImportRun = {
    runtime,
    reader,
    projectors,
    hold: (tx) => holdLane(tx, scope, claim, leaseMs),
  };
  try {
    await importAll(run, options.baseCurrency);
    await finishLane(db, scope, claim, { pollMs: 0, drainedTo: null });
    return "finished";
  } catch (error) {
    if (error instanceof LaneLost) return "busy";
    log.warn({ err: error }, "the import stopped and will go on");
    await noteStop(runtime, claim, error);
    return "busy";
  }
}

async function isImported({ db, scope }: Runtime): Promise<boolean> {
  const steps = await findSteps(db, scope);
  return steps.some(({ objectType, finishedAt }) => objectType === "all" && finishedAt !== null);
}

async function importAll(run: ImportRun, baseCurrency: string | undefined): Promise<void> {
  const { db, scope, clock } = run.runtime;
  await beginStep(db, scope, "all", clock.realNow());
  await importAccount(run, baseCurrency);
  // From here on the feed brings what is new; what is older comes below.
  await startFeedAt(db, scope, BALANCE_FEED, clock.now());
  for (const type of OBJECTS) await importObjects(run, type);
  await importTransactions(run);
  await db.transaction(async (tx) => {
    await run.hold(tx);
    if (!(await finishImport(tx, scope, clock.realNow()))) return;
    await appendEvent(tx, scope, {
      topic: "import.finished",
      key: scope.accountId,
      payload: { version: 1 },
    });
    await recordAudit(tx, {
      actor: systemActor("import"),
      action: "import.finished",
      result: "done",
      resource: { type: "stripe_account", id: scope.accountId },
    });
  });
  await wantLane(db, scope, BALANCE_FEED);
}

async function importAccount(
  { runtime, reader }: ImportRun,
  baseCurrency: string | undefined,
): Promise<void> {
  const { db, scope, clock } = runtime;
  const { id, name, country, defaultCurrency } = await reader.retrieveAccount();
  invariant(
    id === scope.accountId,
    `the Stripe key is of account ${id}, the console is set up for ${scope.accountId}`,
  );
  await upsertAccount(db, scope, {
    name,
    country,
    defaultCurrency,
    baseCurrency: baseCurrency ?? defaultCurrency,
    updatedAt: clock.realNow(),
  });
}

async function noteStop({ db, scope }: Runtime, claim: LaneClaim, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  await noteFailure(db, scope, message);
  await failLane(db, scope, claim, {
    message,
    backoffMs: BACKOFF_MS,
    maxBackoffMs: MAX_BACKOFF_MS,
  });
}
