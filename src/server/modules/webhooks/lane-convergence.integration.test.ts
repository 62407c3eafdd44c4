import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";
import { FakeStripe, type State, versionOf } from "#tests/support/fake-stripe.ts";
import { changed, type LaneBench, useLaneBench } from "#tests/support/lane-bench.ts";

const bench = useLaneBench();
const {
  deliver,
  drain,
  projections,
  statuses,
  worker,
}: Pick<LaneBench, "deliver" | "drain" | "projections" | "statuses" | "worker"> = {
  deliver: (event) => bench().deliver(event),
  drain: (lanes) => bench().drain(lanes),
  projections: () => bench().projections(),
  statuses: () => bench().statuses(),
  worker: (stripe, more) => bench().worker(stripe, more),
};

describe("any history", () => {
  const history = fc.array(
    fc.record({
      type: fc.constantFrom<StripeObjectType>("customer", "refund"),
      created: fc.integer({ min: 1, max: 6 }),
    }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );

  it("leads to the same projections and heads, however its events are permuted and repeated", {
    timeout: 60_000,
  }, async () => {
    const orders = history.chain((steps) => {
      const deliveries = [...steps.keys(), ...steps.keys()];
      return fc.record({
        steps: fc.constant(steps),
        order: fc.shuffledSubarray(deliveries, { minLength: 1, maxLength: deliveries.length }),
        batch: fc.integer({ min: 1, max: 4 }),
      });
    });
    await fc.assert(
      fc.asyncProperty(orders, async ({ steps, order, batch }) => {
        await bench().forgetAll();
        const stripe = new FakeStripe();
        const sorted = steps.toSorted((a, b) => a.created - b.created);
        const states = sorted.map(
          ({ type }, version): State => ({ type, id: `${type}_1`, version: version + 1 }),
        );
        for (const state of states) stripe.objects.set(state.id, state);
        const all = [...order, ...states.keys()];
        for (const [position, index] of all.entries()) {
          const state = states[index];
          const created = sorted[index]?.created;
          if (state === undefined || created === undefined) continue;
          await deliver(changed(`evt_${index}`, state, created));
          if (position % batch === 0) await drain(worker(stripe));
        }
        await drain(worker(stripe));
        const expected = [...stripe.objects.values()]
          .map(({ type, id, version }) => ({ type, id, version }))
          .toSorted((a, b) => (a.type < b.type ? -1 : 1));
        expect(await projections()).toEqual(expected);
        const heads = await bench().runtime.db.prisma.objectHead.findMany({
          select: { objectId: true, doc: true },
          orderBy: { objectId: "asc" },
        });
        expect(heads.map(({ objectId, doc }) => [objectId, versionOf(doc as object)])).toEqual(
          expected.map(({ id, version }) => [id, version]),
        );
        expect(
          Object.values(await statuses()).every(
            (status) => status === "done" || status === "superseded",
          ),
        ).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
