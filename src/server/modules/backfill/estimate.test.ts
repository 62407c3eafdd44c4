import { describe, expect, it } from "vitest";
import { estimateList, estimateRun } from "./estimate.ts";

const history = { start: 1_000, now: 2_000 };
const totals = { imported: 300n, windows: 3, finished: 1, coveredSeconds: 250 };

describe("the estimate of a list", () => {
  it("goes by the share of the time that is covered", () => {
    expect(estimateList(totals, history)).toEqual({ imported: 300, total: 1_200 });
  });

  it("is what was counted once every window is in", () => {
    const all = { ...totals, finished: 3, coveredSeconds: 10 };
    expect(estimateList(all, history)).toEqual({ imported: 300, total: 300 });
  });

  it("is not told while too little is covered", () => {
    expect(estimateList({ ...totals, coveredSeconds: 5 }, history).total).toBeNull();
  });

  it("is never less than what is in", () => {
    expect(estimateList({ ...totals, coveredSeconds: 5_000 }, history).total).toBe(300);
  });
});

describe("the estimate of a run", () => {
  it("tells share, rate and time left", () => {
    const lists = [
      { imported: 100, total: 400 },
      { imported: 100, total: 100 },
    ];
    expect(estimateRun(lists, 10_000)).toEqual({ percent: 40, perSecond: 20, secondsLeft: 15 });
  });

  it("tells only the rate while a list is unknown", () => {
    const lists = [
      { imported: 50, total: null },
      { imported: 50, total: 100 },
    ];
    expect(estimateRun(lists, 10_000)).toEqual({ percent: null, perSecond: 10, secondsLeft: null });
  });

  it("is whole where there was nothing to bring", () => {
    expect(estimateRun([{ imported: 0, total: 0 }], 10)).toMatchObject({ percent: 100 });
  });
});
