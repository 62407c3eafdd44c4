import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { identify, isAlive, type ProcessIdentity } from "../process/identity.ts";
import { endLeftOvers } from "./left-over-processes.ts";
import { newState, type StackState } from "./state-file.ts";

const children: ReturnType<typeof spawn>[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function startSomething(): Promise<ProcessIdentity> {
  const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
  children.push(child);
  await once(child, "spawn");
  const identity = identify(child.pid);
  if (identity === undefined) throw new Error("the child is not there");
  return identity;
}

const gone: ProcessIdentity = { pid: 1, startedAt: "never" };

function stateWith(supervisor: ProcessIdentity, processes: ProcessIdentity[]): StackState {
  const database = {
    ownerUrl: "",
    roleUrls: {
      countersign_web: "",
      countersign_ingest: "",
      countersign_worker: "",
      countersign_sealer: "",
      countersign_reader: "",
    },
  };
  const urls = { webUrl: "http://localhost:1", ingestUrl: "", sandboxUrl: "", sandboxClockUrl: "" };
  const named = processes.map((identity) => ({ name: "worker", ...identity }));
  return {
    ...newState({ days: 1, scenario: "default", seed: 1 }),
    running: { supervisor, processes: named, database, ...urls },
  };
}

test("ends what a killed run left behind, and names it", async () => {
  const left = await startSomething();
  expect(await endLeftOvers(stateWith(gone, [left]))).toEqual(["worker"]);
  expect(isAlive(left)).toBe(false);
});

test("spares a stranger that was given the same number", async () => {
  const stranger = await startSomething();
  expect(await endLeftOvers(stateWith(gone, [{ ...stranger, startedAt: "earlier" }]))).toEqual([]);
  expect(isAlive(stranger)).toBe(true);
});

test("refuses while the last run lives", async () => {
  const supervisor = await startSomething();
  await expect(endLeftOvers(stateWith(supervisor, []))).rejects.toThrow(
    `already runs at http://localhost:1 (process ${supervisor.pid})`,
  );
});
