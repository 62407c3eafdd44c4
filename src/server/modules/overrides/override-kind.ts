import type { OverridePreview } from "#core/contracts/overrides.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import { NOTHING_MOVED } from "#core/override-facts.ts";
import { isPermitted } from "#core/permissions.ts";
import type { Role } from "#core/roles.ts";
import { systemClock } from "#server/platform/clock/clock.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type {
  OperationResult,
  StripeOperation,
} from "#server/platform/stripe/stripe-operations.ts";
import { systemActor } from "../audit/index.ts";
import {
  type Circumstances,
  type CommandRow,
  comparePrediction,
  type Effect,
  readDecision,
  type StripeKind,
  settleCommand,
} from "../commands/index.ts";
import { findJournalOfSource, toBase } from "../ledger/index.ts";
import { decideOverride, policyInForce, readFacts } from "../policies/index.ts";
import { maskedBody } from "./masked-body.ts";
import { readPreview } from "./override-preview.ts";
import { readParams } from "./override-request.ts";
import type { OverridePlan, OverrideWork } from "./override-work.ts";

/** How the shared life of commands handles a kind of override. */
export function overrideKind<Params extends object, Operation extends StripeOperation>(
  work: OverrideWork<Params, Operation>,
): StripeKind {
  return {
    kind: work.kind,
    effect: "stripe",
    judge: (tx, scope, command, circumstances) =>
      judgeAgain(tx, scope, work, command, circumstances),
    basis: async (tx, scope, command) => {
      const plan = await planOfNow(tx, scope, work, command, command.createdAt);
      return typeof plan === "string" ? [{ label: "Standing", value: plan }] : plan.basis;
    },
    release: async (tx, scope, command) => await work.release?.(tx, scope, command),
    send: async (writer, mutation, command) => {
      const operation = work.operation(readParams(work, command));
      const outcome = await writer.send(operation, mutation);
      if (outcome.kind !== "accepted") return outcome;
      return { ...outcome, object: effectOf(work, outcome.object, command.id) };
    },
    find: async (reader, command, traces) => {
      const found = await work.find(reader, command, readParams(work, command), traces);
      return found === null ? null : effectOf(work, found, command.id);
    },
    became: async (tx, scope, command) => (await work.became?.(tx, scope, command)) ?? null,
    describe: async ({ db, scope }, { role }, command) => {
      const preview = readPreview(command.preview);
      const { resultId } = command;
      const posted =
        resultId === null
          ? null
          : await (work.posted?.(db, scope, command) ?? findJournalOfSource(db, scope, resultId));
      return {
        preview: { of: "override", override: shownTo(role, work, preview) },
        prediction: comparePrediction(preview.postings, posted),
      };
    },
  };
}

/** The preview without what the role may not read: the method's last digits, personal texts of the body. */
function shownTo(
  role: Role,
  { readsBody }: Pick<OverrideWork, "readsBody">,
  preview: OverridePreview,
): OverridePreview {
  const { method, sends } = preview;
  const seesMethod = method === null || isPermitted(role, "personal-data:read-masked");
  const seesBody = readsBody === undefined || isPermitted(role, readsBody);
  return {
    ...preview,
    method: seesMethod ? method : { ...method, last4: null },
    sends: seesBody ? sends : { ...sends, body: maskedBody(sends.body) },
  };
}

/** The policy of now with the facts of now; what was moved before was settled under lock when it was asked for. */
async function judgeAgain<Params extends object, Operation extends StripeOperation>(
  tx: Transaction,
  scope: AccountScope,
  work: OverrideWork<Params, Operation>,
  command: CommandRow,
  { role, now }: Circumstances,
): Promise<VerdictDto> {
  const policy = await policyInForce(tx, scope);
  const plan = await planOfNow(tx, scope, work, command, now);
  if (typeof plan === "string") return refusal(policy.version, work.kind, plan);
  const amount = { amountMinor: command.amount, currency: currency(command.currency) };
  const base = await toBase(tx, scope, amount, now);
  const settled = readFacts(readDecision(command.policyDecision).facts);
  return decideOverride(policy, {
    ...plan.circumstances,
    kind: work.kind,
    baseCurrency: base.baseCurrency,
    amountBase: base.amount,
    at: now,
    earlier24h: settled?.earlier24h ?? 0,
    role,
    moved: settled?.moved ?? NOTHING_MOVED,
  });
}

/** The plan with the facts of now, or in words why there is none any more. */
async function planOfNow<Params extends object, Operation extends StripeOperation>(
  tx: Transaction,
  scope: AccountScope,
  work: OverrideWork<Params, Operation>,
  command: CommandRow,
  now: Date,
): Promise<OverridePlan | string> {
  const clock = { ...systemClock, now: () => now };
  try {
    return await work.plan(tx, { scope, clock }, readParams(work, command), command);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return String(error.facts["why"] ?? error.code);
  }
}

function refusal(policyVersion: string, kind: string, why: string): VerdictDto {
  return {
    kind: "deny",
    policyVersion,
    reasons: [{ rule: `${kind}.stale`, text: why }],
    approvals: 0,
    approverRoles: [],
  };
}

function effectOf<Params extends object, Operation extends StripeOperation>(
  work: OverrideWork<Params, Operation>,
  object: OperationResult<Operation>,
  commandId: string,
): Effect {
  const answer = work.answer(object);
  return {
    objectId: answer.objectId,
    record: async (tx, scope) => {
      await work.write?.(tx, scope, object);
      const settled = await settleCommand(
        tx,
        scope,
        { commandId, ...answer },
        { actor: systemActor("executor"), at: systemClock.realNow() },
      );
      return settled?.resultId === answer.objectId;
    },
  };
}
