import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { type CommandLine, openCommandLine } from "#server/deps/open-command-line.ts";
import { type Answer, printed } from "./answer.ts";

/** Exit codes: all is well, something was found, wrong use or environment. */
export const EXIT = { ok: 0, finding: 1, usage: 2 } as const;

/** Where a running demo of this clone tells how to reach it. */
export const STATE_FILE = join(import.meta.dirname, "../../.countersign/state.json");

/** What every command understands. */
export interface CommonOptions {
  readonly json?: boolean;
}

/**
 * Opens the installation with one database role's rights, runs the command, prints its answer and sets the exit code.
 * `answerTo` is where the answer goes where the command itself writes to standard output.
 */
export async function run(
  role: "web" | "worker",
  { json = false }: CommonOptions,
  command: (line: CommandLine) => Promise<Answer>,
  answerTo: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  const line = await openCommandLine(STATE_FILE, role);
  try {
    const answer = await command(line);
    answerTo.write(`${printed(answer, json)}\n`);
    process.exitCode = answer.finding ? EXIT.finding : EXIT.ok;
  } finally {
    await line.runtime.close();
  }
}

/** Adds a command that does something, with the option that all of them have. */
export function leaf(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option("--json", "print one line of JSON instead of text");
}

/** Reads an option of whole seconds. */
export function seconds(value: string): number {
  if (!/^\d{1,5}$/.test(value)) throw new InvalidArgumentError("give whole seconds");
  return Number(value);
}

/** Reads an option that is a day of the calendar, UTC. */
export function day(value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new InvalidArgumentError("give a day (2026-10-31)");
  return inTime(value, `${value}T00:00:00.000Z`).toISOString().slice(0, 10);
}

/** Reads an option that is an instant: a day (its end, UTC) or an ISO 8601 time with its zone. */
export function instant(value: string): Date {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return inTime(value, `${value}T23:59:59.999Z`);
  if (/^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/.test(value)) return inTime(value, value);
  throw new InvalidArgumentError(
    "give a day (2026-10-31) or a time with its zone (2026-10-31T12:00:00Z)",
  );
}

function inTime(given: string, text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError(`there is no such time: ${given}`);
  return time;
}
