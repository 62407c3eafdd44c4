import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson } from "#core/canonical-json.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { systemActor } from "#server/modules/audit/index.ts";
import { decideApproval, getCommand, settleCommand } from "#server/modules/commands/index.ts";
import { shippedPolicy } from "#server/modules/policies/index.ts";
import type { Database } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  addAccount,
  addPerson,
  addUnsentPayment,
  intent,
  refund,
} from "#tests/faults/paid-charge.ts";
import { KINDS } from "#tests/faults/refund-desk.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";

const HOUR_MS = 3_600_000;
/** What a policy lets support, a customer and a card move, in whole euro: little enough for a wave to pass all of it. */
const SUMS = {
  person: { day: "200", month: "600" },
  customer: { day: "300", month: "900" },
  card: { day: "250", month: "800" },
  role: { day: "600", month: "1500" },
} as const;
type Subject = keyof typeof SUMS;

const database = useTestDatabase();
const clock = testClock();
let web: Runtime;
let worker: Runtime;
let owner: Database;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web", { clock });
  worker = testRuntime(database(), "countersign_worker", { clock });
  owner = testRuntime(database(), "countersign_owner", { clock }).db;
  await addAccount(owner, TEST_SCOPE);
  await publish();
});
afterAll(async () => {
  await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
});

/** Puts the sums above into force, as a signed change of the policy would. */
async function publish(): Promise<void> {
  const { support } = shippedPolicy.limits;
  if (!support) throw new Error("support has no limits");
  const { person, customer, card, role } = SUMS;
  const limits = { ...shippedPolicy.limits, support: { ...support, ...person, together: role } };
  const document = canonicalJson({ ...shippedPolicy, customer, card, limits });
  const row = { number: 2, document, sha256: sha256(document), publishedAt: clock.now() };
  await owner.prisma.policyVersion.create({ data: { ...TEST_SCOPE, ...row } });
}

interface Ask {
  readonly person: number;
  readonly customer: number;
  readonly card: number;
  readonly cents: number;
}

const asks = fc.array(
  fc.record({
    person: fc.nat(3),
    customer: fc.nat(1),
    card: fc.nat(1),
    cents: fc.integer({ min: 4_000, max: 10_000 }),
  }),
  { minLength: 11, maxLength: 12 },
);
/** Waves of requests at once, with hours between them. */
const waves = fc.array(fc.record({ asks, hours: fc.integer({ min: 20, max: 30 }) }), {
  minLength: 4,
  maxLength: 4,
});

/** One payment to a customer by a card, and a refund of it that a person asks for; what only others changed is asked again. */
async function ask(run: string, people: readonly Actor[], { person, customer, card, cents }: Ask) {
  const { paymentId, chargeId } = await addUnsentPayment(worker, 20_000n);
  await owner.prisma.charge.updateMany({
    where: { id: chargeId },
    data: { customerId: `cus_${run}${customer}`, cardFingerprint: `fp_${run}${card}` },
  });
  const actor = people[person];
  if (!actor) throw new Error("no such person");
  const asked = intent(paymentId, BigInt(cents));
  for (;;) {
    try {
      return await refund(web, actor, asked);
    } catch (error) {
      // Others passed a limit between preview and request: the person sees the new verdict and asks again.
      if (!(error instanceof DomainError && error.code === "PREVIEW_STALE")) throw error;
    }
  }
}

/** The most that one subject moved without anybody's signature in any window of that length, in cents. */
async function mostAlone(kind: Subject, lengthMs: number): Promise<bigint> {
  const rows = await owner.prisma.$queryRaw<{ most: bigint | null }[]>`
    WITH alone AS (
      SELECT v.subject_id, v.counted_at, v.amount_base FROM velocity_entry v JOIN command c ON c.id = v.command_id
      WHERE v.subject_kind = ${kind} AND v.released_at IS NULL AND c.policy_decision->'verdict'->>'kind' = 'allow')
    SELECT max(total)::bigint AS most FROM (
      SELECT (SELECT sum(b.amount_base) FROM alone b WHERE b.subject_id = a.subject_id
        AND b.counted_at <= a.counted_at AND b.counted_at > a.counted_at - ${lengthMs} * interval '1 millisecond') AS total
      FROM alone a) s`;
  return rows[0]?.most ?? 0n;
}

async function rulesThatSpoke(): Promise<string[]> {
  const rows = await owner.prisma.$queryRaw<{ rule: string }[]>`
    SELECT DISTINCT r->>'rule' AS rule FROM command c, jsonb_array_elements(c.policy_decision->'verdict'->'reasons') r`;
  return rows.map(({ rule }) => rule);
}

describe("what people move alone", () => {
  it("never passes a limit of person, customer, card or role in any window, whoever asks at once", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(waves, async (all) => {
        run += 1;
        const people = await Promise.all(
          Array.from({ length: 4 }, () => addPerson(owner, "support")),
        );
        for (const wave of all) {
          await Promise.all(wave.asks.map((one) => ask(`${run}x`, people, one)));
          clock.advance(wave.hours * HOUR_MS);
        }
        for (const kind of ["person", "customer", "card", "role"] as const) {
          const [day, month] = [BigInt(SUMS[kind].day), BigInt(SUMS[kind].month)];
          expect(await mostAlone(kind, 24 * HOUR_MS)).toBeLessThanOrEqual(day * 100n);
          expect(await mostAlone(kind, 720 * HOUR_MS)).toBeLessThanOrEqual(month * 100n);
        }
        clock.advance(720 * HOUR_MS);
      }),
      { numRuns: 2, endOnFailure: true },
    );
    // Each limit was reached at least once, so that each could have been passed.
    const reached = await rulesThatSpoke();
    for (const rule of ["person-24h", "customer-24h", "card-24h", "role-24h", "role-30d"])
      expect(reached).toContain(`refund.${rule}`);
  }, 120_000);

  it("counts once for each of them, and for nobody once it came to nothing", async () => {
    const [support, finance] = await Promise.all([
      addPerson(owner, "support"),
      addPerson(owner, "finance"),
    ]);
    const { id } = await ask("z", [support], { person: 0, customer: 0, card: 0, cents: 10_000 });
    const { paymentId } = await addUnsentPayment(worker, 50_000n);
    const asked = await refund(web, support, intent(paymentId, 20_000n));
    const entries = (commandId: string) =>
      owner.prisma.velocityEntry.findMany({
        where: { commandId },
        orderBy: { subjectKind: "asc" },
        select: { subjectKind: true, amountBase: true, releasedAt: true },
      });
    const kinds = ["card", "customer", "person", "role"];
    expect(await entries(id)).toEqual(
      kinds.map((subjectKind) => ({ subjectKind, amountBase: 10_000n, releasedAt: null })),
    );
    const { version, paramsHash, previewHash, basisHash } = await getCommand(
      web,
      finance,
      KINDS,
      asked.id,
    );
    const bound = { commandId: asked.id, version, paramsHash, previewHash, basisHash };
    await decideApproval(web, finance, KINDS, { ...bound, decision: "rejected", note: "no" });
    const released = await entries(asked.id);
    expect(released.map(({ subjectKind }) => subjectKind)).toEqual(["person", "role"]);
    expect(released.every(({ releasedAt }) => releasedAt !== null)).toBe(true);
  });

  it("counts again once Stripe's object shows that its money moved after all", async () => {
    const support = await addPerson(owner, "support");
    const { id } = await ask("y", [support], { person: 0, customer: 0, card: 0, cents: 10_000 });
    const at = clock.now();
    await owner.prisma.command.update({
      where: { id },
      data: { state: "failed", firstSentAt: at },
    });
    await owner.prisma.velocityEntry.updateMany({
      where: { commandId: id },
      data: { releasedAt: at },
    });
    const objectId = `re_${id.replaceAll("-", "")}`;
    const made = { commandId: id, objectId, objectStatus: "succeeded" };
    const settlement = { ...made, answer: "succeeded", failure: null } as const;
    const by = { actor: systemActor("executor"), at };
    await worker.db.transaction((tx) => settleCommand(tx, TEST_SCOPE, settlement, by));
    expect(
      await owner.prisma.velocityEntry.count({ where: { commandId: id, releasedAt: null } }),
    ).toBe(4);
  });
});
