import { setTimeout as pause } from "node:timers/promises";
import type { BackfillStatus } from "#core/contracts/backfill.ts";
import { DomainError } from "#core/errors.ts";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import { installBackfill, readBackfill } from "#server/modules/backfill/index.ts";
import { type Answer, printed, UsageError } from "./answer.ts";

const LOOK_EVERY_MS = 1_000;
const OPEN: ReadonlySet<string> = new Set(["wanted", "running", "proving"]);

/** `backfill start`: orders a reading of the history; the workers do it. One that is open already stays the one. */
export async function startBackfill(
  { runtime }: CommandLine,
  fromDay: string | null,
): Promise<Answer> {
  const order = await installBackfill(runtime, fromDay).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "INVALID_INPUT")
      throw new UsageError(
        "--from must be at least 45 days ago: money of before it may still be pending",
      );
    throw error;
  });
  const said = order.isNew ? "ordered" : "under way already";
  return { data: order, lines: [`backfill ${said}: ${order.runId}`], finding: false };
}

/** `backfill status`: how far the newest run is. A failure or an unproven run is a finding. */
export async function backfillStatus({ runtime }: CommandLine): Promise<Answer> {
  return answerOf(await readBackfill(runtime));
}

/** `backfill status --watch`: tells it each second until the run is at its end, then once more. */
export async function watchBackfill(line: CommandLine, json: boolean): Promise<Answer> {
  for (;;) {
    const status = await readBackfill(line.runtime);
    if (status.run === null || !OPEN.has(status.run.state)) return answerOf(status);
    process.stdout.write(`${printed(answerOf(status), json)}\n`);
    await pause(LOOK_EVERY_MS);
  }
}

function answerOf(status: BackfillStatus): Answer {
  const { run, lists, percent, perSecond, secondsLeft } = status;
  const pace = [
    ...(percent === null ? [] : [`${percent} %`]),
    ...(perSecond === null ? [] : [`${Math.round(perSecond)}/s`]),
    ...(secondsLeft === null ? [] : [`${secondsLeft} s left`]),
  ];
  const failures = [run, ...lists].flatMap((one) => one?.lastError ?? []);
  const lines = [
    `backfill: ${[run?.state ?? "none yet", ...pace].join(", ")}`,
    ...lists.map(({ objectType, imported, estimatedTotal, finished }) => {
      const total = finished ? "done" : `of about ${estimatedTotal ?? "?"}`;
      return `  ${objectType.padEnd(22)} ${String(imported).padStart(10)} ${total}`;
    }),
    ...failures.map((message) => `waits and goes on: ${message}`),
    ...(status.proof?.rows ?? []).map(
      ({ currency, segment, opening, transactions, stripe, difference }) =>
        `  ${currency} ${segment.padEnd(9)} opening ${opening} + transactions ${transactions} = ${opening + transactions}, Stripe ${stripe}, difference ${difference}`,
    ),
  ];
  return { data: status, lines, finding: failures.length > 0 || run?.state === "unproven" };
}
