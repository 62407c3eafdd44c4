import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Control } from "#core/contracts/operations.ts";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { guardOf, intent, refund } from "#tests/faults/paid-charge.ts";
import { executeAll, KINDS, openDesk, type RefundDesk } from "#tests/faults/refund-desk.ts";
import { boundTo, decideWithPasskey } from "#tests/support/approve.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { type CommandKinds, executeDueCommand, getCommand } from "../commands/index.ts";
import { refundProjector } from "../refunds/index.ts";
import { answerNextInquiry } from "./answer-inquiries.ts";
import { controlKinds, controlWorks } from "./control-kinds.ts";
import { inquire, listInquiries } from "./inquire.ts";
import { previewControl, requestControl } from "./request-control.ts";

const HOUR_MS = 3_600_000;
const kinds: CommandKinds = { ...KINDS, ...controlKinds(KINDS) };
const works = controlWorks(KINDS);

const database = useTestDatabase();
let desk: RefundDesk;
let [finance, colleague, manager]: Actor[] = [];

beforeAll(async () => {
  desk = await openDesk(database());
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.sandbox.engine.faults.clear();
  [finance, colleague, manager] = await Promise.all([
    desk.person("finance"),
    desk.person("finance"),
    desk.person("manager"),
  ]);
});

const of = (actor: Actor | undefined): Actor => {
  if (actor === undefined) throw new Error("nobody is there yet");
  return actor;
};
const executor = () => ({ ...desk.executor, kinds });
const commandOf = (id: string) => desk.owner.prisma.command.findUniqueOrThrow({ where: { id } });
const reason = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) =>
      `${error.code} ${String(error.facts["why"] ?? error.facts["rules"] ?? "")}`.trim(),
  );

/** A refund whose key answers 500 for ever, until nobody can repeat it any more. */
async function stuck() {
  const paid = await desk.pay(1_000);
  const input = intent(paid.paymentId, 400n);
  await refund(desk.web, await desk.person("support"), input);
  const { idempotencyKey } = await commandOf(input.commandId);
  desk.fault({ match: { idempotencyKey }, effect: "server_error", always: true });
  await executeAll(desk, executor());
  for (const hours of [1, 23]) {
    desk.clock.advance(hours * HOUR_MS);
    await desk.owner.prisma.command.updateMany({ data: { runAfter: null } });
    await executeDueCommand(desk.worker, executor());
  }
  const command = await commandOf(input.commandId);
  expect(command).toMatchObject({ state: "needs_human", failureCode: "key_too_old" });
  return { id: input.commandId, ...paid };
}

/** A refund at Stripe that says that this command made it. */
const madeAtStripe = (id: string, chargeId: string, amount = 400) =>
  desk.stripe.refunds.create({ charge: chargeId, amount, metadata: { command_id: id } });

async function look(id: string, objectId?: string) {
  await inquire(desk.web, of(finance), {
    commandId: id,
    ...(objectId === undefined ? {} : { objectId }),
  });
  await answerNextInquiry(desk.worker, executor());
  const [newest] = (await listInquiries(desk.web, id)).rows;
  if (!newest) throw new Error("the question is gone");
  return newest;
}

async function declare(control: Control, by: Actor = of(finance)) {
  const { previewHash } = await previewControl(desk.web, by, works, control);
  const request = {
    commandId: newId(),
    control,
    note: "Stripe's support confirms it",
    previewHash,
  };
  return await requestControl(desk.web, by, works, request);
}

async function sign(id: string, by: Actor, decision: "approved" | "rejected" = "approved") {
  const bound = await boundTo(desk.web, by, kinds, id);
  return await decideWithPasskey(desk.web, by, kinds, { ...bound, decision, note: "seen" });
}

const resolution = (commandId: string, inquiryId: string) =>
  ({ kind: "command_resolution", commandId, inquiryId }) as const;

describe("a command of which nobody knows what Stripe did", () => {
  it("is settled by the object that the worker itself reads at Stripe", async () => {
    const { id, chargeId } = await stuck();
    const made = await madeAtStripe(id, chargeId);
    const finding = await look(id, made.id);
    expect(finding).toMatchObject({ state: "settled", foundId: made.id });
    expect(finding.reads[0]).toMatchObject({ read: "retrieve", found: 1, ids: [made.id] });
    expect(await commandOf(id)).toMatchObject({ state: "succeeded", resultId: made.id });
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ refunded: 400n, held: 0n });
  });

  it("is found without an id too, by what Stripe lists", async () => {
    const { id, chargeId } = await stuck();
    const made = await madeAtStripe(id, chargeId);
    expect(await look(id)).toMatchObject({ state: "settled", foundId: made.id });
  });

  it("is not settled by an object that is somebody else's, or not what was asked for", async () => {
    const { id, chargeId } = await stuck();
    const other = await desk.stripe.refunds.create({ charge: chargeId, amount: 100 });
    expect(await look(id, other.id)).toMatchObject({ state: "nothing" });
    await madeAtStripe(id, chargeId, 300);
    const finding = await look(id);
    expect(finding).toMatchObject({ state: "other" });
    expect(await commandOf(id)).toMatchObject({ state: "needs_human", resultId: null });
    expect(await reason(declare(resolution(id, finding.id)))).toMatch(
      /^CONTROL_REFUSED The worker did not/,
    );
  });

  it("ends as failed when two people sign that Stripe made nothing, and only then frees what it holds", async () => {
    const { id, chargeId } = await stuck();
    const finding = await look(id);
    expect(finding).toMatchObject({ state: "nothing" });
    const asked = await declare(resolution(id, finding.id));
    expect(await reason(sign(asked.id, of(finance)))).toBe("APPROVER_IS_REQUESTER");
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 400n, reserved: 400n });
    await sign(asked.id, of(colleague));
    const before = desk.refundPosts();
    await executeAll(desk, executor());
    expect(desk.refundPosts()).toBe(before);
    expect(await commandOf(id)).toMatchObject({
      state: "failed",
      failureCode: "declared_not_made",
    });
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 0n, reserved: 0n });
    const told = await getCommand(desk.web, of(manager), kinds, asked.id);
    expect(told.preview).toMatchObject({ of: "books" });
    expect(JSON.stringify(told.preview.of === "books" ? told.preview.books.facts : [])).toMatch(
      /listRefunds/,
    );
    const log = await desk.owner.prisma.auditEvent.findMany({ where: { commandId: id } });
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["command.inquired", "command.inquiry-answered", "command.disproved"]),
    );
  });

  it("is corrected by an object that turns up after it was declared", async () => {
    const { id, chargeId } = await stuck();
    const asked = await declare(resolution(id, (await look(id)).id));
    await sign(asked.id, of(manager));
    await executeAll(desk, executor());
    const made = await madeAtStripe(id, chargeId);
    await desk.worker.db.transaction((tx) => refundProjector.project(tx, desk.worker.scope, made));
    expect(await commandOf(id)).toMatchObject({ state: "succeeded", resultId: made.id });
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({
      refunded: 400n,
      held: 0n,
      reserved: 0n,
    });
  });

  it("is not declared on what was not looked at, on an old finding, or on one that is not the newest", async () => {
    const { id } = await stuck();
    expect(await reason(declare(resolution(id, newId())))).toMatch(/^CONTROL_REFUSED/);
    const first = await look(id);
    const second = await look(id);
    expect(await reason(declare(resolution(id, first.id)))).toMatch(/^CONTROL_REFUSED .*newest/);
    desk.clock.advance(2 * HOUR_MS);
    expect(await reason(declare(resolution(id, second.id)))).toMatch(
      /^CONTROL_REFUSED .*an hour old/,
    );
  });

  it("says that Stripe could not be read, and is then declared by nobody", async () => {
    const { id } = await stuck();
    desk.fault({ match: { method: "GET" }, effect: "status", status: 500, count: 20 });
    const finding = await look(id);
    expect(finding).toMatchObject({ state: "failed" });
    expect(await reason(declare(resolution(id, finding.id)))).toMatch(/^CONTROL_REFUSED/);
  });
});

describe("people who decide while Stripe speaks", () => {
  const bring = async (id: string, chargeId: string) => {
    const made = await madeAtStripe(id, chargeId);
    await desk.worker.db.transaction((tx) => refundProjector.project(tx, desk.worker.scope, made));
  };

  it("sign nothing once a webhook has settled it", async () => {
    const { id, chargeId } = await stuck();
    const asked = await declare(resolution(id, (await look(id)).id));
    await bring(id, chargeId);
    expect(await reason(sign(asked.id, of(colleague)))).toBe(
      "POLICY_DENIED command_resolution.stale",
    );
    expect(await commandOf(id)).toMatchObject({ state: "succeeded" });
  });

  it("change nothing when the webhook comes between the signature and its execution", async () => {
    const { id, chargeId } = await stuck();
    const asked = await declare(resolution(id, (await look(id)).id));
    await sign(asked.id, of(colleague));
    await bring(id, chargeId);
    await executeAll(desk, executor());
    expect(await commandOf(asked.id)).toMatchObject({
      state: "failed",
      failureCode: "policy_denied",
    });
    expect(await commandOf(id)).toMatchObject({ state: "succeeded" });
    expect(await guardOf(desk.owner, chargeId)).toMatchObject({ refunded: 400n, held: 0n });
  });

  it("lose or win against the webhook at the same instant, and the books agree with Stripe either way", async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id, chargeId } = await stuck();
      const asked = await declare(resolution(id, (await look(id)).id));
      await sign(asked.id, of(colleague));
      await Promise.all([bring(id, chargeId), executeAll(desk, executor())]);
      expect(await commandOf(id)).toMatchObject({ state: "succeeded" });
      expect(await desk.refundsAt(chargeId)).toHaveLength(1);
      expect(await guardOf(desk.owner, chargeId)).toMatchObject({
        refunded: 400n,
        held: 0n,
        reserved: 0n,
      });
    }
  });

  it("ask once: two declarations at the same time are one", async () => {
    const { id } = await stuck();
    const finding = await look(id);
    const both = await Promise.all(
      [of(finance), of(colleague)].map((by) => reason(declare(resolution(id, finding.id), by))),
    );
    expect(both.filter((outcome) => outcome === "done")).toHaveLength(1);
    const open = await listInquiries(desk.web, id);
    expect(open.openResolutionId).not.toBeNull();
  });

  it("ask again where somebody said no", async () => {
    const { id } = await stuck();
    const finding = await look(id);
    const asked = await declare(resolution(id, finding.id));
    await sign(asked.id, of(colleague), "rejected");
    expect(await reason(declare(resolution(id, finding.id)))).toBe("done");
  });

  it("ask about nothing that is known", async () => {
    const paid = await desk.pay(1_000);
    const input = intent(paid.paymentId, 400n);
    await refund(desk.web, await desk.person("support"), input);
    expect(await reason(inquire(desk.web, of(finance), { commandId: input.commandId }))).toMatch(
      /^CONTROL_REFUSED/,
    );
  });
});
