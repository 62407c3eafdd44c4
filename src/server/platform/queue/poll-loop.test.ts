import { expect, it } from "vitest";
import { createLogger } from "../log/logger.ts";
import { runPollLoop } from "./poll-loop.ts";

const log = createLogger("test", "silent");

it("goes on after failures and ends when it is told to, once the work under way is done", async () => {
  const stopping = new AbortController();
  const done: string[] = [];
  const steps: (() => Promise<boolean>)[] = [
    () => Promise.reject(new Error("the database restarts")),
    () => Promise.resolve(true),
    async () => {
      stopping.abort();
      await Promise.resolve();
      done.push("finished what was under way");
      return true;
    },
    () => Promise.reject(new Error("must not run")),
  ];
  let calls = 0;
  const work = (): Promise<boolean> => {
    const step = steps[calls];
    calls += 1;
    return step === undefined ? Promise.resolve(false) : step();
  };
  await runPollLoop({ name: "test", idleMs: 1, work }, log, stopping.signal);
  expect(calls).toBe(3);
  expect(done).toEqual(["finished what was under way"]);
});
