import { describe, expect, it } from "vitest";
import { type CommandState, commandStates } from "#core/contracts/commands.ts";
import { type CommandEvent, commandEvents, isReleased, nextState } from "./command-states.ts";

/** Written down a second time, by state, so that a slip in the table and a slip here would have to be the same. */
const EDGES: Record<CommandState, string> = {
  pending_approval:
    "sign→pending_approval approve→held reject→rejected expire→expired cancel→cancelled",
  held:
    "cancel→cancelled claim→executing require-approval→pending_approval refuse→failed " +
    "answered-pending→accepted answered-succeeded→succeeded answered-failed→failed",
  executing:
    "return→held lose→unknown decline→failed give-up→needs_human " +
    "answered-pending→accepted answered-succeeded→succeeded answered-failed→failed",
  unknown:
    "decline→failed give-up→needs_human answered-pending→accepted answered-succeeded→succeeded answered-failed→failed",
  needs_human:
    "disprove→failed answered-pending→accepted answered-succeeded→succeeded answered-failed→failed",
  accepted: "answered-succeeded→succeeded answered-failed→failed",
  succeeded: "answered-failed→failed_later",
  failed: "answered-pending→accepted answered-succeeded→succeeded",
  failed_later: "",
  rejected: "",
  cancelled: "",
  expired: "",
};

const edgesOf = (state: CommandState): string =>
  commandEvents
    .flatMap((event) => {
      const next = nextState(state, event);
      return next === null ? [] : [`${event}→${next}`];
    })
    .join(" ");

const reachable = (
  from: CommandState,
  allowed: (event: CommandEvent) => boolean,
): Set<CommandState> => {
  const seen = new Set<CommandState>([from]);
  for (const state of seen) {
    for (const event of commandEvents.filter(allowed)) {
      const next = nextState(state, event);
      if (next) seen.add(next);
    }
  }
  return seen;
};

describe("the life of a command", () => {
  it.each(commandStates)("%s: what can happen, and nothing else can", (state) => {
    expect(edgesOf(state)).toBe(EDGES[state]);
  });

  it("reaches every state from a request", () => {
    const found = new Set([
      ...reachable("pending_approval", () => true),
      ...reachable("held", () => true),
    ]);
    expect([...found].toSorted()).toEqual([...commandStates].toSorted());
  });

  it("never executes what needed a yes without one", () => {
    expect(reachable("pending_approval", (event) => event !== "approve")).toEqual(
      new Set(["pending_approval", "rejected", "expired", "cancelled"]),
    );
  });

  it("leaves a state in which Stripe may have acted only by what Stripe says, or by what people sign", () => {
    for (const event of commandEvents) {
      const next = nextState("unknown", event);
      const byStripe = event.startsWith("answered-") || event === "decline";
      expect(next === null || byStripe || next === "needs_human").toBe(true);
      const bySignature = event === "disprove";
      const fromPerson = nextState("needs_human", event);
      expect(fromPerson === null || bySignature || event.startsWith("answered-")).toBe(true);
      expect(bySignature && next !== null).toBe(false);
    }
  });

  it("gives back exactly where the money will not move", () => {
    expect(commandStates.filter(isReleased)).toEqual([
      "failed",
      "failed_later",
      "rejected",
      "cancelled",
      "expired",
    ]);
  });
});
