import { canonicalJson } from "#core/canonical-json.ts";
import type { BooksChange } from "#core/contracts/bookkeeping.ts";
import type { BooksPreview } from "#core/contracts/books-changes.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor } from "../audit/index.ts";
import { type CommandRow, submitCommand } from "../commands/index.ts";
import { accountLabel, toBase } from "../ledger/index.ts";
import { decideOverride, policyInForce, type StoredFacts, writeFacts } from "../policies/index.ts";
import { booksKey, booksParams, hashedPreview } from "./books-params.ts";
import type { BooksPlan } from "./books-work.ts";
import { factsOfChange } from "./stake.ts";
import { workOf } from "./works.ts";

/** The version of what `requestBody` of such a command means. */
const EFFECT_VERSION = "books/1";

/** A change that is worked out and judged. */
export interface ComposedChange {
  readonly plan: BooksPlan;
  readonly preview: BooksPreview;
  readonly facts: StoredFacts & { readonly atStake: string };
  readonly amountBase: bigint | null;
  readonly baseCurrency: string;
}

/**
 * Works a change out and judges it, without writing anything. Throws what the kind's plan throws, and SERVICE_UNAVAILABLE
 * before the account was imported. A denial by policy is a verdict in the preview; the request refuses it.
 */
export async function composeChange(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  change: BooksChange,
): Promise<ComposedChange> {
  const { scope, clock } = runtime;
  const plan = await workOf(change).plan(tx, runtime, change);
  const now = clock.now();
  const base = await toBase(tx, scope, plan.amount, now);
  const { atStake, exceptions } = plan;
  const { kind } = change;
  const asked = { kind, role: actor.role, atStake, amount: plan.amount, exceptions, stale: null };
  const facts = await factsOfChange(tx, scope, asked, now);
  const verdict = decideOverride(await policyInForce(tx, scope), facts);
  const preview = hashedPreview(
    {
      title: plan.title,
      href: plan.href,
      facts: plan.facts,
      postings: plan.legs.map(({ account, amount }) => ({
        account,
        label: accountLabel(account),
        amount,
      })),
      verdict,
      holdMs: runtime.settings.holdMs,
    },
    { kind: change.kind, effect: plan.effect },
  );
  return {
    plan,
    preview,
    facts: {
      ...writeFacts(facts),
      atStake: canonicalJson(atStake.map((amount) => ({ ...amount }))),
    },
    amountBase: base.amount?.amountMinor ?? null,
    baseCurrency: base.baseCurrency,
  };
}

/** Stores the command of a composed change and marks what it is about, in the caller's transaction. */
export async function placeChange(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  request: { commandId: string; change: BooksChange; note: string; composed: ComposedChange },
): Promise<CommandRow> {
  const { scope, clock, settings } = runtime;
  const { commandId, change, note, composed } = request;
  const { plan, preview, facts } = composed;
  const params = booksParams(scope, actor.userId, { change, note });
  const command = await submitCommand(tx, scope, actor, {
    action: "books.change-requested",
    at: clock.now(),
    counted: null,
    basis: [],
    row: {
      id: commandId,
      kind: change.kind,
      state: "pending_approval",
      requesterId: actor.userId,
      requesterRole: actor.role,
      targetType: plan.target.type,
      targetId: plan.target.id,
      amount: plan.amount.amountMinor,
      currency: plan.amount.currency,
      amountBase: composed.amountBase,
      baseCurrency: composed.baseCurrency,
      reasonCode: plan.reasonCode,
      note,
      params,
      paramsHash: sha256(params),
      preview: canonicalJson(preview),
      previewHash: preview.previewHash,
      policyVersion: preview.verdict.policyVersion,
      policyDecision: { verdict: preview.verdict, facts },
      idempotencyKey: booksKey(commandId, change.kind),
      requestBody: canonicalJson(plan.effect),
      apiVersion: EFFECT_VERSION,
      createdAt: clock.now(),
      expiresAt: new Date(clock.realNow().getTime() + settings.approvalTtlMs),
    },
  });
  const start = { change, plan, commandId, by: personActor(actor), note, at: clock.now() };
  await workOf(change).begin(tx, scope, start);
  return command;
}
