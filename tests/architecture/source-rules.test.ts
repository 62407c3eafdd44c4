import { describe, expect, it } from "vitest";
import { codeFiles, textOf } from "./repository.ts";
import { findings } from "./syntax-rules.ts";

const code = codeFiles().filter((path) => /\.tsx?$/.test(path));
const ships = (path: string) => path.startsWith("src/") && !/\.test\.tsx?$/.test(path);
const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path);

/** Read once for all rules, before the first of them is timed. */
const texts = new Map(code.map((path) => [path, textOf(path)]));

const where = (rule: Parameters<typeof findings>[0], paths: string[]) =>
  paths.flatMap((path) => findings(rule, path, texts.get(path) ?? ""));

/** The whole repository is read, which takes its time on a busy machine. In milliseconds. */
const READING = { timeout: 60_000 };

describe("the rules that the linter cannot state", READING, () => {
  it("see what they are made to see", () => {
    const sample = [
      `import { z } from "zod";`,
      "const now = new Date();",
      "const text = Date();",
      "const day = new Date(0);",
      "const cast = day as unknown as string;",
      "interface Line { amountMinor: number }",
      "const parsed = parseFloat(text);",
      "await new Promise((done) => setTimeout(done, 5));",
      "test.setTimeout(120_000);",
      "globalThis.setTimeout(go, 5);",
    ].join("\n");
    const lines = (rule: Parameters<typeof findings>[0]) => findings(rule, "a.ts", sample);
    expect(lines("reads-the-clock")).toEqual(["a.ts:2", "a.ts:3"]);
    expect(lines("double-cast")).toEqual(["a.ts:5"]);
    expect(lines("named-zod")).toEqual(["a.ts:1"]);
    expect(lines("money-as-number")).toEqual(["a.ts:6", "a.ts:7"]);
    expect(lines("sleeps")).toEqual(["a.ts:8", "a.ts:10"]);
  });

  it("let only platform/clock ask for the present moment", () => {
    const homeless = code.filter(
      (path) => ships(path) && !path.startsWith("src/server/platform/clock/"),
    );
    expect(where("reads-the-clock", homeless)).toEqual([]);
  });

  it("forbid a cast by way of unknown", () => {
    expect(where("double-cast", code)).toEqual([]);
  });

  it("forbid zod's named export, which no bundler can shake", () => {
    expect(where("named-zod", code)).toEqual([]);
  });

  it("forbid money as a number", () => {
    expect(where("money-as-number", code.filter(ships))).toEqual([]);
  });

  it("forbid a test to sleep", () => {
    expect(where("sleeps", code.filter(isTest))).toEqual([]);
  });
});
