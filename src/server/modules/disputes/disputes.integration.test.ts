import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson } from "#core/canonical-json.ts";
import type { Actor } from "#core/roles.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addAccount, addPayments, addPerson } from "#tests/support/review-fixtures.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { type OverrideWork, previewOverride } from "../overrides/index.ts";
import { disputeAccept } from "./accept-dispute.ts";
import { disputeTimeline } from "./dispute-timeline.ts";
import { getDispute } from "./get-dispute.ts";
import { readStagedEvidence, type StagedDraft } from "./index.ts";
import { listDisputes } from "./list-disputes.ts";
import { showStagedEvidence } from "./read-staged-evidence.ts";
import { stageEvidence } from "./stage-evidence.ts";
import { disputeSubmit } from "./submit-evidence.ts";

const database = useTestDatabase();
const now = new Date("2026-11-20T10:00:00Z");
const DAY_MS = 86_400_000;
const days = (n: number) => new Date(now.getTime() + n * DAY_MS);
let web: Runtime;
let worker: Runtime;
let sam: Actor;
let fin: Actor;
let mara: Actor;

const disputes = [
  { id: "du_late", status: "needs_response", due: days(-1), opened: days(-9) },
  { id: "du_soon", status: "needs_response", due: days(2), opened: days(-5) },
  { id: "du_asked", status: "warning_needs_response", due: days(6), opened: days(-2) },
  { id: "du_judged", status: "under_review", due: days(1), opened: days(-8) },
  { id: "du_won", status: "won", due: null, opened: days(-90) },
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
  await worker.db.prisma.customer.create({
    data: { ...TEST_SCOPE, id: "cus_ada", name: "Ada Lovelace", createdAt: days(-200) },
  });
  await addPayments(worker, [
    ...disputes.map(({ id, opened }) => ({ id: `pi_${id}`, at: opened, disputed: true })),
    { id: "pi_known", at: days(-30), customerId: "cus_ada", fingerprint: "fp_1" },
    { id: "pi_other", at: days(-40), customerId: "cus_ada", fingerprint: "fp_2" },
    { id: "pi_after", at: days(-1), customerId: "cus_ada", fingerprint: "fp_1" },
  ]);
  await worker.db.prisma.charge.updateMany({
    where: { id: "ch_pi_du_soon" },
    data: { customerId: "cus_ada", cardFingerprint: "fp_1" },
  });
  await worker.db.prisma.dispute.createMany({ data: disputes.map(disputeOf) });
  await addMovement();
});
afterAll(() => Promise.all([web.db.close(), worker.db.close()]));

function disputeOf({ id, status, due, opened }: (typeof disputes)[number]) {
  return {
    ...TEST_SCOPE,
    id,
    chargeId: `ch_pi_${id}`,
    paymentId: `pi_${id}`,
    amount: 4_200n,
    currency: "eur",
    status,
    reason: id === "du_asked" ? "duplicate" : "fraudulent",
    chargeRefundable: status.startsWith("warning_"),
    evidenceDueAt: due,
    hasEvidence: false,
    submissionCount: 0,
    balanceTransactionIds: id === "du_soon" ? ["txn_taken"] : [],
    createdAt: opened,
  };
}

async function addMovement() {
  await worker.db.prisma.balanceTransaction.create({
    data: {
      ...TEST_SCOPE,
      id: "txn_taken",
      type: "adjustment",
      reportingCategory: "dispute",
      amount: -4_200n,
      fee: 2_000n,
      net: -6_200n,
      currency: "eur",
      status: "available",
      balanceType: "payments",
      availableOn: now,
      createdAt: days(-5),
      raw: {},
      rawHash: "none",
      firstSeenVia: "feed",
      firstSeenAt: now,
    },
  });
}

type ListInput = Parameters<typeof listDisputes>[2];
const list = (input: Partial<ListInput>, actor = sam) =>
  listDisputes(web, actor, { tab: "all", sort: "newest", limit: 50, ...input });
const ids = async (input: Partial<ListInput>) => (await list(input)).rows.map(({ id }) => id);

describe("the list of disputes", () => {
  it("has what needs an answer by the time it is due, and says how many wait", async () => {
    expect(await ids({ tab: "needs_response", sort: "due" })).toEqual([
      "du_late",
      "du_soon",
      "du_asked",
    ]);
    const { counts, rows } = await list({ tab: "under_review" });
    expect(counts).toEqual({ needsResponse: 3, underReview: 1 });
    expect(rows.map(({ id, dueAt }) => [id, dueAt])).toEqual([["du_judged", null]]);
    expect(await ids({ tab: "closed" })).toEqual(["du_won"]);
  });

  it.each([
    [{ reason: ["duplicate" as const] }, ["du_asked"]],
    [{ tab: "needs_response" as const, due: "overdue" as const }, ["du_late"]],
    [{ tab: "needs_response" as const, due: "three_days" as const }, ["du_soon"]],
    [{ tab: "needs_response" as const, due: "week" as const }, ["du_asked", "du_soon"]],
    [{ query: "pi_du_won" }, ["du_won"]],
    [{ query: "cus_ada" }, ["du_soon"]],
    [{ customerId: "cus_ada" }, ["du_soon"]],
  ])("narrows by %j", async (input, expected) => {
    expect(await ids(input)).toEqual(expected);
  });

  it.each(["due", "newest"] as const)("goes on by key without a gap, by %s", async (sort) => {
    const all = await ids({ sort });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ sort, limit: 2, ...(cursor ? { cursor } : {}) });
      paged.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(all);
    expect(all.length).toBe(disputes.length);
  });
});

describe("a dispute", () => {
  it("has what it moved, and what the customer paid before and not after", async () => {
    const detail = await getDispute(web, fin, { disputeId: "du_soon" });
    expect(detail.net).toEqual([{ amountMinor: -6_200n, currency: "eur" }]);
    expect(detail.movements[0]).toMatchObject({ fee: { amountMinor: 2_000n }, journalId: null });
    expect(detail.earlier.map(({ id, sameCard }) => [id, sameCard])).toEqual([
      ["pi_known", true],
      ["pi_other", false],
    ]);
    expect(detail.dispute.customer).toEqual({ id: "cus_ada", label: "A. L." });
    const forManager = await getDispute(web, mara, { disputeId: "du_soon" });
    expect(forManager.dispute.customer).toEqual({ id: "cus_ada", label: null });
  });

  it("that nobody knows is not found", async () => {
    await expect(getDispute(web, sam, { disputeId: "du_none" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("staged evidence", () => {
  const stage = (actor: Actor, version: number, texts: Record<string, string>) =>
    stageEvidence(web, actor, { disputeId: "du_soon", version, texts });

  it("is kept version by version, told to screens and the log, and its text to neither", async () => {
    const first = await stage(sam, 0, { customer_name: " Ada Lovelace ", billing_address: "  " });
    expect(first).toMatchObject({
      version: 1,
      texts: { customer_name: "Ada Lovelace" },
      completeness: { filled: 1, recommended: 10 },
    });
    const second = await stage(fin, 1, { customer_name: "Ada Lovelace", shipping_date: "1 Nov" });
    expect(second.versions.map(({ version, by }) => [version, by.name])).toEqual([
      [2, "Fin"],
      [1, "Sam"],
    ]);
    const rows = await web.db.prisma.auditEvent.findMany({ where: { action: "evidence.staged" } });
    const events = await web.db.prisma.outboxEvent.findMany({
      where: { topic: "evidence.staged" },
    });
    expect([rows.length, events.length]).toEqual([2, 2]);
    expect(
      JSON.stringify([rows, events], (_key, value: unknown) =>
        typeof value === "bigint" ? value.toString() : value,
      ),
    ).not.toContain("Lovelace");
    const { entries } = await disputeTimeline(web, fin, { disputeId: "du_soon" });
    expect(entries.filter(({ lane }) => lane === "person").map(({ title }) => title)).toEqual([
      "Fin staged evidence",
      "Sam staged evidence",
    ]);
  });

  it("is handed on with its version and the hash of its texts", async () => {
    const draft: StagedDraft | null = await readStagedEvidence(web.db.prisma, web.scope, "du_soon");
    const texts = { customer_name: "Ada Lovelace", shipping_date: "1 Nov" };
    expect(draft).toMatchObject({ version: 2, texts, hash: sha256(canonicalJson(texts)) });
    expect(await readStagedEvidence(web.db.prisma, web.scope, "du_late")).toBeNull();
  });

  it("is not kept again where nothing changed", async () => {
    const texts = { shipping_date: "1 Nov", customer_name: "Ada Lovelace" };
    expect((await stage(sam, 2, texts)).version).toBe(2);
  });

  it("of two who read the same version takes one, and tells the other", async () => {
    const asked = await Promise.allSettled(
      [sam, fin, sam, fin].map((actor, n) => stage(actor, 2, { product_description: `${n}` })),
    );
    expect(asked.filter(({ status }) => status === "fulfilled").length).toBe(1);
    await expect(stage(sam, 2, { product_description: "x" })).rejects.toMatchObject({
      code: "EVIDENCE_VERSION_CONFLICT",
      facts: { version: 3 },
    });
  });

  it("takes no card number, no more than Stripe does, and nothing once the bank decides", async () => {
    await expect(stage(sam, 3, { uncategorized_text: "4242424242424242" })).rejects.toMatchObject({
      code: "CARD_NUMBER_IN_TEXT",
    });
    const long = Object.fromEntries(
      [
        "product_description",
        "access_activity_log",
        "refund_policy_disclosure",
        "refund_refusal_explanation",
        "cancellation_policy_disclosure",
        "cancellation_rebuttal",
        "duplicate_charge_explanation",
        "uncategorized_text",
      ].map((field) => [field, "x".repeat(20_000)]),
    );
    await expect(stage(sam, 3, long)).rejects.toMatchObject({ code: "EVIDENCE_TOO_LONG" });
    const closed = { disputeId: "du_judged", version: 0, texts: { customer_name: "Ada" } };
    await expect(stageEvidence(web, sam, closed)).rejects.toMatchObject({
      code: "DISPUTE_NOT_OPEN",
    });
  });

  it("shows a manager how complete it is, not what it says", async () => {
    const shown = await showStagedEvidence(web, mara, { disputeId: "du_soon" });
    expect(shown).toMatchObject({ version: 3, texts: null, completeness: { filled: 1 } });
  });

  it.each<[string, OverrideWork, object, string]>([
    [
      "of an old version",
      disputeSubmit,
      { disputeId: "du_soon", version: 2 },
      "EVIDENCE_SUPERSEDED",
    ],
    ["of nothing", disputeSubmit, { disputeId: "du_asked", version: 1 }, "EVIDENCE_NOT_STAGED"],
    ["after its time", disputeSubmit, { disputeId: "du_late", version: 1 }, "DISPUTE_NOT_OPEN"],
    [
      "to a bank that decides",
      disputeSubmit,
      { disputeId: "du_judged", version: 1 },
      "DISPUTE_NOT_OPEN",
    ],
    ["of an inquiry", disputeAccept, { disputeId: "du_asked" }, "DISPUTE_NOT_ACCEPTABLE"],
    ["of what is over", disputeAccept, { disputeId: "du_won" }, "DISPUTE_NOT_ACCEPTABLE"],
  ])("is refused before Stripe is asked: an answer %s", async (_what, work, params, code) => {
    await expect(previewOverride(web, fin, work, params)).rejects.toMatchObject({ code });
  });

  it("is previewed with what it says, what is missing and what is at stake; only finance may ask", async () => {
    const asked = { disputeId: "du_soon", version: 3 };
    const preview = await previewOverride(web, fin, disputeSubmit, asked);
    expect(preview.verdict).toMatchObject({ kind: "approval", approverRoles: ["finance"] });
    const said = preview.consequences.map(({ text }) => text).join(" ");
    for (const part of ["final", "Missing:", "42.00 EUR comes back", "fee of 20.00 EUR"])
      expect(said).toContain(part);
    expect(preview.basis.map(({ value }) => value).join(" ")).toContain("version 3, SHA-256");
    expect((await previewOverride(web, sam, disputeSubmit, asked)).verdict.kind).toBe("deny");
  });

  it("can be changed by no process", async () => {
    for (const runtime of [web, worker])
      await expect(
        runtime.db.pool.query("update staged_evidence set fields = '{}'"),
      ).rejects.toThrow(/permission denied/);
  });
});
