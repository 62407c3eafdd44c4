import { type Command, InvalidArgumentError } from "commander";
import { backfillStatus, startBackfill, watchBackfill } from "./backfill-command.ts";
import { type CommonOptions, leaf, run } from "./command-tree.ts";

/** The commands of the account's history. */
export function addBackfill(root: Command): void {
  const group = root.command("backfill").description("the account's history, and reading it again");
  leaf(group, "start", "read the whole history again; what is right stays as it is")
    .option("--from <day>", "only from this day on (UTC), at least 45 days ago", day)
    .action((options: CommonOptions & { from?: string }) =>
      run("web", options, (line) => startBackfill(line, options.from ?? null)),
    );
  leaf(
    group,
    "status",
    "tell how far it is; exits 1 when something keeps it back or it is unproven",
  )
    .option("--watch", "go on telling until it is at its end")
    .action((options: CommonOptions & { watch?: boolean }) =>
      run("web", options, (line) =>
        options.watch === true ? watchBackfill(line, options.json === true) : backfillStatus(line),
      ),
    );
}

function day(value: string): string {
  const time = Date.parse(`${value}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(time))
    throw new InvalidArgumentError("give a day: 2026-01-31");
  return value;
}
