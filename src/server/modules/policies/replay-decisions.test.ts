import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money } from "#core/money.ts";
import type { OverrideFacts } from "#core/override-facts.ts";
import { anyFacts, PLAIN_REFUND } from "#tests/support/override-facts.ts";
import { withSupportLimits } from "#tests/support/policy-documents.ts";
import { named } from "./policy-in-force.ts";
import { type PastDecision, replayDecisions } from "./replay-decisions.ts";
import { shippedPolicy } from "./shipped-policy.ts";

const inForce = named(1, shippedPolicy);
const tighter = named(2, withSupportLimits({ each: "40" }));
const looser = named(2, withSupportLimits({ each: "200" }));

const past = (facts: OverrideFacts | null, n = 0): PastDecision => ({
  commandId: `command-${n}`,
  at: new Date("2026-11-20T12:00:00Z"),
  amount: money(5_000n, "usd"),
  requesterRole: "support",
  facts,
});
const of = (cents: bigint): OverrideFacts => ({ ...PLAIN_REFUND, amountBase: money(cents, "eur") });

describe("the replay of decisions", () => {
  it("counts what a tighter limit would have stopped, by kind and in the base currency", () => {
    const decisions = [
      past(of(5_000n), 1),
      past(of(3_000n), 2),
      past(of(15_000n), 3),
      past(null, 4),
    ];
    const replay = replayDecisions(decisions, { inForce, draft: tighter }, "eur");
    expect(replay).toMatchObject({
      decisions: 4,
      notReplayable: 1,
      kinds: [
        { kind: "refund", decisions: 3, stricter: 1, milder: 0, changedSum: money(5_000n, "eur") },
      ],
      // 150.00 needed one before as well.
      signatures: { before: 1, after: 2 },
    });
    expect(replay.rows).toEqual([
      {
        commandId: "command-1",
        kind: "refund",
        at: new Date("2026-11-20T12:00:00Z"),
        amount: money(5_000n, "usd"),
        requesterRole: "support",
        before: { kind: "allow", approvals: 0, approverRoles: [] },
        after: { kind: "approval", approvals: 1, approverRoles: ["finance"] },
        rules: ["refund.single-limit", "refund.within-limits"],
      },
    ]);
  });

  it("counts what a looser limit would have let pass as milder", () => {
    const { kinds, signatures } = replayDecisions(
      [past(of(15_000n))],
      { inForce, draft: looser },
      "eur",
    );
    expect(kinds[0]).toMatchObject({ stricter: 0, milder: 1 });
    expect(signatures).toEqual({ before: 1, after: 0 });
  });

  it("finds nothing different under the same document, and the opposite the other way round", () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { maxLength: 20 }), (all) => {
        const decisions = all.map((facts, n) => past(facts, n));
        const same = replayDecisions(decisions, { inForce, draft: inForce }, "eur");
        expect(same.rows).toEqual([]);
        expect(same.signatures.before).toBe(same.signatures.after);
        const there = replayDecisions(decisions, { inForce, draft: tighter }, "eur");
        const back = replayDecisions(decisions, { inForce: tighter, draft: inForce }, "eur");
        expect(back.kinds.map(({ stricter, milder }) => [milder, stricter])).toEqual(
          there.kinds.map(({ stricter, milder }) => [stricter, milder]),
        );
        expect(there.kinds.every(({ milder }) => milder === 0)).toBe(true);
      }),
    );
  });
});
