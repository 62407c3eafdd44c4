import { BULK_LIMITS } from "#core/contracts/bulk.ts";
import { refundReasons } from "#core/contracts/refunds.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { systemActor } from "../audit/index.ts";
import {
  type CommandKinds,
  type CommandRow,
  findCommand,
  findPeople,
  lockCommand,
  type Requester,
  withdrawCommand,
  withheldKinds,
} from "../commands/index.ts";
import { placeRefund } from "../refunds/index.ts";
import { rowCommandId } from "./bulk-params.ts";
import {
  type BulkRowRow,
  type BulkRunRow,
  countList,
  countUnderWay,
  decideRow,
  findNextRow,
  findStanding,
  findUnsent,
  isAnyAtWork,
  lockRunning,
  setRun,
} from "./bulk-runs.repo.ts";
import { bulkWhyOf } from "./refusal.ts";
import { nextStep } from "./run-step.policy.ts";
import { tellOfRun } from "./tell-of-run.ts";

/**
 * Takes the bulks one step on, in one transaction: places the next row of the first that may go on, or moves one from its
 * canary to waiting, or ends one. Out: whether there was anything to do. Who dies in it has done nothing, and the next one
 * finds the same row next: the rows are the cursor.
 */
export async function stepBulks(runtime: Runtime, kinds: CommandKinds): Promise<boolean> {
  const { db, scope } = runtime;
  return await db.transaction(async (tx) => {
    if (!(await isAnyAtWork(tx, scope))) return false;
    const withheld = await withheldKinds(tx, scope, { kinds });
    const isHeldBack = withheld.includes("bulk") || withheld.includes("refund");
    const runs = await lockRunning(tx, scope);
    const free = isHeldBack ? 0 : BULK_LIMITS.underWay - (await countUnderWay(tx, scope));
    for (const run of runs) if (await stepRun(tx, runtime, run, free)) return true;
    return await cancelUnsent(tx, runtime, kinds);
  });
}

async function stepRun(
  tx: Transaction,
  runtime: Runtime,
  run: BulkRunRow,
  free: number,
): Promise<boolean> {
  const { scope, clock } = runtime;
  const step = nextStep(await findStanding(tx, run), free);
  switch (step) {
    case "rest":
      return false;
    case "release":
      await releaseRow(tx, runtime, run);
      return true;
    case "ask":
      await setRun(tx, run.id, { state: "waiting" });
      await tellOfRun(tx, scope, run.id, { action: "bulk.waited", state: "waiting" });
      return true;
    case "finish":
      await setRun(tx, run.id, { state: "finished", canary: false, endedAt: clock.now() });
      await tellOfRun(tx, scope, run.id, { action: "bulk.finished", state: "finished" });
      return true;
  }
}

/** Places the next row as a refund of its own. What is refused now becomes the row's result, and undoes nothing of others. */
async function releaseRow(tx: Transaction, runtime: Runtime, run: BulkRunRow): Promise<void> {
  const { scope, clock } = runtime;
  const row = await findNextRow(tx, run.id);
  const bulk = await findCommand(tx, scope, run.id);
  invariant(row && bulk, `bulk ${run.id} has no row that waits`);
  await tx.$executeRaw`SAVEPOINT before_row`;
  try {
    const commandId = await placeRow(tx, runtime, bulk, row);
    await decideRow(tx, row, { state: "placed", commandId }, clock.now());
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT before_row`;
    const { why, detail } = bulkWhyOf(error);
    await decideRow(tx, row, { state: "refused", why, detail }, clock.now());
    await tellOfRun(tx, scope, run.id, {
      action: "bulk.row-refused",
      state: run.state,
      details: { n: row.n, paymentId: row.paymentId, why },
    });
  }
}

async function placeRow(
  tx: Transaction,
  runtime: Runtime,
  bulk: CommandRow,
  row: BulkRowRow,
): Promise<string> {
  const requester = await demandRequester(tx, bulk);
  const commandId = rowCommandId(bulk.id, row.n);
  const reason = refundReasons.find((one) => one === bulk.reasonCode);
  invariant(reason, `bulk ${bulk.id} has no reason`);
  const { amount: amountMinor, currency } = row;
  const input = {
    commandId,
    paymentId: row.paymentId,
    amount: { amountMinor, currency },
    reason,
    ...(bulk.note === null ? {} : { note: bulk.note }),
  };
  const part = { id: bulk.id, rows: await countList(tx, bulk.id) };
  const { preview, chargeId } = await placeRefund(tx, runtime, requester, input, part);
  // Locked since it was reserved: what was left when the list was signed must be left but for this row itself.
  const wasAvailable = preview.paymentAfter.available.amountMinor + amountMinor;
  if (chargeId !== row.chargeId || wasAvailable !== row.available)
    throw new DomainError("BULK_ROW_CHANGED", {
      currency,
      signed: row.available.toString(),
      now: wasAvailable.toString(),
    });
  if (preview.verdict.kind === "deny")
    throw new DomainError("POLICY_DENIED", {
      rules: preview.verdict.reasons.map(({ text }) => text).join(" "),
    });
  return commandId;
}

/** Whoever asked must still be one who may: what they asked for is carried out in their name. Throws NOT_PERMITTED. */
async function demandRequester(tx: Transaction, bulk: CommandRow): Promise<Requester> {
  const person = (await findPeople(tx, [bulk.requesterId])).get(bulk.requesterId);
  if (!person || person.disabledAt !== null || !isPermitted(person.role, "bulk:request"))
    throw new DomainError("NOT_PERMITTED", { permission: "bulk:request" });
  return { userId: person.id, role: person.role, behalf: systemActor("executor") };
}

/** What came back to its hold after its bulk was stopped is cancelled as the others were. */
async function cancelUnsent(
  tx: Transaction,
  runtime: Runtime,
  kinds: CommandKinds,
): Promise<boolean> {
  const ids = await findUnsent(tx, runtime.scope);
  for (const id of ids) {
    const command = await lockCommand(tx, runtime.scope, id);
    if (command?.state === "held" || command?.state === "pending_approval")
      await withdrawCommand(tx, runtime, kinds, command, systemActor("executor"));
  }
  return ids.length > 0;
}
