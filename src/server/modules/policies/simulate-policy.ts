import type { Simulation } from "#core/contracts/policies.ts";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import { money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { readDecision } from "../commands/index.ts";
import { findBaseCurrency, findJudgedCommands, type JudgedCommand } from "./decisions.repo.ts";
import { named, type PolicyInForce, policyInForce } from "./policy-in-force.ts";
import { type PastDecision, replayDecisions } from "./replay-decisions.ts";
import { readFacts } from "./stored-facts.ts";

const DAY_MS = 86_400_000;
const SPAN_DAYS = 90;
const MAX_DECISIONS = 20_000;

/**
 * Replays a draft over what was asked for in the last 90 days (business time), beside the policy in force. What was refused
 * at once was never a command and is not replayed.
 */
export async function simulatePolicy(
  tx: Transaction,
  { scope, clock }: Pick<Runtime, "scope" | "clock">,
  policies: { readonly inForce: PolicyInForce; readonly draft: PolicyDocument },
  baseCurrency: string,
): Promise<Simulation> {
  const to = clock.now();
  const from = new Date(to.getTime() - SPAN_DAYS * DAY_MS);
  const found = await findJudgedCommands(tx, scope, from, MAX_DECISIONS + 1);
  const past = found.slice(0, MAX_DECISIONS).map(pastDecision);
  const draft = named(policies.inForce.number + 1, policies.draft);
  const first = past.at(-1)?.at ?? to;
  return {
    ...replayDecisions(past, { inForce: policies.inForce, draft }, baseCurrency),
    from,
    to,
    days: Math.min(SPAN_DAYS, Math.max(1, Math.ceil((to.getTime() - first.getTime()) / DAY_MS))),
    isPartial: found.length > MAX_DECISIONS,
  };
}

/** The same for a draft that nobody asks for yet, beside what is in force now. Writes nothing. */
export async function simulateDraft(runtime: Runtime, draft: PolicyDocument): Promise<Simulation> {
  return await runtime.db.transaction(async (tx) => {
    const inForce = await policyInForce(tx, runtime.scope);
    const code = (await findBaseCurrency(tx, runtime.scope)) ?? "eur";
    return await simulatePolicy(tx, runtime, { inForce, draft }, code);
  });
}

function pastDecision(command: JudgedCommand): PastDecision {
  return {
    commandId: command.id,
    at: command.createdAt,
    amount: money(command.amount, command.currency),
    requesterRole: command.requesterRole,
    facts: readFacts(readDecision(command.policyDecision).facts),
  };
}
