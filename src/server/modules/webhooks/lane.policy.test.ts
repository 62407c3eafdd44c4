import { describe, expect, it } from "vitest";
import { type LaneEvent, type LaneFacts, nextHead, planLane } from "./lane.policy.ts";

const at = (second: number) => new Date(second * 1000);
const event = (seq: number, second: number, more: Partial<LaneEvent> = {}): LaneEvent => ({
  seq: BigInt(seq),
  eventId: `evt_${seq}`,
  type: "customer.updated",
  createdAt: at(second),
  apiVersion: "v",
  ...more,
});
const plan = (events: LaneEvent[], more: Partial<LaneFacts> = {}) =>
  planLane({
    objectType: "customer",
    projected: true,
    events,
    head: null,
    fails: 0,
    apiVersion: "v",
    ...more,
  });
const head = (second: number, ...appliedIds: string[]) => ({
  asOf: at(second),
  appliedIds,
  deleted: false,
});

describe("the plan of a lane", () => {
  it("is nothing without events and to ignore what the console does not keep", () => {
    expect(plan([]).kind).toBe("nothing");
    expect(plan([event(1, 5)], { projected: false }).kind).toBe("ignore");
  });

  it("applies the newest snapshot, whatever the order of arrival", () => {
    expect(plan([event(1, 9), event(2, 5)])).toMatchObject({
      kind: "snapshot",
      newest: { eventId: "evt_1" },
    });
    expect(plan([event(3, 9)], { head: head(8, "evt_2") })).toMatchObject({ kind: "snapshot" });
  });

  it.each([
    ["same_second", [event(1, 5), event(2, 5)], {}],
    ["same_second", [event(2, 5)], { head: head(5, "evt_1") }],
    ["late", [event(2, 4)], { head: head(5, "evt_1") }],
    ["late", [event(2, 4), event(3, 9)], { head: head(5, "evt_1") }],
    ["api_version", [event(1, 5, { apiVersion: "older" })], {}],
    ["deletion", [event(1, 5, { type: "customer.deleted" })], {}],
    ["tombstone", [event(2, 9)], { head: { ...head(5), deleted: true } }],
    ["failed_before", [event(1, 5)], { fails: 1 }],
    ["unreliable_snapshot", [event(1, 5)], { objectType: "refund" }],
    ["unreliable_snapshot", [event(1, 5)], { objectType: "charge" }],
    ["unreliable_snapshot", [event(1, 5)], { objectType: "payment_intent" }],
  ])("reads the object from Stripe: %s", (reason, events, more) => {
    expect(plan(events, more)).toMatchObject({ kind: "refetch", reason });
  });
});

describe("the head after a round", () => {
  it("is as of the newest event it covers, and never goes back", () => {
    expect(nextHead(null, [event(1, 5), event(2, 7)], false)).toEqual({
      asOf: at(7),
      appliedIds: ["evt_2"],
      deleted: false,
    });
    expect(nextHead(head(9, "evt_0"), [event(1, 5)], false)).toEqual({
      asOf: at(9),
      appliedIds: ["evt_0"],
      deleted: false,
    });
  });

  it("remembers every event of its second", () => {
    expect(nextHead(head(5, "evt_1"), [event(2, 5)], false).appliedIds).toEqual(["evt_1", "evt_2"]);
  });
});
