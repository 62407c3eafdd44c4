import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Actor } from "#core/roles.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  addAccount,
  addPerson,
  addUnsentPayment,
  intent,
  refund,
} from "#tests/faults/paid-charge.ts";
import { KINDS } from "#tests/faults/refund-desk.ts";
import { type Bound, boundTo } from "./approve.ts";
import { type TestDatabase, useTestDatabase } from "./test-database.ts";
import { TEST_SCOPE, testRuntime } from "./test-runtime.ts";

/** A desk at which support asks and finance signs; both are new people in each test. */
export interface ApprovalDesk {
  readonly web: Runtime;
  readonly worker: Runtime;
  /** All rights, for looking and for arranging. */
  readonly owner: Database;
  readonly database: TestDatabase;
  readonly support: Actor;
  readonly finance: Actor;
  /** A refund of support's that waits for another person; cents. Out: what the approver's screen would send. */
  readonly ask: (amount?: bigint) => Promise<Bound>;
}

/** For the top of a test file. Out: how to reach the desk inside a test. */
export function useApprovalDesk(): () => ApprovalDesk {
  const database = useTestDatabase();
  const opened: Pick<ApprovalDesk, "web" | "worker" | "owner">[] = [];
  const people: Pick<ApprovalDesk, "support" | "finance">[] = [];
  beforeAll(async () => {
    const web = testRuntime(database(), "countersign_web");
    const worker = testRuntime(database(), "countersign_worker");
    const owner = testRuntime(database(), "countersign_owner").db;
    opened.push({ web, worker, owner });
    await addAccount(owner, TEST_SCOPE);
  });
  afterAll(async () => {
    for (const { web, worker, owner } of opened)
      await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
  });
  beforeEach(async () => {
    for (const { owner } of opened) {
      const [support, finance] = await Promise.all([
        addPerson(owner, "support"),
        addPerson(owner, "finance"),
      ]);
      people.push({ support, finance });
    }
  });
  return () => {
    const [runtimes, pair] = [opened[0], people.at(-1)];
    if (!runtimes || !pair) throw new Error("The desk exists only while tests run.");
    const ask: ApprovalDesk["ask"] = async (amount = 20_000n) => {
      const { paymentId } = await addUnsentPayment(runtimes.worker, 500_000n);
      const { id } = await refund(runtimes.web, pair.support, intent(paymentId, amount));
      return await boundTo(runtimes.web, pair.support, KINDS, id);
    };
    return { ...runtimes, ...pair, database: database(), ask };
  };
}
