import type { OverridePreview } from "#core/contracts/overrides.ts";
import type { Money } from "#core/money.ts";
import type { OverrideFacts } from "#core/override-facts.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { pathOf } from "#server/platform/stripe/stripe-operations.ts";
import {
  lockVelocity,
  type Requester,
  sumMoved,
  type VelocitySubjects,
} from "../commands/index.ts";
import { type BaseAmount, nothing, toBase } from "../ledger/index.ts";
import { decideOverride, policyInForce } from "../policies/index.ts";
import { findEarlier } from "./earlier-overrides.repo.ts";
import { hashedPreview } from "./override-preview.ts";
import { overrideBody } from "./override-request.ts";
import type { OverridePlan, OverrideWork } from "./override-work.ts";

/** What a person asks for: an id made with the intent, the kind's parameters, and why. */
export interface Asked<Params extends object> {
  readonly commandId: string;
  readonly params: Params;
  readonly note: string | undefined;
}

/** An override that is worked out, reserved and judged. */
export interface ComposedOverride {
  readonly plan: OverridePlan;
  /** The plan's amount; zero in the base currency where it concerns no money. */
  readonly amount: Money;
  readonly base: BaseAmount;
  readonly subjects: VelocitySubjects;
  readonly facts: OverrideFacts;
  readonly preview: OverridePreview;
}

/** Works an override out, reserves what it needs and judges it, in the caller's transaction. Throws what the plan throws. */
export async function composeOverride<Params extends object>(
  tx: Transaction,
  runtime: Runtime,
  actor: Requester,
  work: OverrideWork<Params>,
  asked: Asked<Params>,
): Promise<ComposedOverride> {
  const { scope, clock } = runtime;
  const at = clock.now();
  const plan = await work.plan(tx, runtime, asked.params, null);
  await work.reserve?.(tx, scope, plan, asked.commandId);
  const amount = plan.amount ?? (await nothing(tx, scope));
  const base = await toBase(tx, scope, amount, at);
  const earlier = await findEarlier(tx, scope, {
    kind: work.kind,
    targetId: plan.target.id,
    now: at,
  });
  const { customerId, cardFingerprint } = plan;
  const subjects = { personId: actor.userId, role: actor.role, customerId, cardFingerprint };
  // Last of all locks and as late as can be: whoever else adds to one of these sums waits from here to the end.
  await lockVelocity(tx, scope, subjects);
  const { baseCurrency } = base;
  const facts: OverrideFacts = {
    ...plan.circumstances,
    kind: work.kind,
    baseCurrency,
    amountBase: base.amount,
    at,
    earlier24h: earlier.length,
    role: actor.role,
    moved: await sumMoved(tx, scope, subjects, { baseCurrency, at }),
  };
  const verdict = decideOverride(await policyInForce(tx, scope), facts);
  const preview = hashedPreview(
    {
      ...shownOf(plan),
      earlier,
      sends: sendsOf(work, plan, asked),
      verdict,
      holdMs: work.held ? runtime.settings.holdMs : 0,
    },
    asked.commandId,
  );
  return { plan, amount, base, subjects, facts, preview };
}

function shownOf(plan: OverridePlan) {
  const { title, href, consequences, method, customerSees, fee, balance, postings, basis } = plan;
  const shown = { title, href, consequences, method, customerSees, fee, balance, postings };
  return { ...shown, basis: [...basis] };
}

function sendsOf<Params extends object>(
  work: OverrideWork<Params>,
  plan: OverridePlan,
  { commandId, params }: Asked<Params>,
): OverridePreview["sends"] {
  const operation = work.operation(params);
  return {
    path: pathOf(operation, plan.objectId ?? plan.target.id),
    body: overrideBody(operation, plan, commandId),
  };
}
