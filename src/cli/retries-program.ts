import type { Command } from "commander";
import { type CommonOptions, leaf, run } from "./command-tree.ts";
import { backTestRetries } from "./retries-command.ts";

/** The commands of retries. */
export function addRetries(root: Command): void {
  const group = root.command("retries").description("attempts after a decline");
  leaf(
    group,
    "backtest",
    "judge the estimate of a retry's chance by our own history, against a fixed schedule",
  ).action((options: CommonOptions) => run("worker", options, backTestRetries));
}
