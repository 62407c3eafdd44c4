import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import { type CommandExecutor, executeDueCommand } from "#server/modules/commands/index.ts";
import type { StoredMutation } from "#server/platform/stripe/stripe-writer.ts";
import { guardOf, intent, refund } from "#tests/faults/paid-charge.ts";
import { openDesk, type RefundDesk } from "#tests/faults/refund-desk.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";

const HOUR_MS = 3_600_000;
const POST = { method: "POST", path: "/v1/refunds" };
const database = useTestDatabase();
let desk: RefundDesk;
let support: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
  support = await desk.person("support");
});
afterAll(() => desk.close());

/** What becomes of one step of the executor: its answer is lost in some way, or its process is. */
const TURNS = {
  "the answer arrives": null,
  "Stripe never saw it": { effect: "reset_before_effect" },
  "Stripe acted, the line broke": { effect: "reset_after_effect" },
  "Stripe acted, the body broke off": { effect: "truncated_body" },
  "Stripe failed inside": { effect: "server_error" },
  "it was too much": { effect: "rate_limit" },
  "another copy is running": { effect: "idempotency_conflict" },
  "the process dies before it sends": "before",
  "the process dies after it sent": "after",
} as const;
type Turn = { readonly meets: keyof typeof TURNS; readonly hoursLater: number };

const turns: fc.Arbitrary<Turn[]> = fc.array(
  fc.record({
    meets: fc.constantFrom(...(Object.keys(TURNS) as (keyof typeof TURNS)[])),
    hoursLater: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.constantFrom(1, 12, 22, 24)),
  }),
  { minLength: 1, maxLength: 6 },
);

class Died extends Error {}

interface Sent {
  readonly mutation: StoredMutation;
  readonly atMs: number;
}

/** An executor whose lease is over as soon as it has claimed, which writes down what it sends and may die of it. */
function executorOf(sent: Sent[], dies: "before" | "after" | null): CommandExecutor {
  return {
    ...desk.executor,
    leaseMs: 0,
    writer: {
      send: async (operation, mutation) => {
        if (dies === "before") throw new Died();
        sent.push({ mutation, atMs: desk.clock.now().getTime() });
        const outcome = await desk.gateway.send(operation, mutation);
        if (dies === "after") throw new Died();
        return outcome;
      },
    },
  };
}

const commandOf = (id: string) => desk.owner.prisma.command.findUniqueOrThrow({ where: { id } });

async function takeTurn(id: string, turn: Turn, sent: Sent[]): Promise<void> {
  const meets = TURNS[turn.meets];
  if (typeof meets === "object" && meets !== null) desk.fault({ match: POST, ...meets });
  await desk.owner.prisma.command.update({ where: { id }, data: { runAfter: null } });
  const dies = typeof meets === "string" ? meets : null;
  await executeDueCommand(desk.worker, executorOf(sent, dies)).catch((error: unknown) => {
    if (!(error instanceof Died)) throw error;
  });
  desk.sandbox.engine.faults.clear();
  desk.clock.advance(turn.hoursLater * HOUR_MS);
  desk.sandbox.engine.changeClock({ advanceSeconds: (turn.hoursLater * HOUR_MS) / 1_000 });
}

/** What must be so after every turn. */
async function holds(id: string, chargeId: string, sent: readonly Sent[]): Promise<void> {
  const { state, resultId, firstSentAt } = await commandOf(id);
  const made = await desk.refundsAt(chargeId);
  // I8: one command, at most one object, whatever was lost and repeated.
  expect(made.length).toBeLessThanOrEqual(1);
  if (state === "succeeded") expect(made.map((one) => one.id)).toEqual([resultId]);
  // I9: one key, one body, one version.
  expect(new Set(sent.map(({ mutation }) => JSON.stringify(mutation))).size).toBeLessThanOrEqual(1);
  // I10: never sent again when Stripe may have forgotten the key.
  for (const { atMs } of sent)
    expect(atMs - (firstSentAt?.getTime() ?? atMs)).toBeLessThan(23 * HOUR_MS);
  // I11: what is not known keeps its reservation; what is known has none.
  const open = ["held", "executing", "unknown", "needs_human"].includes(state);
  expect(await guardOf(desk.owner, chargeId)).toEqual({
    captured: 1_000n,
    refunded: open ? 0n : 400n,
    held: open ? 400n : 0n,
    reserved: open ? 400n : 0n,
  });
}

describe("the life of a command that is sent", () => {
  it("is at most one refund under one key, within a day, and never forgets what is not known (I8 to I11)", async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (some) => {
        const paid = await desk.pay(1_000);
        const asked = intent(paid.paymentId, 400n);
        await refund(desk.web, support, asked);
        const sent: Sent[] = [];
        for (const turn of some) {
          await takeTurn(asked.commandId, turn, sent);
          await holds(asked.commandId, paid.chargeId, sent);
        }
        for (let left = 3; left > 0; left -= 1) {
          await takeTurn(asked.commandId, { meets: "the answer arrives", hoursLater: 0 }, sent);
        }
        await holds(asked.commandId, paid.chargeId, sent);
        expect(["succeeded", "needs_human"]).toContain((await commandOf(asked.commandId)).state);
        await desk.owner.prisma.velocityEntry.deleteMany();
      }),
      { numRuns: 40, endOnFailure: true },
    );
  }, 120_000);
});
