import { describe, expect, it } from "vitest";
import type { ChecklistFacts } from "./checklist.repo.ts";
import { type CheckedMonth, checklistOf } from "./period-checklist.ts";

const END = new Date("2026-11-01T00:00:00Z");
const LATER = new Date("2026-11-03T00:00:00Z");
const EARLIER = new Date("2026-10-31T23:59:59.999Z");
const clean: ChecklistFacts = {
  drainedTo: LATER,
  readings: [{ currency: "eur", drift: 0n, readAt: LATER }],
  lastRun: { id: "r", asOf: LATER },
  breaks: [],
  suspense: [],
  payouts: { arrived: 20n, unmatched: 0n },
  banks: [{ label: "Bank", covered: true }],
  pending: 0n,
};
const month: CheckedMonth = { end: END, now: LATER, isNext: true };

/** The checks that are not done, with their state. */
const open = (facts: Partial<ChecklistFacts>, when: Partial<CheckedMonth> = {}) =>
  checklistOf({ ...clean, ...facts }, { ...month, ...when }).flatMap(({ id, state }) =>
    state === "done" ? [] : [`${id} ${state}`],
  );

describe("the checklist of a month", () => {
  it.each<[string, Partial<ChecklistFacts>, Partial<CheckedMonth>, string[]]>([
    ["all is done", {}, {}, []],
    ["the month ends at this instant", {}, { now: END }, []],
    ["the month runs", {}, { now: EARLIER }, ["over blocks"]],
    ["an earlier month is open", {}, { isNext: false }, ["order blocks"]],
    ["the feed is behind", { drainedTo: EARLIER }, {}, ["feed blocks"]],
    ["the feed never ran", { drainedTo: null }, {}, ["feed blocks"]],
    [
      "the balance differs",
      { readings: [{ currency: "eur", drift: -1n, readAt: LATER }] },
      {},
      ["drift blocks"],
    ],
    ["the balance was never compared", { readings: [] }, {}, ["drift blocks"]],
    [
      "one currency was not compared since",
      {
        readings: [
          { currency: "eur", drift: 0n, readAt: LATER },
          { currency: "usd", drift: 0n, readAt: EARLIER },
        ],
      },
      {},
      ["drift blocks"],
    ],
    ["no run looked at it", { lastRun: null }, {}, ["run blocks"]],
    ["the run is older than its end", { lastRun: { id: "r", asOf: EARLIER } }, {}, ["run blocks"]],
    ["a change waits", { pending: 1n }, {}, ["pending blocks"]],
    ["a break is open", { breaks: [{ level: "R1", count: 2n }] }, {}, ["breaks listed"]],
    [
      "something stands in suspense",
      { suspense: [{ currency: "eur", balance: 5n }] },
      {},
      ["suspense listed"],
    ],
    [
      "a payout is not explained",
      { payouts: { arrived: 3n, unmatched: 1n } },
      {},
      ["payouts listed"],
    ],
    ["no payout arrived", { payouts: { arrived: 0n, unmatched: 0n } }, {}, []],
    ["no bank is set up", { banks: [] }, {}, ["bank listed"]],
    ["a statement is missing", { banks: [{ label: "B", covered: false }] }, {}, ["bank listed"]],
  ])("when %s", (_name, facts, when, expected) => {
    expect(open(facts, when)).toEqual(expected);
  });

  it("says how much differs, in the currency's own digits", () => {
    const texts = checklistOf(
      { ...clean, readings: [{ currency: "jpy", drift: 12n, readAt: LATER }] },
      month,
    ).map(({ text }) => text);
    expect(texts).toContain("They differ by 12 JPY.");
  });
});
