import { EVERYTHING, type OperationsDto } from "#core/contracts/operations.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findPace } from "#server/platform/stripe/rate-budget.repo.ts";
import type { CommandKinds } from "../commands/index.ts";
import { coverable } from "./coverable.ts";
import { countTraffic, findEarlierSwitches } from "./operations.repo.ts";
import { describeSwitches, readStops } from "./read-stops.ts";

const MAX_EARLIER = 20;

/** What is stopped, what waits, and how fast Stripe is called. */
export async function readOperations(
  runtime: Pick<Runtime, "db" | "scope" | "clock">,
  kinds: CommandKinds,
): Promise<OperationsDto> {
  const { db, scope } = runtime;
  const [stops, traffic, pace, earlier] = await Promise.all([
    readStops(runtime),
    countTraffic(db, scope),
    findPace(db, scope),
    findEarlierSwitches(db, scope, MAX_EARLIER),
  ]);
  const { lastMinute, failedLastMinute, limitedLastMinute, ...queue } = traffic;
  return {
    stops,
    queue,
    calls: {
      lastMinute,
      failedLastMinute,
      limitedLastMinute,
      pace: pace && { perSecond: pace.perSecond, burst: pace.burst, reserved: pace.reserved },
    },
    kinds: coverable(kinds).filter((covers) => covers !== EVERYTHING),
    earlier: await describeSwitches(runtime, earlier),
  };
}
