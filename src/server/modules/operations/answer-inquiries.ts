import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import {
  type CommandExecutor,
  type CommandRow,
  type Effect,
  findCommand,
  lookForEffect,
} from "../commands/index.ts";
import {
  answerInquiry,
  claimInquiry,
  type InquiryAnswer,
  type InquiryRow,
} from "./inquiries.repo.ts";
import { recordReads } from "./record-reads.ts";
import { traceOf } from "./trace-of.ts";

/**
 * Answers the question that waits longest: reads at Stripe, and settles the command by what it finds there. Out: whether
 * there was one. A worker that dies leaves it to the next.
 */
export async function answerNextInquiry(
  runtime: Runtime,
  executor: CommandExecutor,
): Promise<boolean> {
  const { db, scope, clock } = runtime;
  const realNow = clock.realNow();
  const until = new Date(realNow.getTime() + executor.leaseMs);
  const inquiry = await db.transaction((tx) => claimInquiry(tx, scope, realNow, until));
  if (!inquiry) return false;
  const command = await findCommand(db, scope, inquiry.commandId);
  if (command?.state !== "needs_human") {
    await write(runtime, inquiry, command, { state: "overtaken", reads: [], effect: null });
    return true;
  }
  const { reader, reads } = recordReads(executor.reader);
  try {
    const traces = inquiry.objectId === null ? [] : [traceOf(inquiry.objectId)];
    const effect = await lookForEffect(runtime, { ...executor, reader }, command, traces);
    await write(runtime, inquiry, command, {
      state: effect ? "settled" : "nothing",
      reads,
      effect,
    });
  } catch (error) {
    runtime.log.warn(
      { commandId: command.id, err: error },
      "Stripe could not be asked for evidence",
    );
    await write(runtime, inquiry, command, { state: "failed", reads, effect: null });
  }
  return true;
}

interface Finding {
  readonly state: InquiryAnswer;
  readonly reads: ReturnType<typeof recordReads>["reads"];
  readonly effect: Effect | null;
}

/** Settlement and answer commit together. An object that is not what was asked for settles nothing, and is no nothing. */
async function write(
  runtime: Runtime,
  inquiry: InquiryRow,
  command: CommandRow | null,
  finding: Finding,
): Promise<void> {
  const { scope, clock } = runtime;
  const { reads, effect } = finding;
  await runtime.db.transaction(async (tx) => {
    const isOwn = effect === null || (await effect.record(tx, scope));
    const state = isOwn ? finding.state : "other";
    const foundId = effect?.objectId ?? null;
    const answer = { state, at: clock.now(), reads, foundId };
    if (!(await answerInquiry(tx, inquiry.id, answer))) return;
    await recordAudit(tx, {
      actor: systemActor("executor"),
      action: "command.inquiry-answered",
      result: "done",
      resource: {
        type: command?.targetType ?? "command",
        id: command?.targetId ?? inquiry.commandId,
      },
      commandId: inquiry.commandId,
      details: { inquiry: inquiry.id, state, foundId, reads: reads.map((read) => ({ ...read })) },
    });
    await appendEvent(tx, scope, {
      topic: "inquiry.changed",
      key: inquiry.commandId,
      payload: { version: 1, commandId: inquiry.commandId, state },
    });
  });
}
