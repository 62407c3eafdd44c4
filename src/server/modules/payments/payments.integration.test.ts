import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  getPaymentOutput,
  listPaymentsOutput,
  paymentStates,
  paymentTimelineOutput,
} from "#core/contracts/payments.ts";
import type { Actor, Role } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { chargeRow, paymentRow } from "#tests/support/payment-rows.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";
import { storeTransactions } from "../ledger/index.ts";
import { getPayment } from "./get-payment.ts";
import { listPayments } from "./list-payments.ts";
import { paymentTimeline } from "./payment-timeline.ts";
import { lockPayments, upsertCharges, upsertPayments } from "./projection.repo.ts";

const database = useTestDatabase();
let web: Runtime;
let worker: Runtime;

const actorOf = (role: Role): Actor => ({
  userId: "00000000-0000-7000-8000-000000000001",
  name: "Somebody",
  role,
  sessionId: "00000000-0000-7000-8000-000000000002",
  requestId: "request",
  ip: null,
});

const inTransaction = (work: Parameters<typeof worker.db.transaction<void>>[0]) =>
  worker.db.transaction(work);

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web");
  worker = testRuntime(database(), "countersign_worker");
  await worker.db.prisma.stripeAccount.create({
    data: {
      ...TEST_SCOPE,
      country: "DE",
      defaultCurrency: "eur",
      baseCurrency: "eur",
      updatedAt: new Date(0),
    },
  });
  await worker.db.prisma.customer.create({
    data: {
      ...TEST_SCOPE,
      id: "cus_adalovelace",
      name: "Ada Lovelace",
      email: "Ada@Home.example",
      createdAt: new Date(0),
    },
  });
  await inTransaction(async (tx) => {
    await upsertPayments(tx, TEST_SCOPE, [
      paymentRow("pi_paid000", 1, { latestChargeId: "ch_paid000" }),
      paymentRow("pi_part000", 2, { latestChargeId: "ch_part000" }),
      paymentRow("pi_full000", 3, { latestChargeId: "ch_full000" }),
      paymentRow("pi_process", 4, { status: "processing" }),
      paymentRow("pi_action0", 5, { status: "requires_action" }),
      paymentRow("pi_hold000", 6, { status: "requires_capture" }),
      paymentRow("pi_cancel0", 7, { status: "canceled" }),
      paymentRow("pi_failed0", 8, {
        status: "requires_payment_method",
        failureCode: "card_declined",
      }),
      paymentRow("pi_began00", 9, {
        status: "requires_payment_method",
        customerId: null,
        amount: "990",
      }),
    ]);
    await upsertCharges(tx, TEST_SCOPE, [
      chargeRow("ch_paid000", "pi_paid000"),
      chargeRow("ch_part000", "pi_part000", { amountRefunded: "1200", last4: "0341" }),
      chargeRow("ch_full000", "pi_full000", { amountRefunded: "4200" }),
    ]);
    const booked = balanceTransaction({
      id: "txn_paid",
      source: "ch_paid000",
      amount: 4200,
      net: 4150,
    });
    await storeTransactions(tx, TEST_SCOPE, [booked], { via: "feed", at: new Date(0) });
  });
});
afterAll(async () => {
  await Promise.all([web.db.close(), worker.db.close()]);
});

const list = (role: Role, input: Partial<Parameters<typeof listPayments>[2]>) =>
  listPayments(web, actorOf(role), { limit: 50, ...input });
const idsOf = ({ rows }: Awaited<ReturnType<typeof list>>) => rows.map(({ id }) => id);

describe("the list of payments", () => {
  it("has every payment in exactly one state, and the filter agrees with the badge", async () => {
    const found: string[] = [];
    for (const state of paymentStates) {
      const { rows } = await list("support", { state: [state] });
      expect(rows.map((row) => row.state)).toEqual([state]);
      found.push(...rows.map(({ id }) => id));
    }
    expect(found.toSorted()).toEqual(idsOf(await list("support", {})).toSorted());
  });

  it("goes through all pages, newest first, without a gap or a repetition", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = listPaymentsOutput.parse(
        await list("support", { limit: 2, ...(cursor === undefined ? {} : { cursor }) }),
      );
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(idsOf(await list("support", {})));
    expect(seen[0]).toBe("pi_began00");
    await expect(list("support", { cursor: "elsewhere" })).rejects.toThrow("INVALID_INPUT");
  });

  it.each([
    ["ch_part000", ["pi_part000"]],
    ["https://dashboard.stripe.com/payments/pi_full000", ["pi_full000"]],
    ["0341", ["pi_part000"]],
    ["9,90", ["pi_began00"]],
    ["order PI_cancel", ["pi_cancel0"]],
    ["100%", []],
    ["billing@SHOP.example", ["pi_full000", "pi_part000", "pi_paid000"]],
  ])("finds %s", async (query, expected) => {
    expect(idsOf(await list("support", { query }))).toEqual(expected);
  });

  it("finds a customer's payments by the customer's own address", async () => {
    expect(idsOf(await list("finance", { query: "ada@home.example" }))).toHaveLength(8);
  });

  it("goes straight to an id, whatever the filters say", async () => {
    const { rows, understoodAs } = await list("support", {
      query: "pi_paid000",
      state: ["failed"],
      to: new Date(0),
    });
    expect(rows.map(({ id }) => id)).toEqual(["pi_paid000"]);
    expect(understoodAs).toBe("id");
  });

  it("masks the customer, and shows a manager no person at all, not even by a search", async () => {
    const [row] = (await list("support", { query: "pi_paid000" })).rows;
    expect(row?.customer).toEqual({ id: "cus_adalovelace", label: "A. L." });
    const [seen] = (await list("manager", { query: "pi_paid000" })).rows;
    expect(seen?.customer).toEqual({ id: "cus_adalovelace", label: null });
    await expect(list("manager", { query: "ada@home.example" })).rejects.toThrow("NOT_PERMITTED");
  });
});

describe("one payment", () => {
  it("tells fee, net, what may be refunded and why not", async () => {
    const detail = getPaymentOutput.parse(
      await getPayment(web, actorOf("support"), { paymentId: "pi_paid000" }),
    );
    expect(detail).toMatchObject({
      fee: { amountMinor: 50n },
      net: { amountMinor: 4150n },
      refundable: { captured: { amountMinor: 4200n }, available: { amountMinor: 4200n } },
      customer: { name: "A. L.", email: "a•••@h•••.example", payments: 8 },
      card: { brand: "visa", last4: "4242", expires: "03/2030" },
      refundBlockedBy: null,
    });
    const blocked = async (role: Role, paymentId: string) =>
      (await getPayment(web, actorOf(role), { paymentId })).refundBlockedBy;
    expect(await blocked("manager", "pi_paid000")).toBe("no_permission");
    expect(await blocked("support", "pi_hold000")).toBe("not_captured");
    expect(await blocked("support", "pi_failed0")).toBe("failed");
    await expect(blocked("support", "pi_nobody0")).rejects.toThrow("NOT_FOUND");
  });

  it("joins Stripe and the books in its timeline, with links only where the reader may go", async () => {
    const read = async (role: Role) =>
      paymentTimelineOutput.parse(
        await paymentTimeline(web, actorOf(role), { paymentId: "pi_paid000" }),
      ).entries;
    const entries = await read("finance");
    expect(entries.map(({ lane }) => lane).toSorted()).toEqual(["ledger", "stripe", "stripe"]);
    expect(entries.find(({ lane }) => lane === "ledger")).toMatchObject({
      amount: { amountMinor: 4150n },
    });
    expect(entries.find(({ lane }) => lane === "ledger")?.href).toMatch(/^\/ledger\//);
    expect((await read("support")).find(({ lane }) => lane === "ledger")?.href).toBeNull();
  });
});

describe("the projections of a charge and its payment", () => {
  const payment = paymentRow("pi_race000", 20, { latestChargeId: "ch_race000" });
  const charge = chargeRow("ch_race000", "pi_race000");
  const figures = (id: string) =>
    worker.db.prisma.payment.findFirst({
      where: { id },
      select: { amountCaptured: true, last4: true },
    });

  it("give the same payment when they run at the same time", async () => {
    for (let round = 0; round < 10; round += 1) {
      const [id, chargeId] = [`pi_race${round}`, `ch_race${round}`];
      const both = [
        inTransaction(async (tx) => {
          await lockPayments(tx, [id]);
          await upsertPayments(tx, TEST_SCOPE, [{ ...payment, id, latestChargeId: chargeId }]);
        }),
        inTransaction(async (tx) => {
          await lockPayments(tx, [id]);
          await upsertCharges(tx, TEST_SCOPE, [{ ...charge, id: chargeId, paymentId: id }]);
        }),
      ];
      await Promise.all(both);
      expect(await figures(id)).toEqual({ amountCaptured: 4200n, last4: "4242" });
    }
  });

  it("leave what refunds and commands have taken of a charge alone", async () => {
    const where = { accountId_livemode_chargeId: { ...TEST_SCOPE, chargeId: "ch_paid000" } };
    await worker.db.prisma.chargeGuard.update({ where, data: { refunded: 100n, held: 200n } });
    await inTransaction((tx) =>
      upsertCharges(tx, TEST_SCOPE, [
        chargeRow("ch_paid000", "pi_paid000", { amountCaptured: "4000" }),
      ]),
    );
    expect(await worker.db.prisma.chargeGuard.findUnique({ where })).toMatchObject({
      captured: 4000n,
      refunded: 100n,
      held: 200n,
    });
  });
});
