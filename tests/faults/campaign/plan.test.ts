import { expect, it } from "vitest";
import { planRun } from "./plan.ts";
import { STOP_POINTS } from "./stop-points.ts";

const RUNS = 200;

it("plans the same run for the same seed, whatever runs come before it", () => {
  const alone = planRun(7, 13);
  for (let run = 0; run < RUNS; run += 1) planRun(7, run);
  expect(planRun(7, 13)).toEqual(alone);
  expect(planRun(8, 13)).not.toEqual({ ...alone, seed: 8 });
});

it("comes to every step of a command's life, with every fate that it can have there", () => {
  const plans = Array.from({ length: RUNS }, (_, run) => planRun(1, run));
  const stops = plans.flatMap(({ steps }) =>
    steps.flatMap(({ stop, acts }) => [
      ...(stop === null ? [] : [stop]),
      ...acts.flatMap((act) => (act.do === "ask" && act.dies !== null ? [act.dies] : [])),
    ]),
  );
  expect(new Set(stops.map(({ point }) => point))).toEqual(new Set(Object.keys(STOP_POINTS)));
  expect(new Set(stops.map(({ fate }) => fate))).toEqual(
    new Set(["kill", "freeze", "cut", "fail"]),
  );
  expect(
    new Set(plans.flatMap(({ steps }) => steps.flatMap(({ clock }) => clock?.who ?? []))),
  ).toEqual(new Set(["everyone", "one worker"]));
});
