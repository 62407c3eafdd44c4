import type { Command } from "commander";
import { type CommonOptions, leaf, run, seconds } from "./command-tree.ts";
import { awaitImport, importStatus } from "./import-command.ts";

const WAIT_SECONDS = 600;

/** The commands of the first import. */
export function addImport(root: Command): void {
  const group = root.command("import").description("the import of the account's history");
  leaf(group, "status", "tell how far it is").action((options: CommonOptions) =>
    run("worker", options, importStatus),
  );
  leaf(group, "wait", "wait until it is finished; exits 1 when it is not in time")
    .option("--timeout <seconds>", "give up after this long", seconds, WAIT_SECONDS)
    .action((options: CommonOptions & { timeout: number }) =>
      run("worker", options, (line) => awaitImport(line, options.timeout)),
    );
}
