import type { Command } from "commander";
import { type CommonOptions, leaf, run } from "./command-tree.ts";
import { showPolicy, simulateFile } from "./policy-command.ts";

/** The commands of the policy. */
export function addPolicy(root: Command): void {
  const policy = root.command("policy").description("the rules for overrides");
  leaf(policy, "show", "tell the policy in force; with --json as a document to edit").action(
    (options: CommonOptions) => run("web", options, showPolicy),
  );
  leaf(
    policy,
    "simulate",
    "try a draft on the last 90 days, changing nothing; exits 1 where no policy may say that",
  )
    .argument("<file>", "the draft as JSON")
    .action((file: string, options: CommonOptions) =>
      run("web", options, (line) => simulateFile(line, file)),
    );
}
