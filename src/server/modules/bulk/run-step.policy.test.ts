import fc from "fast-check";
import { expect, it } from "vitest";
import { BULK_LIMITS } from "#core/contracts/bulk.ts";
import { nextStep, type RunStanding, type RunStep } from "./run-step.policy.ts";

const standing = (rest: Partial<RunStanding>): RunStanding => ({
  canary: true,
  waiting: 10,
  placed: 0,
  open: 0,
  ...rest,
});

it.each<[string, Partial<RunStanding>, number, RunStep]>([
  ["begins", {}, 4, "release"],
  ["sends the whole canary at once", { placed: 2, open: 2 }, 2, "release"],
  ["waits for the canary's answers", { placed: 3, open: 1 }, 4, "rest"],
  ["asks after the canary", { placed: 3 }, 4, "ask"],
  ["goes on past rows that were refused", { placed: 1, waiting: 5 }, 4, "release"],
  ["ends when the canary was all of it", { placed: 2, waiting: 0 }, 4, "finish"],
  ["goes on after the canary", { canary: false, placed: 3 }, 1, "release"],
  ["leaves room for others", { canary: false, placed: 9 }, 0, "rest"],
  ["has no more than its share open", { canary: false, placed: 9, open: 4 }, 4, "rest"],
  ["waits for the last answers", { canary: false, placed: 9, waiting: 0, open: 1 }, 4, "rest"],
  ["ends", { canary: false, placed: 9, waiting: 0 }, 0, "finish"],
])("a run %s", (_name, rest, free, step) => {
  expect(nextStep(standing(rest), free)).toBe(step);
});

it("a run played to its end sends three rows, asks once, sends the rest, and never more at once than it may", () => {
  fc.assert(
    fc.property(
      fc.nat(30),
      fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }),
      (rows, refused) => {
        let run = standing({ waiting: rows });
        let asked = 0;
        for (const [turn, isRefused] of refused.entries()) {
          const step = nextStep(run, BULK_LIMITS.underWay - run.open);
          if (step === "finish") break;
          if (step === "ask") {
            expect(run).toMatchObject({ placed: BULK_LIMITS.canary, open: 0 });
            asked += 1;
            run = { ...run, canary: false };
          } else if (step === "release") {
            const more = isRefused ? 0 : 1;
            run = {
              ...run,
              waiting: run.waiting - 1,
              placed: run.placed + more,
              open: run.open + more,
            };
            expect(run.open).toBeLessThanOrEqual(BULK_LIMITS.underWay);
            if (run.canary) expect(run.placed).toBeLessThanOrEqual(BULK_LIMITS.canary);
          } else run = { ...run, open: Math.max(0, run.open - 1 - (turn % 2)) };
        }
        expect(run).toMatchObject({ waiting: 0, open: 0 });
        expect(asked).toBeLessThanOrEqual(1);
      },
    ),
  );
});
