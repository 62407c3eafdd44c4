import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "#tests/support/eventually.ts";
import { isAlive, type ProcessIdentity } from "../process/identity.ts";
import { type ProcessPlan, superviseProcess } from "./supervised-process.ts";

let folder: string;
let started: ProcessIdentity[];
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "supervised-"));
  started = [];
  lines = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

function plan(program: string, isReady = async () => true): ProcessPlan {
  return {
    name: "sample",
    command: process.execPath,
    args: ["-e", program],
    environment: { GIVEN: "yes" },
    logFile: join(folder, "sample.log"),
    isReady,
    readyWithinMs: 10_000,
  };
}

const hooks = {
  log: (line: string) => void lines.push(line),
  onStart: (_name: string, identity: ProcessIdentity) => void started.push(identity),
};

const STAYS = "setInterval(() => undefined, 1000)";

test("starts a killed process again, says so, and ends the new one when stopped", async () => {
  const supervised = superviseProcess(plan(STAYS), hooks);
  await supervised.ready;
  const first = started[0];
  if (first === undefined) throw new Error("nothing was started");
  process.kill(first.pid, "SIGKILL");
  const second = await eventually(() => started[1], "a second incarnation");
  expect(lines).toEqual(["sample ended (SIGKILL): starting it again in 0.5 s"]);
  await supervised.stop();
  expect(isAlive(second)).toBe(false);
  expect(started).toHaveLength(2);
});

test("is not ready when the process ends first, and tells its own words", async () => {
  const supervised = superviseProcess(
    plan("console.error('cannot read the map'); process.exit(3)", async () => false),
    hooks,
  );
  await expect(supervised.ready).rejects.toThrow("did not start: cannot read the map");
});

test("shows the process what it was given, and nothing else of ours", async () => {
  process.env["SECRET_OF_THE_STARTER"] = "hidden";
  const report = join(folder, "environment.json");
  const program = `require("node:fs").writeFileSync(${JSON.stringify(report)}, JSON.stringify(process.env)); ${STAYS}`;
  writeFileSync(report, "");
  const supervised = superviseProcess(
    plan(program, async () => readFileSync(report, "utf8") !== ""),
    hooks,
  );
  await supervised.ready;
  await supervised.stop();
  delete process.env["SECRET_OF_THE_STARTER"];
  const seen = JSON.parse(readFileSync(report, "utf8")) as Record<string, string>;
  expect(seen["GIVEN"]).toBe("yes");
  expect(seen["SECRET_OF_THE_STARTER"]).toBeUndefined();
});
