import type { Command } from "commander";
import { type CommonOptions, leaf, run, seconds } from "./command-tree.ts";
import { listOpenBreaks, type RunOptions, reconcileNow } from "./reconcile-command.ts";

const WAIT_SECONDS = 600;

/** The commands of reconciliation. */
export function addReconcile(root: Command): void {
  const group = root.command("reconcile").description("the books against Stripe and the bank");
  leaf(group, "run", "compare now and tell what differs; exits 1 when a break is open")
    .option("--levels <levels>", "which of R0 to R6, separated by commas; all by default")
    .option("--full", "compare Stripe's whole list instead of what may have changed")
    .option("--timeout <seconds>", "give up waiting after this long", seconds, WAIT_SECONDS)
    .action((options: CommonOptions & RunOptions) =>
      run("worker", options, (line) => reconcileNow(line, options)),
    );
  leaf(group, "breaks", "tell the breaks, most severe first; exits 1 when one is open")
    .option("--state <states>", "open (all that is not resolved), or states separated by commas")
    .action((options: CommonOptions & { state?: string }) =>
      run("worker", options, (line) => listOpenBreaks(line, options)),
    );
}
