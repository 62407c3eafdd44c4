import type {
  BooksChange,
  BooksChangePreview,
  RequestBooksChange,
} from "#core/contracts/bookkeeping.ts";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { demandStepUp } from "../access/index.ts";
import { findCommand, lockPersonVelocity, summarise } from "../commands/index.ts";
import { accountLabel } from "../ledger/index.ts";
import { findBalancesOf } from "./balances.repo.ts";
import { booksParams } from "./books-params.ts";
import { composeChange, placeChange } from "./place-change.ts";

/** Says what a change of the books would do, and how the balances it touches would stand. Writes nothing. Throws what refuses it. */
export async function previewBooksChange(
  runtime: Runtime,
  actor: Actor,
  change: BooksChange,
): Promise<BooksChangePreview> {
  return await runtime.db.transaction(async (tx) => {
    const { plan, preview } = await composeChange(tx, runtime, actor, change);
    const sums = new Map<string, { account: string; currency: string; change: bigint }>();
    for (const { account, amount } of plan.legs) {
      const key = `${account} ${amount.currency}`;
      const before = sums.get(key)?.change ?? 0n;
      sums.set(key, { account, currency: amount.currency, change: before + amount.amountMinor });
    }
    const balances = await findBalancesOf(tx, runtime.scope, [...sums.values()]);
    const effects = [...sums].map(([key, { account, currency, change: moved }]) => {
      const before = balances.get(key) ?? 0n;
      return {
        account,
        label: accountLabel(account),
        before: { amountMinor: before, currency },
        after: { amountMinor: before + moved, currency },
      };
    });
    return { preview, effects };
  });
}

/**
 * Records a change of the books that a person asks for; another person decides. The same id with the same request gives the
 * first result again. Throws COMMAND_ID_REUSED, PREVIEW_STALE (what was previewed is no longer so), POLICY_DENIED, STEP_UP_REQUIRED, and what
 * the kind's plan throws.
 */
export async function requestBooksChange(
  runtime: Runtime,
  actor: Actor,
  input: RequestBooksChange,
): Promise<CommandSummary> {
  const { scope } = runtime;
  const command = await runtime.db.transaction(async (tx) => {
    // Two requests of one person wait for each other here, so that a double click finds the first one's command.
    await lockPersonVelocity(tx, actor.userId);
    const { commandId, change, note } = input;
    const earlier = await findCommand(tx, scope, commandId);
    if (earlier) {
      if (earlier.paramsHash !== sha256(booksParams(scope, actor.userId, input)))
        throw new DomainError("COMMAND_ID_REUSED", { commandId });
      return earlier;
    }
    const composed = await composeChange(tx, runtime, actor, change);
    const { verdict, previewHash } = composed.preview;
    if (verdict.kind === "deny")
      throw new DomainError("POLICY_DENIED", {
        rules: verdict.reasons.map(({ rule }) => rule).join(", "),
      });
    if (previewHash !== input.previewHash) throw new DomainError("PREVIEW_STALE");
    await demandStepUp(tx, runtime, actor);
    return await placeChange(tx, runtime, actor, { commandId, change, note, composed });
  });
  return await summarise(runtime, actor, command);
}
