import { afterAll, beforeAll } from "vitest";
import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import {
  bookkeepingKinds,
  previewBooksChange,
  requestBooksChange,
} from "#server/modules/bookkeeping/index.ts";
import {
  type CommandExecutor,
  type CommandKinds,
  executeDueCommand,
  getCommand,
} from "#server/modules/commands/index.ts";
import { storeTransactions } from "#server/modules/ledger/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addAccount, addPerson } from "#tests/faults/paid-charge.ts";
import { boundTo, decideWithPasskey } from "./approve.ts";
import { balanceTransaction, feedReader } from "./balance-transactions.ts";
import { NEVER_OPENS } from "./breaker-limits.ts";
import { useTestDatabase } from "./test-database.ts";
import { type TestClock, testClock, testRuntime } from "./test-runtime.ts";

const STEPS = 50;

/** People who keep books, and the runtimes of the processes that serve them. Holds are over at once. */
export interface BooksDesk {
  readonly clock: TestClock;
  readonly web: Runtime;
  readonly worker: Runtime;
  /** All rights, for looking and for arranging. */
  readonly owner: Runtime;
  readonly finance: Actor;
  readonly colleague: Actor;
  readonly manager: Actor;
  /** Stripe's transactions as the feed brings them; cents of euro. */
  readonly feed: (id: string, changes?: Parameters<typeof balanceTransaction>[0]) => Promise<void>;
  /** A transaction that nobody understands. Out: its break. */
  suspense(amount: number): Promise<{ breakId: string; transactionId: string }>;
  /** Previews and then asks, as a person does. */
  readonly ask: (change: BooksChange, by?: Actor, commandId?: string) => Promise<string>;
  readonly decide: (
    by: Actor,
    commandId: string,
    decision: "approved" | "rejected",
  ) => Promise<string>;
  /** Executes until nothing is due; as other kinds would, where a test says so. */
  readonly execute: (kinds?: CommandKinds) => Promise<void>;
  readonly stateOf: (commandId: string) => Promise<string>;
}

/** For the top of a test file. Out: how to reach the desk inside a test. */
export function useBooksDesk(start: Date): () => BooksDesk {
  const database = useTestDatabase();
  const opened: BooksDesk[] = [];
  beforeAll(async () => {
    opened.push(await openBooksDesk(database(), testClock(start)));
  });
  afterAll(() =>
    Promise.all(
      opened.flatMap(({ web, worker, owner }) => [web, worker, owner].map(({ db }) => db.close())),
    ),
  );
  return () => {
    const [desk] = opened;
    if (desk === undefined) throw new Error("The desk exists only while tests run.");
    return desk;
  };
}

async function openBooksDesk(
  database: Parameters<typeof testRuntime>[0],
  clock: TestClock,
): Promise<BooksDesk> {
  const settings = { holdMs: 0 };
  const web = testRuntime(database, "countersign_web", { clock, settings });
  const worker = testRuntime(database, "countersign_worker", { clock, settings });
  const owner = testRuntime(database, "countersign_owner", { clock });
  await addAccount(owner.db, owner.scope);
  const finance = await addPerson(owner.db, "finance");
  const feed: BooksDesk["feed"] = async (id, changes = { id }) => {
    const page = [balanceTransaction(changes)];
    const seen = { via: "feed", at: clock.now() } as const;
    await worker.db.transaction((tx) => storeTransactions(tx, worker.scope, page, seen));
  };
  return {
    clock,
    web,
    worker,
    owner,
    finance,
    colleague: await addPerson(owner.db, "finance"),
    manager: await addPerson(owner.db, "manager"),
    feed,
    suspense: (amount) => addSuspense(owner, feed, clock, amount),
    ask: async (change, by = finance, commandId = newId()) => {
      const { preview } = await previewBooksChange(web, by, change);
      const { previewHash } = preview;
      const request = { commandId, change, note: "as discussed", previewHash };
      return (await requestBooksChange(web, by, request)).id;
    },
    decide: (by, commandId, decision) => decide(web, by, commandId, decision),
    execute: (kinds = bookkeepingKinds) => executeAll(worker, kinds),
    stateOf: async (commandId) =>
      (await getCommand(web, finance, bookkeepingKinds, commandId)).state,
  };
}

async function addSuspense(
  owner: Runtime,
  feed: BooksDesk["feed"],
  clock: TestClock,
  amount: number,
): Promise<{ breakId: string; transactionId: string }> {
  const transactionId = `txn_${newId().replaceAll("-", "")}`;
  const second = Math.floor(clock.now().getTime() / 1_000);
  await feed(transactionId, {
    id: transactionId,
    amount,
    fee: 0,
    fee_details: [],
    net: amount,
    created: second,
    available_on: second,
    // A type that no version of Stripe's API has had so far.
    type: "moon_phase" as "charge",
    reporting_category: "moon_phase",
  });
  const found = await owner.db.prisma.ledgerBreak.findFirstOrThrow({
    where: { objectId: transactionId },
  });
  return { breakId: found.id, transactionId };
}

async function decide(
  web: Runtime,
  by: Actor,
  commandId: string,
  decision: "approved" | "rejected",
): Promise<string> {
  const bound = await boundTo(web, by, bookkeepingKinds, commandId);
  const input = { ...bound, decision, note: "seen" };
  return await decideWithPasskey(web, by, bookkeepingKinds, input).then(
    ({ state }) => state,
    (error: DomainError) => error.code,
  );
}

/** Executes commands whose effect is in our own database until none is due. */
export async function executeAll(worker: Runtime, kinds: CommandKinds): Promise<void> {
  const refuse = (): never => {
    throw new Error("a change of the books asks Stripe for nothing");
  };
  const executor: CommandExecutor = {
    kinds,
    reader: feedReader(refuse),
    writer: { send: refuse },
    bulkWriter: { send: refuse },
    leaseMs: 60_000,
    backoffMs: 1,
    probeAfterMs: 1,
    breaker: NEVER_OPENS,
  };
  for (let step = 0; step < STEPS; step += 1) {
    if (!(await executeDueCommand(worker, executor))) return;
  }
  throw new Error("there was always one more command due");
}
