import { type RandomStream, randomStream } from "#sandbox/history/random-stream.ts";
import { type SandboxFault, sandboxFaults } from "./sandbox-faults.ts";
import { FATES, type Fate, STOP_POINTS, type StopPoint } from "./stop-points.ts";
import { subjects } from "./subjects.ts";

/** What somebody does. Numbers that name a person, a target or a command are taken modulo how many there are then. */
export type Act =
  | {
      readonly do: "ask";
      readonly target: number;
      readonly person: number;
      readonly amount: number;
      /** How many times at once, as a double click or two tabs do. */
      readonly times: number;
      readonly holdMs: number;
      /** In a console process of its own that is stopped there. */
      readonly dies: { readonly point: "W0" | "W1"; readonly fate: Fate } | null;
    }
  | { readonly do: "undo"; readonly pick: number }
  | { readonly do: "decide"; readonly pick: number; readonly person: number; readonly yes: boolean }
  | { readonly do: "dashboard"; readonly target: number; readonly amount: number }
  /** Leaves the company: what they asked for is refused from then on. */
  | { readonly do: "leave"; readonly person: number };

/** What happens to clocks: everybody's, Stripe's too, or one worker's alone. */
export interface ClockJump {
  readonly who: "everyone" | "one worker";
  readonly hours: number;
}

/** What happens at once; the next step begins when its stop was reached and had its fate, or nobody reached it in time. */
export interface Step {
  readonly faults: readonly SandboxFault[];
  readonly stop: { readonly point: StopPoint; readonly fate: Fate } | null;
  readonly clock: ClockJump | null;
  readonly acts: readonly Act[];
}

export interface RunPlan {
  readonly seed: number;
  readonly run: number;
  /** Which kind each target is of, and the card that paid for it. */
  readonly targets: readonly { readonly subject: string; readonly card: string }[];
  readonly steps: readonly Step[];
  /** Whether what still waits for an approval in the end is approved. */
  readonly approvesTheRest: boolean;
}

const AMOUNTS = [1, 700, 1_300, 2_000] as const;
/** Paid; a refund to it stays pending at first; a refund to it fails later. */
const CARDS = [
  ["pm_card_visa", 6],
  ["pm_card_pendingRefund", 2],
  ["pm_card_refundFail", 1],
] as const;
const WORKER_POINTS = (Object.keys(STOP_POINTS) as StopPoint[]).filter(
  (point) => point !== "W0" && point !== "W1",
) as [StopPoint, ...StopPoint[]];

/** Everything that will be tried in one run: the same seed and run are always the same plan. */
export function planRun(seed: number, run: number): RunPlan {
  const draw = randomStream(`faults ${seed} ${run}`);
  const steps = draw.between(2, 4);
  const targets = Array.from({ length: steps + 1 }, () => ({
    // Refunds are what can go wrong in most ways: many on one charge, pending, failing later.
    subject: draw.weighted([
      [subjects[0].kind, 2 * subjects.length],
      ...subjects.map(({ kind }) => [kind, 1] as const),
    ]),
    card: draw.weighted(CARDS),
  }));
  return {
    seed,
    run,
    targets,
    steps: Array.from({ length: steps }, (_, target) => planStep(draw, target)),
    approvesTheRest: draw.chance(0.5),
  };
}

/** Each step begins with a request that needs nobody else, on something untouched, so that there is work to disturb. */
function planStep(draw: RandomStream, target: number): Step {
  const point = draw.pick(WORKER_POINTS);
  return {
    faults: draw.chance(0.75) ? [sandboxFaults(draw)] : [],
    stop: draw.chance(0.9) ? { point, fate: draw.pick(FATES[point]) } : null,
    clock: draw.chance(0.15) ? planJump(draw) : null,
    acts: [
      { ...planAsk(draw), target, person: 1, amount: 700 },
      ...Array.from({ length: draw.between(1, 4) }, () => planAct(draw)),
    ],
  };
}

function planJump(draw: RandomStream): ClockJump {
  return draw.pick<ClockJump>([
    { who: "everyone", hours: 25 },
    { who: "one worker", hours: -1 },
    { who: "one worker", hours: 25 },
  ]);
}

function planAct(draw: RandomStream): Act {
  const kind = draw.weighted<Act["do"]>([
    ["ask", 5],
    ["decide", 4],
    ["undo", 2],
    ["dashboard", 2],
    ["leave", 0.3],
  ]);
  const pick = draw.between(0, 99);
  const person = draw.between(0, 99);
  switch (kind) {
    case "ask":
      return planAsk(draw);
    case "decide":
      return { do: "decide", pick, person, yes: draw.chance(0.8) };
    case "undo":
      return { do: "undo", pick };
    case "dashboard":
      return { do: "dashboard", target: pick, amount: draw.pick(AMOUNTS) };
    case "leave":
      return { do: "leave", person };
  }
}

function planAsk(draw: RandomStream): Extract<Act, { do: "ask" }> {
  const point = draw.pick<"W0" | "W1">(["W0", "W1"]);
  return {
    do: "ask",
    target: draw.between(0, 99),
    person: draw.between(0, 99),
    amount: draw.pick(AMOUNTS),
    times: draw.weighted([
      [1, 5],
      [2, 2],
      [4, 1],
    ]),
    holdMs: draw.pick([0, 0, 30, 150]),
    dies: draw.chance(0.12) ? { point, fate: draw.pick(FATES[point]) } : null,
  };
}
