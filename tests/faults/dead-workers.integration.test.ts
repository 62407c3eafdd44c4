import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import { executeDueCommand } from "#server/modules/commands/index.ts";
import { eventually } from "#tests/support/eventually.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { guardOf, intent, refund } from "./paid-charge.ts";
import { executeAll, openDesk, type RefundDesk } from "./refund-desk.ts";

const database = useTestDatabase();
let desk: RefundDesk;
let support: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
  support = await desk.person("support");
});
afterAll(() => desk.close());

const commandOf = (id: string) => desk.owner.prisma.command.findUniqueOrThrow({ where: { id } });

async function ask() {
  const paid = await desk.pay(1_000);
  const asked = intent(paid.paymentId, 400n);
  await refund(desk.web, support, asked);
  return { id: asked.commandId, chargeId: paid.chargeId };
}

/** Runs another worker's process until it stands at `dieAt`, then kills it as the kernel would. */
async function killWorkerAt(dieAt: "claimed" | "answered"): Promise<void> {
  const { url: apiUrl, apiKey, accountId } = desk.sandbox;
  const doom = {
    databaseUrl: database().urls.countersign_worker,
    apiUrl,
    apiKey,
    accountId,
    dieAt,
    leaseMs: 1,
  };
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "doomed-executor.ts"), JSON.stringify(doom)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const exited = once(child, "exit");
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await eventually(
    () => said.includes(dieAt) || child.exitCode !== null,
    `the worker stands at ${dieAt}`,
    20_000,
  );
  child.kill("SIGKILL");
  const [code, signal] = (await exited) as [number | null, string | null];
  expect({ code, signal, said: said.trim() }).toEqual({
    code: null,
    signal: "SIGKILL",
    said: dieAt,
  });
}

describe("a worker that is killed", () => {
  it.each([
    ["between the claim and the first byte", "claimed", { executing: 0, attempts: 2 }],
    ["between Stripe's answer and writing it down", "answered", { executing: 1, attempts: 1 }],
  ] as const)(
    "%s leaves a command that the next one brings to one refund",
    async (_name, dieAt, expected) => {
      const { id, chargeId } = await ask();
      await killWorkerAt(dieAt);
      expect(await commandOf(id)).toMatchObject({
        state: "executing",
        attempts: 1,
        resultId: null,
      });
      expect(await desk.refundsAt(chargeId)).toHaveLength(expected.executing);
      expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 400n, reserved: 400n });
      await executeAll(desk, desk.executor);
      expect(await commandOf(id)).toMatchObject({
        state: "succeeded",
        attempts: expected.attempts,
      });
      expect(await desk.refundsAt(chargeId)).toHaveLength(1);
      expect(await guardOf(desk.owner, chargeId)).toEqual({
        captured: 1_000n,
        refunded: 400n,
        held: 0n,
        reserved: 0n,
      });
    },
  );
});

describe("a worker that was only thought dead", () => {
  it("has its answer refused, and changes nothing", async () => {
    const { id, chargeId } = await ask();
    const expired = { ...desk.executor, leaseMs: 0 };
    await executeDueCommand(desk.worker, {
      ...expired,
      writer: {
        send: async (operation, mutation) => {
          const outcome = await desk.gateway.send(operation, mutation);
          // While this worker sleeps on its answer, another one takes over and finishes.
          await executeAll(desk, desk.executor);
          expect((await commandOf(id)).state).toBe("succeeded");
          return {
            kind: "rejected",
            code: "card_declined",
            message: "a lie",
            evidence: outcome.evidence,
          };
        },
      },
    });
    expect(await commandOf(id)).toMatchObject({
      state: "succeeded",
      failureCode: null,
      leaseToken: 2n,
    });
    const attempts = await desk.owner.prisma.commandAttempt.findMany({ where: { commandId: id } });
    expect(attempts.map(({ fencingToken, outcome }) => [fencingToken, outcome])).toEqual([
      [1n, null],
    ]);
    expect(await desk.refundsAt(chargeId)).toHaveLength(1);
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ refunded: 400n, held: 0n });
  });

  it("does not begin a second request when it wakes in the middle of a probe", async () => {
    const { id, chargeId } = await ask();
    desk.fault({ match: { method: "POST", path: "/v1/refunds" }, effect: "reset_before_effect" });
    await executeDueCommand(desk.worker, desk.executor);
    await desk.owner.prisma.command.update({ where: { id }, data: { runAfter: null } });
    const before = desk.refundPosts();
    await executeDueCommand(desk.worker, {
      ...desk.executor,
      leaseMs: 0,
      reader: {
        ...desk.gateway,
        listRefunds: async () => {
          await executeAll(desk, desk.executor);
          return [];
        },
      },
    });
    expect(desk.refundPosts() - before).toBe(1);
    expect(await commandOf(id)).toMatchObject({ state: "succeeded" });
    expect(await desk.refundsAt(chargeId)).toHaveLength(1);
  });

  it("loses a command between two executors to exactly one of them", async () => {
    const asked = await Promise.all([ask(), ask(), ask(), ask()]);
    const before = desk.refundPosts();
    await Promise.all([1, 2, 3].map(() => executeAll(desk, desk.executor)));
    expect(desk.refundPosts() - before).toBe(asked.length);
    for (const { chargeId } of asked) expect(await desk.refundsAt(chargeId)).toHaveLength(1);
  });
});
