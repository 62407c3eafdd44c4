import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addAccount, addPayments, addPerson } from "#tests/support/review-fixtures.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { getCustomer } from "./get-customer.ts";
import { listCustomers } from "./list-customers.ts";
import { listRefundsOf } from "./list-refunds.ts";
import { revealCustomer } from "./reveal-customer.ts";

const database = useTestDatabase();
const now = new Date("2026-11-20T10:00:00Z");
const hour = (n: number) => new Date(now.getTime() - n * 3_600_000);
let web: Runtime;
let worker: Runtime;
let sam: Actor;
let fin: Actor;
let mara: Actor;

const people = [
  { id: "cus_adalove", name: "Ada Lovelace", email: "Ada@Shop.example", phone: "+49 170 1234567" },
  { id: "cus_gracehop", name: "Grace Hopper", email: "grace@navy.example", phone: null },
  { id: "cus_gone0000", name: null, email: null, phone: null, deleted: true },
];

beforeAll(async () => {
  const clock = testClock(now);
  web = testRuntime(database(), "countersign_web", { clock });
  worker = testRuntime(database(), "countersign_worker", { clock });
  [sam, fin, mara] = await Promise.all([
    addPerson(web, "support", "Sam"),
    addPerson(web, "finance", "Fin"),
    addPerson(web, "manager", "Mara"),
  ]);
  await addAccount(worker);
  await worker.db.prisma.customer.createMany({
    data: people.map((person, at) => ({ ...TEST_SCOPE, ...person, createdAt: hour(48 + at) })),
  });
  await addPayments(worker, [
    { id: "pi_one", at: hour(30), customerId: "cus_adalove", amount: 5_000n, disputed: true },
    { id: "pi_two", at: hour(20), customerId: "cus_adalove", amount: 3_000n },
    { id: "pi_bad", at: hour(10), customerId: "cus_adalove", amount: 3_000n, status: "failed" },
  ]);
  await addMoneyBack();
  await addMethods();
});
afterAll(() => Promise.all([web.db.close(), worker.db.close()]));

async function addMoneyBack() {
  const { prisma } = worker.db;
  const shared = { ...TEST_SCOPE, currency: "eur", createdAt: hour(5) };
  await prisma.refund.create({
    data: { ...shared, id: "re_one", chargeId: "ch_pi_two", amount: 1_000n, status: "succeeded" },
  });
  await prisma.charge.updateMany({ where: { id: "ch_pi_two" }, data: { amountRefunded: 1_000n } });
  const dispute = {
    ...shared,
    chargeId: "ch_pi_one",
    reason: "fraudulent",
    chargeRefundable: false,
    hasEvidence: false,
    submissionCount: 0,
    balanceTransactionIds: [],
  };
  await prisma.dispute.createMany({
    data: [
      { ...dispute, id: "du_taken", amount: 5_000n, status: "needs_response" },
      { ...dispute, id: "du_asked", amount: 5_000n, status: "warning_closed" },
    ],
  });
}

async function addMethods() {
  const { prisma } = worker.db;
  const card = { ...TEST_SCOPE, type: "card", cardBrand: "visa", createdAt: hour(40) };
  await prisma.paymentMethod.createMany({
    data: [
      {
        ...card,
        id: "pm_own",
        customerId: "cus_adalove",
        last4: "4242",
        cardExpMonth: 12,
        cardExpYear: 2026,
      },
      {
        ...card,
        id: "pm_default",
        customerId: "cus_adalove",
        last4: "1881",
        cardExpMonth: 4,
        cardExpYear: 2031,
      },
      { ...card, id: "pm_detached", customerId: null, last4: "0005" },
    ],
  });
  const tried = [
    ["ch_pi_one", "pm_detached"],
    ["ch_pi_two", "pm_seen"],
    ["ch_pi_bad", "pm_own"],
  ] as const;
  for (const [id, paymentMethodId] of tried)
    await prisma.charge.updateMany({ where: { id }, data: { paymentMethodId } });
  await prisma.customer.updateMany({
    where: { id: "cus_adalove" },
    data: { defaultPaymentMethodId: "pm_default" },
  });
  await prisma.subscription.create({
    data: {
      ...TEST_SCOPE,
      id: "sub_gold",
      customerId: "cus_adalove",
      status: "past_due",
      currency: "eur",
      items: [],
      cancelAtPeriodEnd: false,
      collectionMethod: "charge_automatically",
      defaultPaymentMethodId: "pm_own",
      createdAt: hour(40),
    },
  });
}

const idsFor = async (actor: Actor, query: string, only?: ("disputed" | "deleted")[]) => {
  const input = { query, limit: 50, ...(only ? { only } : {}) };
  return (await listCustomers(web, actor, input)).rows.map(({ id }) => id);
};

describe("the list of customers", () => {
  it.each([
    ["cus_adalove", ["cus_adalove"]],
    ["ada@shop.example", ["cus_adalove"]],
    ["lovel ada", ["cus_adalove"]],
    ["hop", ["cus_gracehop"]],
    ["4242", ["cus_adalove"]],
    ["nobody", []],
    ["", ["cus_adalove", "cus_gracehop", "cus_gone0000"]],
  ])("finds by %s", async (query, expected) => {
    expect(await idsFor(sam, query)).toEqual(expected);
  });

  it("narrows, and lets an id ignore that", async () => {
    expect(await idsFor(sam, "", ["disputed"])).toEqual(["cus_adalove"]);
    expect(await idsFor(sam, "", ["deleted"])).toEqual(["cus_gone0000"]);
    expect(await idsFor(sam, "cus_gracehop", ["disputed"])).toEqual(["cus_gracehop"]);
  });

  it("shows who it is as masked, what was paid, and what is disputed", async () => {
    const { rows } = await listCustomers(web, sam, { query: "cus_adalove", limit: 1 });
    expect(rows[0]).toMatchObject({
      name: "A. L.",
      email: "a•••@s•••.example",
      paid: [{ amountMinor: 8_000n, currency: "eur" }],
      payments: 3,
      disputes: 2,
      lastPaymentAt: hour(10),
    });
  });

  it("goes on by key without a gap or a repetition", async () => {
    const first = await listCustomers(web, sam, { limit: 2 });
    const cursor = first.nextCursor ?? "";
    const second = await listCustomers(web, sam, { limit: 2, cursor });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(people.map(({ id }) => id));
    expect(second.nextCursor).toBeNull();
  });

  it("tells a manager nobody's name, and lets none be guessed by searching", async () => {
    const { rows } = await listCustomers(web, mara, { limit: 50 });
    expect(rows.map(({ name, email }) => [name, email])).toEqual(people.map(() => [null, null]));
    for (const query of ["ada@shop.example", "ada"])
      await expect(idsFor(mara, query)).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    expect(await idsFor(mara, "4242")).toEqual(["cus_adalove"]);
  });
});

describe("a customer", () => {
  it("has what was paid, given back and disputed, inquiries apart", async () => {
    const detail = await getCustomer(web, sam, { customerId: "cus_adalove" });
    const eur = (amountMinor: bigint) => ({ amountMinor, currency: "eur" });
    expect(detail.totals).toEqual([
      {
        paid: eur(8_000n),
        refunded: eur(1_000n),
        disputed: eur(5_000n),
        payments: 2,
        failed: 1,
        refunds: 1,
        disputes: 2,
      },
    ]);
    expect(detail).toMatchObject({
      firstPaymentAt: hour(30),
      lastPaymentAt: hour(10),
      openDisputes: 1,
    });
    const { rows } = await listRefundsOf(web, { customerId: "cus_adalove" });
    expect(rows.map(({ id, amount }) => [id, amount])).toEqual([["re_one", eur(1_000n)]]);
  });

  it("marks the method that failed last and the field that names it, and leaves out what was detached", async () => {
    const { methods } = await getCustomer(web, sam, { customerId: "cus_adalove" });
    const own = methods.find(({ id }) => id === "pm_own");
    expect(own).toMatchObject({
      failedLast: true,
      expiry: "soon",
      uses: [{ as: "subscription", id: "sub_gold", first: true }],
      lastAttempt: { failed: true, paymentId: "pi_bad", at: hour(10) },
    });
    expect(methods.find(({ id }) => id === "pm_default")).toMatchObject({
      failedLast: false,
      uses: [{ as: "customer", id: null, first: false }],
      lastAttempt: null,
    });
    expect(methods.find(({ id }) => id === "pm_seen")).toMatchObject({ onFileSince: null });
    expect(methods.map(({ id }) => id)).not.toContain("pm_detached");
  });

  it("that nobody knows is not found", async () => {
    await expect(getCustomer(web, sam, { customerId: "cus_nobody" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("revealing personal data", () => {
  const reveal = (actor: Actor, reason = "On the phone.") =>
    revealCustomer(web, actor, { customerId: "cus_adalove", reason });
  const rowsOf = ({ userId }: Actor) =>
    web.db.prisma.auditEvent.findMany({
      where: { action: "personal-data.revealed", actorId: userId },
    });

  it("is written down with its reason and without the data", async () => {
    const shown = await reveal(fin);
    expect(shown).toMatchObject({ name: "Ada Lovelace", email: "Ada@Shop.example", left: null });
    const [row] = await rowsOf(fin);
    expect(row).toMatchObject({
      result: "done",
      reason: "On the phone.",
      resourceId: "cus_adalove",
    });
    expect(JSON.stringify(row?.details)).not.toMatch(/Ada|Shop|1234567/);
  });

  it("shows nothing for a reason that holds a card number", async () => {
    await expect(reveal(fin, "4242 4242 4242 4242")).rejects.toMatchObject({
      code: "CARD_NUMBER_IN_TEXT",
    });
  });

  it("ends for a limited role after twenty a day, however many are asked at once", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 25 }, () => reveal(sam)));
    expect(asked.filter(({ status }) => status === "fulfilled").length).toBe(20);
    const rows = await rowsOf(sam);
    expect(rows.filter(({ result }) => result === "denied").length).toBe(5);
    await expect(reveal(sam)).rejects.toMatchObject({ code: "REVEAL_LIMIT_REACHED" });
  });
});
