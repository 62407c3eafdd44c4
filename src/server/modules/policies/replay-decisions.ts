import type { ChangedDecision, Simulation } from "#core/contracts/policies.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import { currency } from "#core/currency.ts";
import { add, type Money, money } from "#core/money.ts";
import type { OverrideFacts } from "#core/override-facts.ts";
import { type OverrideKind, overrideKinds } from "#core/override-kinds.ts";
import { decideOverride, type NamedPolicy } from "./override.policy.ts";

/** Something that was asked for and judged; `facts` is null where they are not in a form that can be replayed. */
export interface PastDecision {
  readonly commandId: string;
  readonly at: Date;
  readonly amount: Money;
  readonly requesterRole: string;
  readonly facts: OverrideFacts | null;
}

type Replay = Pick<Simulation, "decisions" | "notReplayable" | "kinds" | "signatures" | "rows">;

const MAX_ROWS = 100;

interface Compared extends ChangedDecision {
  readonly isStricter: boolean;
  readonly base: Money | null;
}

/** Judges past decisions, newest first, under two policies. Pure. `baseCurrency` is that of the sums. */
export function replayDecisions(
  past: readonly PastDecision[],
  policies: { readonly inForce: NamedPolicy; readonly draft: NamedPolicy },
  baseCurrency: string,
): Replay {
  const replayed = past.flatMap((decision) => {
    const { facts } = decision;
    if (facts === null) return [];
    const before = decideOverride(policies.inForce, facts);
    const after = decideOverride(policies.draft, facts);
    return [{ decision, facts, before, after }];
  });
  const compared = replayed.flatMap(({ decision, facts, before, after }): Compared[] => {
    if (isSame(before, after)) return [];
    return [compare(decision, facts, before, after)];
  });
  const signed = (verdicts: VerdictDto[]) =>
    verdicts.reduce((sum, { approvals }) => sum + approvals, 0);
  return {
    decisions: past.length,
    notReplayable: past.length - replayed.length,
    kinds: overrideKinds.flatMap((kind) => {
      const decisions = replayed.filter(({ facts }) => facts.kind === kind).length;
      return decisions === 0 ? [] : [tally(kind, decisions, compared, baseCurrency)];
    }),
    signatures: {
      before: signed(replayed.map(({ before }) => before)),
      after: signed(replayed.map(({ after }) => after)),
    },
    rows: compared
      .slice(0, MAX_ROWS)
      .map(({ isStricter: _isStricter, base: _base, ...row }) => row),
  };
}

function isSame(before: VerdictDto, after: VerdictDto): boolean {
  return (
    before.kind === after.kind &&
    before.approvals === after.approvals &&
    before.approverRoles.join() === after.approverRoles.join()
  );
}

const SEVERITY = { allow: 0, approval: 1, deny: 2 } as const;

/** Stricter: denied, or more people, or as many of other roles; milder is the rest. */
function isStricter(before: VerdictDto, after: VerdictDto): boolean {
  const severity = SEVERITY[after.kind] - SEVERITY[before.kind];
  if (severity !== 0) return severity > 0;
  const people = after.approvals - before.approvals;
  return people === 0 ? !after.approverRoles.includes("finance") : people > 0;
}

function compare(
  { commandId, at, amount, requesterRole }: PastDecision,
  { kind, amountBase }: OverrideFacts,
  before: VerdictDto,
  after: VerdictDto,
): Compared {
  const [old, fresh] = [rulesOf(before), rulesOf(after)];
  const rules = [...new Set([...fresh, ...old])].filter(
    (rule) => old.includes(rule) !== fresh.includes(rule),
  );
  return {
    commandId,
    kind,
    at,
    amount,
    requesterRole,
    before: short(before),
    after: short(after),
    rules,
    isStricter: isStricter(before, after),
    base: amountBase,
  };
}

function rulesOf({ reasons }: VerdictDto): string[] {
  return reasons.map(({ rule }) => rule);
}

function short({ kind, approvals, approverRoles }: VerdictDto): ChangedDecision["before"] {
  return { kind, approvals, approverRoles };
}

function tally(
  kind: OverrideKind,
  decisions: number,
  compared: readonly Compared[],
  baseCurrency: string,
): Simulation["kinds"][number] {
  const ofKind = compared.filter((one) => one.kind === kind);
  const stricter = ofKind.filter((one) => one.isStricter).length;
  const changedSum = ofKind.reduce(
    (sum, { base }) => (base?.currency === sum.currency ? add(sum, base) : sum),
    money(0n, currency(baseCurrency)),
  );
  return { kind, decisions, stricter, milder: ofKind.length - stricter, changedSum };
}
