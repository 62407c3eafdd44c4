import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyAll,
  deliver,
  eventsSoFar,
  forgetAll,
  headsOf,
  inboxOf,
  sell,
  sweepIfDue,
  useSweepDesk,
} from "#tests/support/sweep-desk.ts";

const DAY_SECONDS = 86_400;
const desk = useSweepDesk();

describe("any subset of the deliveries that is lost", () => {
  it("leads to the same end state as none", { timeout: 60_000 }, async () => {
    await sell(desk());
    desk().sandbox.engine.changeClock({ advanceSeconds: DAY_SECONDS });
    await sell(desk());
    desk().sandbox.engine.changeClock({ advanceSeconds: 60 });
    const events = await eventsSoFar(desk());
    await deliver(desk(), events);
    await applyAll(desk());
    const expected = await headsOf(desk());
    expect(expected.size).toBeGreaterThanOrEqual(8);
    const begun = await desk().worker.db.prisma.feedLane.findMany();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...events]), async (arrived) => {
        await forgetAll(desk().owner);
        await desk().owner.db.prisma.feedLane.createMany({
          data: begun.map((lane) => ({ ...lane, runAfter: new Date(0) })),
        });
        await deliver(desk(), arrived.slice(0, 3));
        await sweepIfDue(desk());
        await deliver(desk(), arrived.slice(3));
        await applyAll(desk());
        expect(await headsOf(desk())).toEqual(expected);
        const ids = (await inboxOf(desk())).map(({ eventId }) => eventId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 15 },
    );
  });
});
