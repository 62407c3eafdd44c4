import { Command, CommanderError } from "commander";
import { EnvironmentError } from "#server/deps/open-command-line.ts";
import { UsageError } from "./answer.ts";
import { addApprovals } from "./approvals-program.ts";
import { addBackfill } from "./backfill-program.ts";
import { addBank } from "./bank-program.ts";
import { type CommonOptions, EXIT, leaf, run, STATE_FILE } from "./command-tree.ts";
import { examine } from "./doctor-command.ts";
import { addImport } from "./import-program.ts";
import { addLedger } from "./ledger-program.ts";
import { addPeople } from "./people-program.ts";
import { addPolicy } from "./policy-program.ts";
import { addReconcile } from "./reconcile-program.ts";
import { addRetries } from "./retries-program.ts";
import { addSandbox } from "./sandbox-program.ts";

function program(): Command {
  const root = new Command("countersign")
    .description(
      "Looks after an installation. Without DATABASE_URL it is the running demo of this clone.",
    )
    .addHelpText(
      "after",
      "\nExit codes: 0 all is well, 1 something was found, 2 wrong use or environment.",
    )
    .exitOverride();
  leaf(
    root,
    "doctor",
    "tell versions, database, workers, queue depths, import and drift; exits 1 when unhealthy",
  ).action((options: CommonOptions) => run("worker", options, examine));
  addLedger(root);
  addImport(root);
  addApprovals(root);
  addBackfill(root);
  addBank(root);
  addPeople(root);
  addPolicy(root);
  addReconcile(root);
  addRetries(root);
  addSandbox(root, STATE_FILE);
  return root;
}

try {
  await program().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else {
    const known = error instanceof UsageError || error instanceof EnvironmentError;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`countersign: ${known ? message : `failed: ${message}`}\n`);
    process.exitCode = EXIT.usage;
  }
}
