import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { shippedPolicy } from "#server/modules/policies/index.ts";
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
import { type Bound, boundTo, decideWithPasskey } from "#tests/support/approve.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";

const SIGNATURES = 2;
const SIGNERS = ["finance", "manager"];
const AMOUNT = 20_000n;
const database = useTestDatabase();
let web: Runtime;
let worker: Runtime;
let owner: Database;
const people: Actor[] = [];

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web");
  worker = testRuntime(database(), "countersign_worker");
  owner = testRuntime(database(), "countersign_owner").db;
  await addAccount(owner, TEST_SCOPE);
  for (const role of ["finance", "finance", "finance", "manager", "support", "auditor"] as const)
    people.push(await addPerson(owner, role));
  await publish(1);
});
afterAll(async () => {
  await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
});

/** A policy under which finance and a manager sign each refund; its text differs by number. */
async function publish(number: number): Promise<void> {
  const signers = { count: SIGNATURES, roles: SIGNERS };
  const { circumstances, kinds } = shippedPolicy;
  const document = JSON.stringify({
    ...shippedPolicy,
    circumstances: { ...circumstances, maxAgeDays: circumstances.maxAgeDays + number },
    kinds: { ...kinds, refund: { ...kinds.refund, ask: { finance: "approval" }, signers } },
  });
  await owner.prisma.policyVersion.create({
    data: { ...TEST_SCOPE, number, document, sha256: "0".repeat(64), publishedAt: new Date() },
  });
}

/** Who does what to a request that waits; `screen` is what they saw: as it is, or as it was when it was asked for. */
interface Decision {
  readonly what: "sign" | "reject";
  readonly who: number;
  readonly screen: "now" | "first";
}
type Act =
  | Decision
  | { readonly what: "both sign"; readonly who: number; readonly other: number }
  | { readonly what: "charge changes" }
  | { readonly what: "policy changes" };

const person = fc.nat({ max: 5 });
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        what: fc.constantFrom("sign" as const, "sign" as const, "sign" as const, "reject" as const),
        who: person,
        screen: fc.constantFrom("now" as const, "now" as const, "first" as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ what: fc.constant("both sign" as const), who: person, other: person }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Act>({ what: "charge changes" }, { what: "policy changes" }),
    },
  ),
  { minLength: 2, maxLength: 8 },
);

interface Asked {
  readonly commandId: string;
  readonly chargeId: string;
  readonly requester: Actor;
  readonly first: Bound;
}

async function ask(): Promise<Asked> {
  const [requester] = people;
  if (!requester) throw new Error("nobody asks");
  const { paymentId, chargeId } = await addUnsentPayment(worker, 500_000n);
  const { id: commandId, state } = await refund(web, requester, intent(paymentId, AMOUNT));
  expect(state).toBe("pending_approval");
  return { commandId, chargeId, requester, first: await boundTo(web, requester, KINDS, commandId) };
}

/** Out: the state after the decision, or the code of its refusal. */
async function decide(
  { commandId, first }: Asked,
  who: number,
  decision: "approved" | "rejected",
  screen: "now" | "first",
): Promise<string> {
  const actor = people[who];
  if (!actor) throw new Error("there are six");
  try {
    const seen = screen === "first" ? first : await boundTo(web, actor, KINDS, commandId);
    return (await decideWithPasskey(web, actor, KINDS, { ...seen, decision })).state;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

let policyNumber = 1;

async function take(asked: Asked, act: Act): Promise<void> {
  if (act.what === "policy changes") return await publish((policyNumber += 1));
  if (act.what === "charge changes") {
    const charge = await owner.prisma.charge.findFirstOrThrow({ where: { id: asked.chargeId } });
    const { accountId, livemode, id, disputed } = charge;
    await owner.prisma.charge.update({
      where: { accountId_livemode_id: { accountId, livemode, id } },
      data: { disputed: !disputed },
    });
    return;
  }
  if (act.what === "both sign") {
    await Promise.all([
      decide(asked, act.who, "approved", "now"),
      decide(asked, act.other, "approved", "now"),
    ]);
    return;
  }
  const decision = act.what === "sign" ? "approved" : "rejected";
  const result = await decide(asked, act.who, decision, act.screen);
  if (people[act.who] === asked.requester) expect(result).toBe("APPROVER_IS_REQUESTER");
}

/** As many as the policy asks for, and each of the roles that it names among them. */
const isEnough = (signatures: readonly { approverRole: string }[]): boolean =>
  signatures.length >= SIGNATURES &&
  SIGNERS.every((named) => signatures.some(({ approverRole }) => approverRole === named));

/** I13: other people, each once, of the roles that were named, all for what is sent and under one version of the policy. */
async function holds({ commandId, requester }: Asked): Promise<void> {
  const command = await owner.prisma.command.findUniqueOrThrow({ where: { id: commandId } });
  const given = await owner.prisma.approval.findMany({ where: { commandId } });
  expect(given.map(({ approverId }) => approverId)).not.toContain(requester.userId);
  for (const { paramsHash, previewHash, approverRole } of given) {
    expect([paramsHash, previewHash]).toEqual([command.paramsHash, command.previewHash]);
    expect(SIGNERS).toContain(approverRole);
  }
  if (command.state !== "held") return;
  const same = Object.values(
    Object.groupBy(
      given.filter(({ decision }) => decision === "approved"),
      ({ basisHash, policyVersion }) => `${basisHash} ${policyVersion}`,
    ),
  );
  const enough = same.flatMap((group) => (group && isEnough(group) ? [group] : []));
  expect(enough).toHaveLength(1);
  const [group = []] = enough;
  expect(new Set(group.map(({ approverId }) => approverId)).size).toBe(group.length);
  // It was let go by the first that made them enough: before that one they were not.
  expect(group.some((one) => !isEnough(group.filter((other) => other !== one)))).toBe(true);
}

describe("a request that needs two others", () => {
  it("is let go by two of them for one and the same thing, whatever happens between (I13)", async () => {
    let letGo = 0;
    await fc.assert(
      fc.asyncProperty(acts, async (some) => {
        const asked = await ask();
        for (const act of some) {
          await take(asked, act);
          await holds(asked);
        }
        const { state } = await owner.prisma.command.findUniqueOrThrow({
          where: { id: asked.commandId },
        });
        expect(["pending_approval", "held", "rejected"]).toContain(state);
        if (state === "held") letGo += 1;
        await owner.prisma.velocityEntry.deleteMany();
      }),
      { numRuns: 40, endOnFailure: true },
    );
    expect(letGo).toBeGreaterThan(0);
  }, 120_000);
});
