import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Role } from "#core/roles.ts";
import { type OpenDelegation, type WantedDelegation, whyNotGiven } from "./delegation.policy.ts";

const NOON = new Date("2026-12-01T12:00:00Z");
const day = (n: number) => new Date(NOON.getTime() + n * 86_400_000);
const side = (id: string, role: Role, disabledAt: Date | null = null) => ({ id, role, disabledAt });
const [ida, max] = [side("ida", "finance"), side("max", "manager")];
const period = { startsAt: day(1), endsAt: day(8) };
const wanted: WantedDelegation = { delegator: max, delegate: ida, period, open: [] };
const open = (delegatorId: string, delegateId: string, from: number, to: number) => ({
  delegatorId,
  delegateId,
  startsAt: day(from),
  endsAt: day(to),
});

describe("a delegation", () => {
  it.each<[string, Partial<WantedDelegation>, string | null]>([
    ["of a manager to finance", {}, null],
    ["to oneself", { delegate: max }, "DELEGATE_UNFIT"],
    ["to who left", { delegate: side("ida", "finance", day(0)) }, "DELEGATE_UNFIT"],
    ["to who decides nothing", { delegate: side("sam", "support") }, "DELEGATE_UNFIT"],
    ["of money to an admin", { delegate: side("ada", "admin") }, "DELEGATE_UNFIT"],
    [
      "of an admin to an admin",
      { delegator: side("a", "admin"), delegate: side("b", "admin") },
      null,
    ],
    ["that is over", { period: { startsAt: day(-3), endsAt: day(-1) } }, "DELEGATION_PERIOD"],
    ["without length", { period: { startsAt: day(2), endsAt: day(2) } }, "DELEGATION_PERIOD"],
    ["of a hundred days", { period: { startsAt: day(1), endsAt: day(101) } }, "DELEGATION_PERIOD"],
    ["by who is away then already", { open: [open("max", "eva", 7, 9)] }, "DELEGATION_OVERLAPS"],
    ["by who is away right before", { open: [open("max", "eva", 0, 1)] }, null],
    ["to who is away then", { open: [open("ida", "eva", 0, 2)] }, "DELEGATION_OVERLAPS"],
    ["by who stands in then", { open: [open("eva", "max", 0, 2)] }, "DELEGATION_OVERLAPS"],
    ["to who stands in for another too", { open: [open("eva", "ida", 0, 9)] }, null],
  ])("%s", (_name, change, expected) => {
    expect(whyNotGiven({ ...wanted, ...change }, NOON)).toBe(expected);
  });

  it("makes no chain, whoever goes away in whatever order", () => {
    const ids = ["a", "b", "c", "d"] as const;
    const attempt = fc.tuple(
      fc.constantFrom(...ids),
      fc.constantFrom(...ids),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 10 }),
    );
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 20 }), (attempts) => {
        const given: OpenDelegation[] = [];
        for (const [from, to, start, length] of attempts) {
          const next = open(from, to, start, start + length);
          const [delegator, delegate] = [side(from, "finance"), side(to, "manager")];
          if (whyNotGiven({ delegator, delegate, period: next, open: given }, NOON) === null)
            given.push(next);
        }
        for (const one of given)
          for (const other of given.filter((another) => another !== one)) {
            const meets = one.startsAt < other.endsAt && other.startsAt < one.endsAt;
            const chained =
              one.delegateId === other.delegatorId || one.delegatorId === other.delegatorId;
            expect(meets && chained).toBe(false);
          }
      }),
    );
  });
});
