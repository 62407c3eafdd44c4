import { describe, expect, it } from "vitest";
import { repositoryFiles, textOf } from "./repository.ts";

const THIS_FILE = "tests/architecture/repository-text.test.ts";
const BINARY = /\.(png|jpe?g|gif|ico|webp|woff2?|sqlite|parquet)$/;

/** What belongs to the place where the work is done, and means nothing to who reads the project. */
const WORKPLACE: readonly RegExp[] = [
  /\/work\/(main|shared)\b/,
  /\/tmp\/(brief|lint-report|bash_jobs)/,
  /\bSETUP-FACTS\b|\bPRODUCT\.md\b|\bresearch\/[a-z-]+\.md\b/,
  /\bissues? #?\d+\b/i,
  /\bissues show\b/,
  /\b(language model|sub-?agent|AI assistant|coding agent)\b/i,
  /https?:\/\/[^\s"'/]*\b(registry|artifactory|nexus|verdaccio|mirror)\b/i,
  /"resolved": "http/,
];

const PERSONAL_NOTES = [/\b(TODO|FIXME|XXX|HACK)\b/];

const read = repositoryFiles().filter((path) => path !== THIS_FILE && !BINARY.test(path));

const linesOf = (text: string, patterns: readonly RegExp[]): string[] =>
  text
    .split("\n")
    .flatMap((line, index) =>
      patterns.some((pattern) => pattern.test(line)) ? [`${index + 1}: ${line.trim()}`] : [],
    );

const linesWith = (patterns: readonly RegExp[], paths: string[]): string[] =>
  paths.flatMap((path) => linesOf(textOf(path), patterns).map((line) => `${path}:${line}`));

describe("the text of the repository", () => {
  it("is found at all", () => {
    expect(read).toContain("README.md");
    expect(read).toContain("package-lock.json");
  });

  it("would be found out if it spoke of something else", () => {
    const sample = `See ${["", "work", "main", "src"].join("/")}.\nAs issue 7 asks.\nA page of 7 issues.\n// TODO: later\nhttps://npm.registry.corp/x`;
    expect(linesOf(sample, WORKPLACE).map((line) => line[0])).toEqual(["1", "2", "5"]);
    expect(linesOf(sample, PERSONAL_NOTES).map((line) => line[0])).toEqual(["4"]);
  });

  it("speaks of the project alone, not of the place where it is made", () => {
    expect(linesWith(WORKPLACE, read)).toEqual([]);
  });

  it("holds no notes to self: what is missing is an issue, not a comment", () => {
    const code = read.filter((path) => /\.(tsx?|[cm]?js|sql|prisma|css)$/.test(path));
    expect(linesWith(PERSONAL_NOTES, code)).toEqual([]);
  });
});
