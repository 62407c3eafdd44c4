import { afterAll, beforeAll, expect, it } from "vitest";
import type { CommandEntry } from "#core/contracts/command-history.ts";
import { guardOf, intent, refund } from "#tests/faults/paid-charge.ts";
import { executeAll, KINDS, openDesk, type RefundDesk } from "#tests/faults/refund-desk.ts";
import { boundTo, decideWithPasskey } from "#tests/support/approve.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { executeDueCommand } from "./execute-due-command.ts";
import { readCommandHistory } from "./read-history.ts";

const POST = { method: "POST", path: "/v1/refunds" };

const database = useTestDatabase();
let desk: RefundDesk;

beforeAll(async () => {
  desk = await openDesk(database());
});
afterAll(() => desk.close());

const lines = (entries: readonly CommandEntry[]) =>
  entries.map(({ step, by }) => `${step} by ${by.isPerson ? by.role : by.name}`);

it("tells the whole life of a refund from the log: who, when and why", async () => {
  const [support, finance] = [await desk.person("support"), await desk.person("finance")];
  const paid = await desk.pay(50_000);
  const input = intent(paid.paymentId, 20_000n);
  const { id } = await refund(desk.web, support, input);
  const bound = await boundTo(desk.web, finance, KINDS, id);
  await decideWithPasskey(desk.web, finance, KINDS, {
    ...bound,
    decision: "approved",
    note: "the carrier confirms the loss",
  });
  desk.fault({ match: POST, effect: "reset_before_effect" });
  await executeDueCommand(desk.worker, desk.executor);
  await desk.owner.prisma.command.update({ where: { id }, data: { runAfter: null } });
  await executeAll(desk, desk.executor);
  const entries = await readCommandHistory(desk.web, finance, KINDS, id);
  expect(lines(entries)).toEqual([
    "asked by support",
    "judged by Policy",
    // The passkey was asked for; the approval itself follows.
    "other by finance",
    "approve by finance",
    "claim by executor",
    "lose by executor",
    "resend by executor",
    "answered-succeeded by executor",
  ]);
  const [asked, judged, , approved, claimed, lost] = entries;
  const command = await desk.owner.prisma.command.findUniqueOrThrow({ where: { id } });
  expect(asked?.at).toEqual(command.createdAt);
  expect(judged?.reason).toContain("100.00 EUR");
  expect(approved).toMatchObject({ to: "held", reason: "the carrier confirms the loss" });
  expect(claimed?.facts).toContainEqual({ label: "Attempt", value: "1" });
  expect(lost).toMatchObject({ to: "unknown", reason: "connection_lost" });
  const times = entries.map(({ at }) => at.getTime());
  expect(times.toSorted((a, b) => a - b)).toEqual(times);
  expect(await guardOf(desk.owner, paid.chargeId)).toMatchObject({ refunded: 20_000n });
});
