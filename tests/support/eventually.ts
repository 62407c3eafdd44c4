import { pollUntil } from "../../scripts/process/poll-until.ts";

const DEADLINE_MS = 10_000;

/**
 * Waits for a condition instead of for a time.
 * In: a probe that answers with a value once the condition holds (undefined or false until then), what is awaited in
 * words, the deadline in milliseconds. Out: the value. Throws when the deadline passes, with the words.
 */
export async function eventually<T>(
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  awaited: string,
  deadlineMs: number = DEADLINE_MS,
): Promise<T> {
  const answer = await pollUntil(probe, deadlineMs);
  if (answer === undefined) throw new Error(`Not within ${deadlineMs} ms: ${awaited}`);
  return answer;
}
