import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import { getCommand } from "#server/modules/commands/index.ts";
import { pullFeedOnce, verifyLedger } from "#server/modules/ledger/index.ts";
import { chargeProjector, paymentIntentProjector } from "#server/modules/payments/index.ts";
import { previewRefund } from "#server/modules/refunds/index.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { intent, refund } from "./paid-charge.ts";
import { executeAll, KINDS, openDesk, type RefundDesk } from "./refund-desk.ts";

const AT_ONCE = { leaseMs: 60_000, pollMs: 1 };
const database = useTestDatabase();
let desk: RefundDesk;
let support: Actor;

beforeAll(async () => {
  desk = await openDesk(database());
  support = await desk.person("support");
});
afterAll(() => desk.close());

/** A payment that came in as in production: through the projectors and the feed. */
async function payFor(amount: number): Promise<string> {
  const made = await desk.stripe.paymentIntents.create({
    amount,
    currency: "eur",
    payment_method: "pm_card_visa",
    confirm: true,
    return_url: "https://shop.example.com",
  });
  const intentNow = await desk.gateway.retrieve("payment_intent", made.id);
  const charge =
    typeof made.latest_charge === "string"
      ? await desk.gateway.retrieve("charge", made.latest_charge)
      : null;
  if (!intentNow || !charge) throw new Error("the payment left no charge");
  await desk.worker.db.transaction(async (tx) => {
    await paymentIntentProjector.project(tx, desk.worker.scope, intentNow);
    await chargeProjector.project(tx, desk.worker.scope, charge);
  });
  return made.id;
}

/** Lets every lane of the feed run once more, whatever its poll interval. */
async function pullFeed(): Promise<void> {
  await desk.owner.prisma.feedLane.updateMany({ data: { runAfter: new Date(0) } });
  await pullFeedOnce(desk.worker, desk.gateway, AT_ONCE);
}

describe("what a preview predicts of the books", () => {
  it.each([
    ["part of a payment", 5_000, 1_234n],
    ["all of a payment", 4_200, 4_200n],
    ["a cent", 990, 1n],
  ])("is what the ledger posts: %s", async (_name, paid, amount) => {
    const paymentId = await payFor(paid);
    await pullFeed();
    const asked = intent(paymentId, amount);
    const { postings } = await previewRefund(desk.web, support, asked);
    expect(postings).toHaveLength(2);
    await refund(desk.web, support, asked);
    await executeAll(desk, desk.executor);
    expect((await getCommand(desk.web, support, KINDS, asked.commandId)).prediction.state).toBe(
      "waiting",
    );
    await pullFeed();
    const { prediction } = await getCommand(desk.web, support, KINDS, asked.commandId);
    expect(prediction).toEqual({
      state: "equal",
      differences: [],
      journalId: expect.stringMatching(/^\d+$/) as string,
    });
  });

  it("leaves the books equal to Stripe's balance", async () => {
    await pullFeed();
    const { drift } = await verifyLedger(desk.worker, desk.gateway);
    expect(drift).toBe(0n);
  });

  it("predicts nothing while the payment's own movement has not come", async () => {
    const { postings, balance, feeNotReturned } = await previewRefund(
      desk.web,
      support,
      intent(await payFor(700), 100n),
    );
    expect({ postings, balance, feeNotReturned }).toEqual({
      postings: [],
      balance: null,
      feeNotReturned: null,
    });
  });
});
