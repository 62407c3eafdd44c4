import { EVERYTHING } from "#core/contracts/operations.ts";
import type { AccountScope } from "#core/mode.ts";
import { isAboutCommands } from "#core/override-kinds.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { MutationOutcome } from "#server/platform/stripe/outcome.ts";
import { findBreaker, lockBreaker, saveBreaker } from "./circuit-breaker.repo.ts";
import {
  admitted,
  afterCall,
  type Breaker,
  type CallAnswer,
  letsThrough,
} from "./circuit-breaker.ts";
import type { CommandExecutor } from "./command-executor.ts";
import type { CommandKind } from "./command-kind.ts";
import type { CommandRow } from "./commands.repo.ts";
import { findOpenSwitches, passGate } from "./kill-switches.repo.ts";
import { tellBreaker } from "./tell-breaker.ts";

type Executor = Pick<CommandExecutor, "kinds" | "breaker" | "leaseMs">;

/**
 * The kinds whose commands nothing may be done for now: a kill switch covers them, or they are sent to Stripe and the
 * breaker lets nothing through. Call it first in the transaction that claims: from then on no switch can be put on
 * before the claim is committed. Held commands of these kinds stay held.
 */
export async function withheldKinds(
  tx: Transaction,
  scope: AccountScope,
  { kinds }: Pick<Executor, "kinds">,
): Promise<string[]> {
  await passGate(tx, scope);
  const covered = new Set((await findOpenSwitches(tx, scope)).map(({ covers }) => covers));
  const { breaker, now } = await findBreaker(tx, scope);
  const isStripeAway = !letsThrough(breaker, now);
  return Object.values(kinds)
    .filter((kind) => isCovered(kind, covered) || (kind.effect === "stripe" && isStripeAway))
    .map(({ kind }) => kind);
}

/** Commands about the switches and the rules are never covered: what is stopped may go on only under better rules. */
function isCovered({ kind }: CommandKind, covered: ReadonlySet<string>): boolean {
  if (isAboutCommands(kind)) return false;
  return covered.has(EVERYTHING) || covered.has(kind);
}

/**
 * Whether a request of this command may be sent to Stripe now. While the breaker is half open that is one command of all
 * workers': the answer to it decides. Ends with {@link noteAnswer}, or when its lease is over.
 */
export async function mayBeSent(
  tx: Transaction,
  scope: AccountScope,
  executor: Executor,
  command: CommandRow,
): Promise<boolean> {
  const seen = await findBreaker(tx, scope);
  if (seen.breaker.state === "closed") return true;
  const { breaker, now } = await lockBreaker(tx, scope);
  const next = admitted(breaker, command.id, now, executor.leaseMs);
  if (next === null) return false;
  await change(tx, scope, { from: breaker, to: next, commandId: command.id });
  return true;
}

/** Takes in what an attempt said of Stripe itself, in the transaction that writes the attempt's outcome. */
export async function noteAnswer(
  tx: Transaction,
  scope: AccountScope,
  executor: Executor,
  attempt: { readonly commandId: string; readonly outcome: MutationOutcome<unknown> },
): Promise<void> {
  const { commandId, outcome } = attempt;
  const { breaker, now } = await lockBreaker(tx, scope);
  const next = afterCall(breaker, commandId, answerOf(outcome), now, executor.breaker);
  await change(tx, scope, { from: breaker, to: next, commandId });
}

async function change(
  tx: Transaction,
  scope: AccountScope,
  moved: { from: Breaker; to: Breaker; commandId: string },
): Promise<void> {
  const { from, to } = moved;
  if (from === to) return;
  await saveBreaker(tx, scope, to);
  if (from.state !== to.state) await tellBreaker(tx, scope, moved);
}

/** A decline is an answer; a conflict too. A 5xx, an answer that is none, and silence are not. */
function answerOf(outcome: MutationOutcome<unknown>): CallAnswer {
  switch (outcome.kind) {
    case "accepted":
    case "rejected":
      return { said: "answered" };
    case "not_executed":
      return outcome.why === "rate_limited"
        ? { said: "nothing" }
        : { said: "failed", why: outcome.why };
    case "unknown": {
      const { httpStatus } = outcome.evidence;
      const isAnswer = httpStatus !== null && httpStatus >= 400 && httpStatus < 500;
      return isAnswer ? { said: "answered" } : { said: "failed", why: outcome.why };
    }
  }
}
