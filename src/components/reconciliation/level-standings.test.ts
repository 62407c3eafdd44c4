import { describe, expect, test } from "vitest";
import type { ReconciliationLevel } from "#core/break-types.ts";
import type { RunDto } from "#core/contracts/reconciliation.ts";
import { brokenOf, newestStandings, standingsOfRun } from "./level-standings.ts";
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
    expect(askedBy({ trigger: "statement.imported", requestedBy: null })).toBe(
      "after statement.imported",
    );
    expect(tookMs(run("x", ["R0"]))).toBe(1_500);
    expect(tookMs(run("x", ["R0"], "running"))).toBeNull();
  });
});
