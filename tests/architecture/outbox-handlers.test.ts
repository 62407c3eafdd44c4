import { describe, expect, it } from "vitest";
import { eventPayloads } from "#core/contracts/events.ts";
import { outboxHandlers } from "#worker/outbox-handlers.ts";

const topics = Object.keys(eventPayloads).toSorted();

describe("the topics of the outbox", () => {
  it("are found at all", () => {
    expect(topics.length).toBeGreaterThan(3);
  });

  it("each have a handler in the worker, and no handler waits for a topic that is gone", () => {
    expect(Object.keys(outboxHandlers).toSorted()).toEqual(topics);
  });

  it("are handled by functions", () => {
    const odd = Object.entries(outboxHandlers).filter(
      ([, handler]) => typeof handler !== "function",
    );
    expect(odd.map(([topic]) => topic)).toEqual([]);
  });
});
