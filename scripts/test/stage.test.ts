import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runStage } from "./stage.ts";

const node = (program: string) => ({
  name: "sample",
  command: process.execPath,
  args: ["-e", program],
});

beforeEach(() => {
  vi.spyOn(console, "log").mockReturnValue();
});

afterEach(() => {
  vi.restoreAllMocks();
});

test("a check passes or fails as one, by its exit code", async () => {
  expect(await runStage(node(""))).toMatchObject({ passed: 1, failed: 0 });
  expect(await runStage(node("process.exit(2)"))).toMatchObject({ passed: 0, failed: 1 });
});

test("a program that ran no test has failed", async () => {
  const count = () => ({ passed: 0, failed: 0 });
  expect(await runStage({ ...node(""), count })).toMatchObject({ passed: 0, failed: 1 });
});

test("a program without a report has failed", async () => {
  const count = () => {
    throw new Error("no such file");
  };
  expect(await runStage({ ...node(""), count })).toMatchObject({ passed: 0, failed: 1 });
});

test("a program that fails although all its tests passed has failed", async () => {
  const count = () => ({ passed: 5, failed: 0 });
  expect(await runStage({ ...node("process.exit(1)"), count })).toMatchObject({
    passed: 5,
    failed: 1,
  });
});
