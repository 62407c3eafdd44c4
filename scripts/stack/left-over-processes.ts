import { endProcess, isAlive } from "../process/identity.ts";
import { PlainFailure } from "../process/plain-failure.ts";
import type { StackState } from "./state-file.ts";

/**
 * Ends what a killed run left behind. In: the last state. Out: the names of what was ended.
 * Throws PlainFailure when the last run is not a left-over but lives.
 */
export async function endLeftOvers(state: StackState): Promise<string[]> {
  const { running } = state;
  if (running === undefined) return [];
  if (running.supervisor.pid !== process.pid && isAlive(running.supervisor)) {
    throw new PlainFailure(
      `This clone already runs at ${running.webUrl} (process ${running.supervisor.pid}): use that one, or stop it first.`,
    );
  }
  const left = running.processes.filter((leftOver) => isAlive(leftOver));
  const ended = await Promise.all(left.map((leftOver) => endProcess(leftOver)));
  const stubborn = left.find((_, index) => ended[index] !== true);
  if (stubborn !== undefined) {
    throw new PlainFailure(
      `Process ${stubborn.pid} (${stubborn.name}) of an earlier run does not end: end it first.`,
    );
  }
  return left.map((leftOver) => leftOver.name);
}
