import type { AuditAction } from "#core/audit-actions.ts";
import type { BulkDetail } from "#core/contracts/bulk.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor } from "../audit/index.ts";
import { type CommandKinds, closeGate, lockCommand, withdrawCommand } from "../commands/index.ts";
import { findUnsent, lockRun, setRun, withdrawRows } from "./bulk-runs.repo.ts";
import { getBulk } from "./read-bulks.ts";
import { tellOfRun } from "./tell-of-run.ts";

/** What a person does with a run: from which states, into which, and what is written down. */
const CONTROLS = {
  pause: { from: ["running"], to: { state: "paused" }, action: "bulk.paused" },
  resume: { from: ["paused"], to: { state: "running" }, action: "bulk.resumed" },
  release: { from: ["waiting"], to: { state: "running", canary: false }, action: "bulk.released" },
  stop: {
    from: ["running", "waiting", "paused"],
    to: { state: "stopped" },
    action: "bulk.stopped",
  },
} as const satisfies Record<
  string,
  { from: readonly string[]; to: { state: string; canary?: boolean }; action: AuditAction }
>;
export type BulkControl = keyof typeof CONTROLS;

/**
 * Pauses a run, lets it go on, lets the rest go after the canary, or stops it for good: what was not sent by then is
 * cancelled. Waits for claims that are under way, so that nothing is sent any more once a pause or a stop is there. Throws
 * NOT_FOUND, BULK_STATE_CHANGED.
 */
export async function controlBulk(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  { bulkId, control }: { readonly bulkId: string; readonly control: BulkControl },
): Promise<BulkDetail> {
  const { scope, clock } = runtime;
  const { from, to, action } = CONTROLS[control];
  await runtime.db.transaction(async (tx) => {
    await closeGate(tx, scope);
    const run = await lockRun(tx, scope, bulkId);
    if (!run) throw new DomainError("NOT_FOUND", { bulkId });
    if (!from.some((state) => state === run.state))
      throw new DomainError("BULK_STATE_CHANGED", { state: run.state });
    const isEnd = control === "stop";
    await setRun(tx, bulkId, { ...to, ...(isEnd ? { endedAt: clock.now() } : {}) });
    const withdrawn = isEnd ? await stopRest(tx, runtime, actor, kinds, bulkId) : null;
    await tellOfRun(tx, scope, bulkId, {
      action,
      state: to.state,
      by: personActor(actor),
      ...(withdrawn === null ? {} : { details: { withdrawn } }),
    });
  });
  return await getBulk(runtime, actor, bulkId);
}

/** Takes back what was not sent. Out: how many rows. */
async function stopRest(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  bulkId: string,
): Promise<number> {
  let withdrawn = await withdrawRows(tx, bulkId, runtime.clock.now());
  for (const id of await findUnsent(tx, runtime.scope, bulkId)) {
    const command = await lockCommand(tx, runtime.scope, id);
    if (command?.state !== "held" && command?.state !== "pending_approval") continue;
    await withdrawCommand(tx, runtime, kinds, command, personActor(actor));
    withdrawn += 1;
  }
  return withdrawn;
}
