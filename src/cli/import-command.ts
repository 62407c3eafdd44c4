import { setTimeout as pause } from "node:timers/promises";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import { type ImportStatus, readImport } from "#server/modules/backfill/index.ts";
import type { Answer } from "./answer.ts";

const LOOK_EVERY_MS = 500;

/** `import status`: how far the first import of the account is. A noted failure is a finding. */
export async function importStatus({ runtime }: CommandLine): Promise<Answer> {
  return answerOf(await readImport(runtime));
}

/** `import wait`: the same, once the import is finished or `timeoutSeconds` of real time have passed. */
export async function awaitImport(
  { runtime }: CommandLine,
  timeoutSeconds: number,
): Promise<Answer> {
  const deadline = runtime.clock.realNow().getTime() + timeoutSeconds * 1_000;
  for (;;) {
    const status = await readImport(runtime);
    const late = runtime.clock.realNow().getTime() >= deadline;
    if (status.state === "finished" || late)
      return { ...answerOf(status), finding: status.state !== "finished" };
    await pause(LOOK_EVERY_MS);
  }
}

function answerOf(status: ImportStatus): Answer {
  const lines = [
    `import: ${status.state.replaceAll("_", " ")}`,
    ...status.steps.map(({ objectType, imported, finishedAt }) => {
      return `  ${objectType.padEnd(22)} ${String(imported).padStart(10)} ${finishedAt === null ? "running" : "done"}`;
    }),
    ...(status.lastError === null ? [] : [`last failure: ${status.lastError}`]),
  ];
  return { data: status, lines, finding: status.lastError !== null };
}
