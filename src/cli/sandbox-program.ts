import type { Command } from "commander";
import { demoSandboxUrl } from "#server/deps/open-command-line.ts";
import { type Answer, printed } from "./answer.ts";
import { type BankFileOptions, writeBankFile } from "./sandbox-bank-command.ts";
import {
  addFault,
  clearFaults,
  listEffects,
  listFaults,
  sandboxStatus,
} from "./sandbox-command.ts";
import { faultOptions, withFaultOptions } from "./sandbox-options.ts";

interface SandboxOptions {
  readonly json?: boolean;
  readonly url?: string;
}

/** Adds `sandbox …` to the program: these commands talk to the sandbox's controls and need no database. */
export function addSandbox(root: Command, stateFile: string): void {
  const sandbox = root.command("sandbox").description("the Stripe sandbox that the demo runs on");
  const print = async (
    { url, json = false }: SandboxOptions,
    command: (url: string) => Promise<Answer>,
  ): Promise<void> => {
    const answer = await command(url ?? demoSandboxUrl(stateFile));
    process.stdout.write(`${printed(answer, json)}\n`);
  };
  const leaf = (parent: Command, name: string, description: string): Command =>
    parent
      .command(name)
      .description(description)
      .option("--json", "print one line of JSON instead of text")
      .option("--url <url>", "the sandbox's address; without it that of the running demo");
  leaf(sandbox, "status", "tell its account, its clock and the active fault rules").action(
    (options: SandboxOptions) => print(options, sandboxStatus),
  );
  leaf(sandbox, "bank-statement", "write the file that the shop's bank would give it")
    .requiredOption("--out <file>", "where to write it")
    .option("--format <format>", "camt053, mt940, bai2 or csv", "camt053")
    .option("--days <n>", "days back from the account's present", "60")
    .option("--currency <code>", "of the bank account", "eur")
    .option(
      "--variant <name>",
      "true to what was paid out, or with one difference: missing, extra, amended",
      "true",
    )
    .action((options: SandboxOptions & BankFileOptions) =>
      print(options, (url) => writeBankFile(url, options)),
    );
  const faults = sandbox.command("faults").description("what is to go wrong, and what did");
  leaf(faults, "list", "tell every fault rule with its hits").action((options: SandboxOptions) =>
    print(options, listFaults),
  );
  leaf(faults, "effects", "tell every effect with its arguments").action(
    (options: SandboxOptions) => print(options, listEffects),
  );
  withFaultOptions(leaf(faults, "add <effect>", "set a fault rule")).action(
    (effect: string, options: SandboxOptions & Record<string, unknown>) =>
      print(options, (url) => addFault(url, effect, faultOptions(options))),
  );
  leaf(faults, "clear [id]", "remove one fault rule, or all of them").action(
    (id: string | undefined, options: SandboxOptions) =>
      print(options, (url) => clearFaults(url, id)),
  );
}
