import { expect, it } from "vitest";
import { Wake } from "./wake.ts";

const LONG_MS = 600_000;
const never = new AbortController().signal;

/** Which of two waits ends first. */
const first = (waits: Readonly<Record<string, Promise<void>>>) =>
  Promise.race(Object.entries(waits).map(([name, wait]) => wait.then(() => name)));

it("ends a wait at once, also when it was called before", async () => {
  const wake = new Wake();
  const waiting = wake.wait(LONG_MS, never);
  wake.call();
  expect(await first({ waiting })).toBe("waiting");
  wake.call();
  expect(await first({ remembered: wake.wait(LONG_MS, never) })).toBe("remembered");
});

it("is used up by the wait that it ended, and gives way to time and to the end of all", async () => {
  const wake = new Wake();
  wake.call();
  await wake.wait(LONG_MS, never);
  const ending = new AbortController();
  const usedUp = wake.wait(LONG_MS, ending.signal);
  const short = new Wake().wait(1, never);
  expect(await first({ usedUp, short })).toBe("short");
  ending.abort();
  expect(await first({ usedUp })).toBe("usedUp");
});
