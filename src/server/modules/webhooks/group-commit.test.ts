import { describe, expect, it } from "vitest";
import {
  GroupCommit,
  GroupCommitFull,
  type GroupCommitLimits,
  GroupCommitTimeout,
} from "./group-commit.ts";

const LIMITS: GroupCommitLimits = {
  inFlight: 1,
  batchItems: 3,
  batchWeight: 10,
  waiting: 4,
  timeoutMs: 1_000,
};

/** Statements that a test lets finish one by one. */
function statements(limits: Partial<GroupCommitLimits> = {}) {
  const batches: number[][] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const group = new GroupCommit<number, number>(
    { ...LIMITS, ...limits },
    {
      commit: async (items) => {
        batches.push([...items]);
        const gate = Promise.withResolvers<void>();
        gates.push(gate);
        await gate.promise;
        if (items.includes(666)) throw new Error("bad item");
        return items.map((item) => item * 2);
      },
      weigh: (item) => item,
      mayBeOneItemsFault: (error) => error instanceof Error && error.message === "bad item",
    },
  );
  const finish = async (): Promise<void> => {
    gates.shift()?.resolve();
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { group, batches, finish };
}

describe("a group commit", () => {
  it("sends the first at once and those that waited meanwhile together, each with its own outcome", async () => {
    const { group, batches, finish } = statements();
    const outcomes = Promise.all([1, 2, 3, 4].map((item) => group.submit(item)));
    await finish();
    await finish();
    expect(batches).toEqual([[1], [2, 3, 4]]);
    expect(await outcomes).toEqual([2, 4, 6, 8]);
  });

  it("is bounded by items and by weight, but takes a single heavy item", async () => {
    const { group, batches, finish } = statements();
    const outcomes = Promise.all([1, 50, 6, 7].map((item) => group.submit(item)));
    for (let n = 0; n < 4; n += 1) await finish();
    await outcomes;
    expect(batches).toEqual([[1], [50], [6], [7]]);
  });

  it("lets a bad item fail alone", async () => {
    const { group, finish } = statements({ batchWeight: 10_000 });
    const settled = Promise.allSettled([1, 2, 666, 3].map((item) => group.submit(item)));
    for (let n = 0; n < 6; n += 1) await finish();
    expect((await settled).map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
  });

  it("refuses at once when too many wait, and gives up on what takes too long", async () => {
    const { group, batches } = statements({ timeoutMs: 20 });
    const waiting = Promise.allSettled([1, 2, 3, 4, 5].map((item) => group.submit(item)));
    await expect(group.submit(6)).rejects.toThrow(GroupCommitFull);
    const outcomes = await waiting;
    expect(
      outcomes.every(
        (outcome) => outcome.status === "rejected" && outcome.reason instanceof GroupCommitTimeout,
      ),
    ).toBe(true);
    expect(batches).toEqual([[1]]);
  });
});
