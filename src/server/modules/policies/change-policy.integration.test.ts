import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import type { DomainError } from "#core/errors.ts";
import type { Actor, Role } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  addAccount,
  addPerson,
  addUnsentPayment,
  intent,
  refund,
} from "#tests/faults/paid-charge.ts";
import { boundTo, decideWithPasskey } from "#tests/support/approve.ts";
import { executeAll } from "#tests/support/books-desk.ts";
import { withSupportLimits } from "#tests/support/policy-documents.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { refundKind } from "../refunds/index.ts";
import { policyInForce, policyKind, shippedPolicy, storeShippedPolicy } from "./index.ts";
import { readPolicy } from "./read-policy.ts";
import { previewPolicyChange, requestPolicyChange } from "./request-policy-change.ts";

const KINDS = { [refundKind.kind]: refundKind, [policyKind.kind]: policyKind };
const database = useTestDatabase();
const clock = testClock(new Date("2026-11-20T12:00:00Z"));
let web: Runtime;
let worker: Runtime;
let owner: Database;

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web", { clock, settings: { holdMs: 0 } });
  worker = testRuntime(database(), "countersign_worker", { clock, settings: { holdMs: 0 } });
  owner = testRuntime(database(), "countersign_owner", { clock }).db;
  await addAccount(owner, TEST_SCOPE);
});
afterAll(async () => {
  await Promise.all([web.db.close(), worker.db.close(), owner.close()]);
});
const person = (role: Role) => addPerson(owner, role);
const number = async () => (await policyInForce(web.db.prisma, TEST_SCOPE)).number;
const code = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );

/** Tries a draft and asks for it, as a person does. */
async function ask(by: Actor, document: PolicyDocument): Promise<string> {
  const { preview } = await previewPolicyChange(web, by, document);
  const { previewHash } = preview;
  const commandId = newId();
  const asked = { commandId, document, note: "fewer questions", previewHash };
  expect((await requestPolicyChange(web, by, asked)).state).toBe("pending_approval");
  return commandId;
}

async function sign(by: Actor, commandId: string): Promise<string> {
  const bound = await boundTo(web, by, KINDS, commandId);
  return await decideWithPasskey(web, by, KINDS, { ...bound, decision: "approved" }).then(
    ({ state }) => state,
    (error: DomainError) => error.code,
  );
}

const execute = () => executeAll(worker, KINDS);
const stateOf = async (commandId: string) =>
  (await owner.prisma.command.findUniqueOrThrow({ where: { id: commandId } })).state;

/** What only watches for more than the policy in force: an admin's signature is enough. */
async function watchful(maxAgeDays: number): Promise<PolicyDocument> {
  const { document } = await policyInForce(web.db.prisma, TEST_SCOPE);
  return { ...document, circumstances: { ...document.circumstances, maxAgeDays } };
}

describe("the policy in force", () => {
  it("is the shipped one before and after it is stored, and stored once", async () => {
    const before = await policyInForce(web.db.prisma, TEST_SCOPE);
    await Promise.all([storeShippedPolicy(worker), storeShippedPolicy(worker)]);
    expect(await policyInForce(web.db.prisma, TEST_SCOPE)).toEqual(before);
    expect(await owner.prisma.policyVersion.count()).toBe(1);
    expect(await owner.prisma.auditEvent.count({ where: { action: "policy.published" } })).toBe(1);
  });

  it("is the newest stored version, whatever a newer release ships", async () => {
    const scope = { accountId: "acct_older", livemode: false };
    const document = JSON.stringify(withSupportLimits({ each: "7" }));
    const row = { number: 1, document, sha256: "0".repeat(64), publishedAt: clock.now() };
    await owner.prisma.policyVersion.create({ data: { ...scope, ...row } });
    await storeShippedPolicy({ ...worker, scope });
    const { document: read } = await policyInForce(web.db.prisma, scope);
    expect(read.limits.support?.each).toBe("7");
  });

  it("cannot be written by the web process, nor rewritten by anyone but its owner", async () => {
    const row = { ...TEST_SCOPE, number: 9, document: "{}", sha256: "", publishedAt: clock.now() };
    await expect(web.db.prisma.policyVersion.create({ data: row })).rejects.toThrow(/denied/);
    for (const db of [web.db, worker.db]) {
      await expect(
        db.prisma.policyVersion.updateMany({ data: { document: "{}" } }),
      ).rejects.toThrow(/denied/);
      await expect(db.prisma.policyVersion.deleteMany()).rejects.toThrow(/denied/);
    }
  });
});

describe("a change of the policy", () => {
  it("that only watches for more is in force once another admin signed it, and the next refund is judged by it", async () => {
    const [admin, other, support] = await Promise.all([
      person("admin"),
      person("admin"),
      person("support"),
    ]);
    const before = await number();
    const commandId = await ask(admin, await watchful(30));
    expect(await sign(admin, commandId)).toBe("APPROVER_IS_REQUESTER");
    expect(await sign(other, commandId)).toBe("held");
    await execute();
    expect([await stateOf(commandId), await number()]).toEqual(["succeeded", before + 1]);
    const { paymentId, chargeId } = await addUnsentPayment(worker, 5_000n);
    const createdAt = new Date(clock.now().getTime() - 40 * 86_400_000);
    await owner.prisma.charge.updateMany({ where: { id: chargeId }, data: { createdAt } });
    const { verdict } = await refund(web, support, intent(paymentId, 100n));
    expect(verdict.reasons.map(({ rule }) => rule)).toEqual(["refund.age"]);
    expect(verdict.policyVersion.startsWith(`${before + 1}-`)).toBe(true);
  });

  it("of limits needs an admin and a manager, whichever signs first", async () => {
    for (const [first, second] of [
      ["admin", "manager"],
      ["manager", "admin"],
    ] as const) {
      const before = await number();
      const each = first === "admin" ? "120" : "130";
      const commandId = await ask(await person("admin"), withSupportLimits({ each }));
      const signer = await person(first);
      expect(await sign(signer, commandId)).toBe("pending_approval");
      expect(await sign(signer, commandId)).toBe("APPROVAL_ALREADY_DECIDED");
      expect(await sign(await person(first), commandId)).toBe("pending_approval");
      await execute();
      expect(await number()).toBe(before);
      expect(await sign(await person("finance"), commandId)).toBe("APPROVER_LACKS_AUTHORITY");
      expect(await sign(await person(second), commandId)).toBe("held");
      await execute();
      expect([await stateOf(commandId), await number()]).toEqual(["succeeded", before + 1]);
    }
    const { versions, inForce } = await readPolicy(web);
    expect(inForce.document.limits.support?.each).toBe("130");
    expect(versions[0]?.signatures.map(({ as, person: { role } }) => `${as} ${role}`)).toEqual([
      "requested admin",
      "approved manager",
      "approved manager",
      "approved admin",
    ]);
  });

  it("is one of those that were asked for at once; the others are told and change nothing", async () => {
    const [admin, other] = await Promise.all([person("admin"), person("admin")]);
    const before = await number();
    const asked = [];
    for (const days of [29, 28, 27]) asked.push(await ask(admin, await watchful(days)));
    const [first = "", second = "", late = ""] = asked;
    expect([await sign(other, first), await sign(other, second)]).toEqual(["held", "held"]);
    await execute();
    const states = await Promise.all([first, second].map(stateOf));
    expect([states.toSorted(), await number()]).toEqual([["failed", "succeeded"], before + 1]);
    expect(await sign(other, late)).toBe("POLICY_DENIED");
  });

  it("is refused where no policy may say it, where it says nothing new, and to who may not ask", async () => {
    const admin = await person("admin");
    const { document } = await policyInForce(web.db.prisma, TEST_SCOPE);
    const alone = { ...shippedPolicy.kinds.bulk, ask: { finance: "alone" } };
    const unsound = { ...document, kinds: { ...document.kinds, bulk: alone } } as PolicyDocument;
    expect(await code(previewPolicyChange(web, admin, unsound))).toBe("POLICY_UNSOUND");
    expect(await code(previewPolicyChange(web, admin, document))).toBe("POLICY_UNCHANGED");
    const finance = await person("finance");
    const stricter = await watchful(20);
    const { preview } = await previewPolicyChange(web, finance, stricter);
    expect(preview.verdict.kind).toBe("deny");
    const { previewHash } = preview;
    const asked = { commandId: newId(), document: stricter, note: "no", previewHash };
    expect(await code(requestPolicyChange(web, finance, asked))).toBe("POLICY_DENIED");
  });
});
