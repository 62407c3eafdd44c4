import { describe, expect, test } from "vitest";
import type { ReconciliationLevel } from "#core/break-types.ts";
import type { RunDto } from "#core/contracts/reconciliation.ts";
import { brokenOf, newestStandings, standingsOfRun, verdictOf } from "./level-standings.ts";
import { askedBy, levelsText, tookMs } from "./run-words.ts";

const at = new Date("2026-11-20T06:00:00Z");

function run(
  id: string,
  levels: readonly ReconciliationLevel[],
  state: RunDto["state"] = "finished",
  broken = 0n,
): RunDto {
  return {
    id,
    asOf: at,
    levels: [...levels],
    trigger: "schedule",
    requestedBy: null,
    state,
    ruleVersion: 1,
    inputsHash: null,
    wantedAt: at,
    startedAt: at,
    finishedAt: state === "finished" ? new Date(at.getTime() + 1_500) : null,
    error: null,
    counts: levels.map((level) => ({
      level,
      currency: "eur",
      checked: 10n,
      matched: 10n - broken,
      expected: 0n,
      broken,
      valueChecked: 1_000n,
      valueBroken: broken * 100n,
    })),
    notes: [],
  };
}

describe("where each level stands", () => {
  test("is what the newest finished run that held it says", () => {
    const runs = [
      run("running", ["R0", "R4"], "running"),
      run("payouts", ["R4"], "finished", 2n),
      run("all", ["R0", "R4"]),
    ];
    const standings = newestStandings(runs);
    const runOf = (level: ReconciliationLevel) =>
      standings.find((one) => one.level === level)?.run?.id ?? null;
    expect(runOf("R4")).toBe("payouts");
    expect(runOf("R0")).toBe("all");
    expect(runOf("R5")).toBeNull();
    expect(standings).toHaveLength(7);
  });

  test("of one run holds its levels alone, in their order", () => {
    expect(standingsOfRun(run("x", ["R4", "R1"])).map(({ level }) => level)).toEqual(["R1", "R4"]);
  });

  test("counts what is broken over levels and currencies", () => {
    expect(brokenOf(run("x", ["R0", "R4"], "finished", 3n))).toBe(6n);
  });
});

describe("the verdict on a level", () => {
  const count = { ...run("x", ["R4"]).counts[0], level: "R4", currency: "eur" } as const;
  const of = (matched: bigint, broken: bigint, expected: bigint) =>
    verdictOf([
      { ...count, checked: 10n, valueChecked: 0n, valueBroken: 0n, matched, broken, expected },
    ]).word;

  test("is never equal where something differs, nor where nothing was proven", () => {
    expect(of(9n, 1n, 0n)).toBe("Differs");
    expect(of(10n, 0n, 0n)).toBe("Equal");
    expect(of(0n, 0n, 10n)).toBe("Not due yet");
  });
});

describe("a run in words", () => {
  test.each([
    [["R0", "R1", "R2", "R3"], "R0–R3"],
    [["R4", "R5"], "R4, R5"],
    [["R6", "R0", "R2"], "R0, R2, R6"],
    [["R5"], "R5"],
  ] as const)("%j is %s", (levels, text) => {
    expect(levelsText(levels)).toBe(text);
  });

  test("names the person, the schedule or the event that asked for it, and how long it took", () => {
    const person = { id: "1", name: "Ines Laurent", role: "finance" };
    expect(askedBy({ trigger: "demand", requestedBy: person })).toBe("Ines Laurent");
    expect(askedBy({ trigger: "schedule", requestedBy: null })).toBe("by schedule");
    expect(askedBy({ trigger: "payout.paid", requestedBy: null })).toBe("after payout.paid");
    expect(tookMs(run("x", ["R0"]))).toBe(1_500);
    expect(tookMs(run("x", ["R0"], "running"))).toBeNull();
  });
});
