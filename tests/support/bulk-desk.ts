import { parse } from "csv-parse/sync";
import { EVERY_DAY } from "#core/contracts/exports.ts";
import { formatMajor } from "#core/money.ts";
import type { Actor } from "#core/roles.ts";
import { previewBulk, requestBulk, stepBulks } from "#server/modules/bulk/index.ts";
import type { CommandKinds } from "#server/modules/commands/index.ts";
import { createExport } from "#server/modules/exports/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { executeAll, type RefundDesk } from "#tests/faults/refund-desk.ts";
import { boundTo, decideWithPasskey } from "./approve.ts";

/** A payment at the sandbox and in our rows. */
export interface Paid {
  readonly paymentId: string;
  readonly chargeId: string;
}

/** Pays once for each amount, one after the other; cents. */
export async function payEach(desk: RefundDesk, amounts: readonly number[]): Promise<Paid[]> {
  const paid: Paid[] = [];
  for (const amount of amounts) paid.push(await desk.pay(amount));
  return paid;
}

/** The intent of a bulk with this paste. */
export const bulkOf = (text: string) => ({ commandId: newId(), text, reason: "goodwill" }) as const;

/** Runs a paste dry and asks for it as it was shown, its totals typed. Out: the bulk's id. */
export async function askForBulk(desk: RefundDesk, by: Actor, text: string): Promise<string> {
  const input = bulkOf(text);
  const { preview, totals } = await previewBulk(desk.web, by, input);
  const typed = totals.map(({ amount }) => `${formatMajor(amount)} ${amount.currency}`);
  const request = { ...input, note: "an outage", typed, previewHash: preview?.previewHash ?? "" };
  return (await requestBulk(desk.web, by, request)).id;
}

/** Signs a bulk, or a row of one, with the person's passkey. */
export async function signBulk(desk: RefundDesk, kinds: CommandKinds, by: Actor, id: string) {
  const bound = await boundTo(desk.web, by, kinds, id);
  return await decideWithPasskey(desk.web, by, kinds, { ...bound, decision: "approved" });
}

/** The file of a bulk's rows. */
export async function fileOfBulk(
  desk: RefundDesk,
  by: Actor,
  bulkId: string,
): Promise<Record<string, string>[]> {
  const request = {
    kind: "bulk-rows",
    format: "csv",
    detail: "lines",
    taxRate: "Tax Exempt",
    byteOrderMark: false,
    list: { of: "bulk-rows", bulkId },
    ...EVERY_DAY,
  } as const;
  const parts: Uint8Array[] = [];
  for await (const part of createExport(desk.web, by, { id: newId(), request }).bytes)
    parts.push(part);
  return parse(Buffer.concat(parts), { columns: true });
}

/** A dispute against a payment because of which Stripe takes no refund of it. */
export async function disputePayment(
  { web, clock, owner }: RefundDesk,
  { paymentId, chargeId }: Paid,
): Promise<void> {
  await owner.prisma.dispute.create({
    data: {
      ...web.scope,
      id: `dp_${newId().replaceAll("-", "")}`,
      chargeId,
      paymentId,
      amount: 1n,
      currency: "eur",
      reason: "fraudulent",
      status: "needs_response",
      chargeRefundable: false,
      hasEvidence: false,
      submissionCount: 0,
      balanceTransactionIds: [],
      createdAt: clock.now(),
    },
  });
}

/** Works as the worker does until nothing is to be done. */
export async function workBulks(desk: RefundDesk, kinds: CommandKinds): Promise<void> {
  for (let more = true; more; ) {
    await executeAll(desk, { ...desk.executor, kinds });
    more = await stepBulks(desk.worker, kinds);
  }
}
