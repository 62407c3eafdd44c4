import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DomainError } from "#core/errors.ts";
import type { Actor, Role } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { guardOf, intent, refund } from "#tests/faults/paid-charge.ts";
import { executeAll, KINDS, openDesk, type RefundDesk } from "#tests/faults/refund-desk.ts";
import {
  askForBulk,
  bulkOf,
  disputePayment,
  fileOfBulk,
  type Paid,
  payEach,
  signBulk,
  workBulks,
} from "#tests/support/bulk-desk.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import type { CommandKinds } from "../commands/index.ts";
import { stopOverrides } from "../operations/index.ts";
import {
  bulkKind,
  controlBulk,
  getBulk,
  listBulkRows,
  previewBulk,
  requestBulk,
  stepBulks,
} from "./index.ts";

const kinds: CommandKinds = { ...KINDS, bulk: bulkKind };
const database = useTestDatabase();
let desk: RefundDesk;
let people: Record<Exclude<Role, "admin">, Actor>;

beforeAll(async () => {
  desk = await openDesk(database());
  const [support, finance] = [await desk.person("support"), await desk.person("finance")];
  people = {
    support,
    finance,
    manager: await desk.person("manager"),
    auditor: await desk.person("auditor"),
  };
});
afterAll(() => desk.close());

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );
const pay = (amounts: readonly number[]) => payEach(desk, amounts);
const ask = (text: string, by = people.finance) => askForBulk(desk, by, text);
const sign = (commandId: string, by = people.manager) => signBulk(desk, kinds, by, commandId);

const work = () => workBulks(desk, kinds);
const control = (bulkId: string, what: Parameters<typeof controlBulk>[3]["control"]) =>
  controlBulk(desk.web, people.manager, kinds, { bulkId, control: what });
const read = (bulkId: string) => getBulk(desk.web, people.auditor, bulkId);
const rowsOf = async (bulkId: string) =>
  (await listBulkRows(desk.web, { bulkId, limit: 100 })).rows;
const statesOf = async (bulkId: string) =>
  (await rowsOf(bulkId)).map(({ state, why }) => why ?? state);

describe("a bulk of refunds", () => {
  let paid: Paid[] = [];
  let id = "";

  it("is run dry, and asked for as it was shown, with its total typed", async () => {
    paid = await pay([1_000, 2_000, 3_000, 4_000, 5_000, 6_000]);
    const third = paid[2];
    const part = ["", ",12.50", "", "", ",40.00", ""];
    const lines = paid.map(({ paymentId }, at) => `${paymentId}${part[at]}`);
    const text = [...lines, "pi_nobody", "sam@shop.test", third?.chargeId].join("\n");
    const before = await desk.owner.prisma.refundReservation.count();
    const dry = await previewBulk(desk.web, people.finance, bulkOf(text));
    expect(dry).toMatchObject({ included: 6, excluded: 2, notUnderstood: 1 });
    const whys = dry.rows.map(({ why }) => why).slice(lines.length);
    expect(whys).toEqual(["unknown", "not_understood", "repeated"]);
    expect(dry.totals).toEqual([{ amount: { amountMinor: 19_250n, currency: "eur" }, rows: 6 }]);
    expect(dry.preview?.verdict).toMatchObject({ kind: "approval", approverRoles: ["manager"] });
    expect(await desk.owner.prisma.refundReservation.count()).toBe(before);

    const request = {
      ...bulkOf(text),
      note: "an outage",
      typed: ["192.50 EUR"],
      previewHash: dry.preview?.previewHash ?? "",
    };
    const { finance, support } = people;
    const { preview } = await previewBulk(desk.web, finance, request);
    const sound = { ...request, previewHash: preview?.previewHash ?? "" };
    const { web } = desk;
    const refusal = (change: Partial<typeof sound>, by = finance) =>
      outcome(requestBulk(web, by, { ...sound, ...change }));
    expect(await refusal(request)).toBe("PREVIEW_STALE");
    for (const typed of [["192.05 EUR"], [], ["192.50 EUR", "192.50 EUR"]])
      expect(await refusal({ typed })).toBe("BULK_TOTAL_DIFFERS");
    expect(await refusal({ note: "" })).toBe("NOTE_REQUIRED");
    expect(await refusal({}, support)).toBe("POLICY_DENIED");
    expect(await refusal({ text: "pi_nobody" })).toBe("BULK_EMPTY");
    const asked = await requestBulk(web, finance, sound);
    expect(asked.state).toBe("pending_approval");
    id = asked.id;
    expect((await requestBulk(web, finance, sound)).id).toBe(id);
    expect(await refusal({ note: "other" })).toBe("COMMAND_ID_REUSED");
  });

  it("is signed by a manager, tried on three, let go, and told row by row", async () => {
    const [first, , third, , fifth, sixth] = paid;
    const { finance, support, manager } = people;
    expect(await read(id)).toMatchObject({ state: "asked", rows: 6, counts: { waiting: 6 } });
    expect(await outcome(sign(id, finance))).toBe("APPROVER_IS_REQUESTER");
    expect(await outcome(sign(id, await desk.person("finance")))).toBe("APPROVER_LACKS_AUTHORITY");
    await work();
    expect(desk.refundPosts()).toBe(0);

    await sign(id, manager);
    await work();
    const tried = await read(id);
    expect(tried).toMatchObject({ state: "waiting", counts: { done: 3, waiting: 3 } });
    expect(tried.rest).toEqual([{ amount: { amountMinor: 14_000n, currency: "eur" }, rows: 3 }]);
    expect(desk.refundPosts()).toBe(3);
    expect((await desk.refundsAt(first?.chargeId ?? "")).map(({ amount }) => amount)).toEqual([
      1_000,
    ]);

    // What happens to a payment after the list was signed is seen row by row.
    await refund(desk.web, support, intent(fifth?.paymentId ?? "", 100n));
    await disputePayment(desk, sixth ?? { paymentId: "", chargeId: "" });
    expect(await outcome(control(id, "resume"))).toBe("BULK_STATE_CHANGED");
    await control(id, "release");
    await work();
    expect(await statesOf(id)).toEqual(["done", "done", "done", "done", "changed", "disputed"]);
    const ended = await read(id);
    expect(ended).toMatchObject({ state: "finished", counts: { done: 4, refused: 2 } });
    expect(ended.refunded).toEqual([{ amount: { amountMinor: 9_250n, currency: "eur" }, rows: 4 }]);
    expect(ended.leftOut).toEqual([
      { line: 7, id: "pi_nobody", why: "unknown" },
      { line: 8, id: null, why: "not_understood" },
      { line: 9, id: third?.chargeId, why: "repeated" },
    ]);
    expect(await guardOf(desk.owner, fifth?.chargeId ?? "")).toMatchObject({ refunded: 100n });
  });

  it("is recorded step by step, counts for who asked, and leaves as a file", async () => {
    const { finance } = people;
    const log = await desk.owner.prisma.auditEvent.findMany({ where: { resourceId: id } });
    const steps = ["started", "waited", "released", "row-refused", "finished"];
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        "bulk.requested",
        "command.approved",
        ...steps.map((step) => `bulk.${step}`),
      ]),
    );
    // Each refund counts for who asked for the bulk, as if it had been asked for alone.
    const counted = await desk.owner.prisma.velocityEntry.aggregate({
      where: { subjectKind: "person", subjectId: finance.userId, releasedAt: null },
      _sum: { amountBase: true },
    });
    expect(counted._sum.amountBase).toBe(9_250n);

    const records = await fileOfBulk(desk, people.auditor, id);
    expect(records.map(({ Result, Why, Amount }) => [Result, Why, Amount])).toEqual([
      ["done", "", "10.00"],
      ["done", "", "12.50"],
      ["done", "", "30.00"],
      ["done", "", "40.00"],
      ["refused", expect.stringMatching(/otherwise/), "40.00"],
      ["refused", expect.stringMatching(/Disputed/), "60.00"],
    ]);
    expect(records[0]?.["Refund"]).toMatch(/^re_/);
  });

  it("is held by a pause, by a kill switch, and by signatures that count no more; a stop takes the rest back", async () => {
    const paid = await pay([1_000, 1_100, 1_200, 1_300, 1_400, 1_500, 1_600]);
    const id = await ask(paid.map(({ paymentId }) => paymentId).join(", "));
    await sign(id);
    await executeAll(desk, { ...desk.executor, kinds });
    // One row is placed and not yet sent.
    expect(await stepBulks(desk.worker, kinds)).toBe(true);
    const before = desk.refundPosts();
    await control(id, "pause");
    await work();
    expect(desk.refundPosts()).toBe(before);
    expect(await read(id)).toMatchObject({ state: "paused", counts: { sending: 1, waiting: 6 } });

    const { switches } = await stopOverrides(desk.web, people.support, kinds, {
      covers: "bulk",
      reason: "look first",
    });
    await control(id, "resume");
    await work();
    expect(desk.refundPosts()).toBe(before);
    await desk.owner.prisma.killSwitch.updateMany({
      where: { id: switches[0]?.id ?? "" },
      data: { offAt: desk.clock.now(), offCommandId: newId() },
    });
    await work();
    expect(await read(id)).toMatchObject({ state: "waiting", counts: { done: 3 } });

    // Who signed is no manager any more: rows ask for a signature of their own, and the bulk does not run ahead of them.
    const setRole = (role: Role) =>
      desk.owner.prisma.person.update({ where: { id: people.manager.userId }, data: { role } });
    const other = await desk.person("manager");
    await setRole("admin");
    await controlBulk(desk.web, other, kinds, { bulkId: id, control: "release" });
    await work();
    expect(await statesOf(id)).toEqual([
      "done",
      "done",
      "done",
      "signing",
      "signing",
      "signing",
      "signing",
    ]);
    const child = (await rowsOf(id))[3]?.commandId ?? "";
    await sign(child, other);
    await work();
    expect((await statesOf(id))[3]).toBe("done");
    await setRole("manager");

    await controlBulk(desk.web, other, kinds, { bulkId: id, control: "stop" });
    await work();
    expect(await statesOf(id)).toEqual([
      "done",
      "done",
      "done",
      "done",
      "withdrawn",
      "withdrawn",
      "withdrawn",
    ]);
    expect(await read(id)).toMatchObject({ state: "stopped", counts: { done: 4, withdrawn: 3 } });
    for (const { chargeId } of paid.slice(4))
      expect(await guardOf(desk.owner, chargeId)).toMatchObject({ held: 0n, refunded: 0n });
    expect(await outcome(control(id, "release"))).toBe("BULK_STATE_CHANGED");
  });

  it("sends nothing more in the name of who may not ask for it any more", async () => {
    const paid = await pay([1_000, 1_100]);
    const leaver = await desk.person("finance");
    const id = await ask(paid.map(({ paymentId }) => paymentId).join("\n"), leaver);
    await sign(id);
    await executeAll(desk, { ...desk.executor, kinds });
    await desk.owner.prisma.person.update({
      where: { id: leaver.userId },
      data: { disabledAt: desk.clock.now() },
    });
    await work();
    expect(await statesOf(id)).toEqual(["requester_gone", "requester_gone"]);
    expect(await read(id)).toMatchObject({ state: "finished" });
  });

  it("cannot be entered but through a signed list: the database refuses it to each role", async () => {
    const [paid] = await pay([1_000]);
    const id = await ask(paid?.paymentId ?? "");
    await sign(id);
    await executeAll(desk, { ...desk.executor, kinds });
    const row = {
      bulkId: id,
      n: 2,
      paymentId: "pi_x",
      chargeId: "ch_x",
      amount: 1n,
      currency: "eur",
      available: 1n,
    };
    const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow(/permission denied/);
    await refused(desk.web.db.prisma.bulkRow.create({ data: { ...row, state: "waiting" } }));
    await refused(
      desk.web.db.prisma.bulkRow.updateMany({ where: { bulkId: id }, data: { amount: 5n } }),
    );
    await refused(
      desk.worker.db.prisma.bulkRow.updateMany({ where: { bulkId: id }, data: { amount: 5n } }),
    );
    await refused(desk.worker.db.prisma.bulkRow.deleteMany({ where: { bulkId: id } }));
    // A command of another amount passes for no row of it, nor does one that exists become one.
    const single = intent(paid?.paymentId ?? "", 300n);
    await refund(desk.web, people.support, single);
    const { prisma } = desk.worker.db;
    const { policyDecision, ...copy } = await prisma.command.findUniqueOrThrow({
      where: { id: single.commandId },
    });
    const forged = {
      ...copy,
      policyDecision: policyDecision ?? {},
      id: newId(),
      idempotencyKey: newId(),
      bulkId: id,
    };
    await expect(prisma.command.create({ data: forged })).rejects.toThrow(/no waiting row/);
    await expect(
      prisma.command.update({ where: { id: single.commandId }, data: { bulkId: id } }),
    ).rejects.toThrow(/cannot be changed/);
    await control(id, "stop");
  });
});
