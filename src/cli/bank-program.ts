import type { Command } from "commander";
import { type BankImportOptions, importFile } from "./bank-command.ts";
import { type CommonOptions, leaf, run } from "./command-tree.ts";

/** The commands of the bank's side. */
export function addBank(root: Command): void {
  const bank = root.command("bank").description("what the bank booked");
  leaf(bank, "import", "bring in a bank's file: camt.053, MT940, BAI2 or CSV")
    .argument("<file>", "the file as the bank gave it")
    .requiredOption("--by <email>", "the person in whose name it is imported")
    .option("--account <id>", "the bank account, for a CSV file")
    .option("--label <name>", "what a new bank account is called")
    .option("--number <iban>", "IBAN or number of a new account of a CSV file")
    .option("--currency <code>", "currency of a new account of a CSV file")
    .option("--dry-run", "tell what it would do; exits 1 when something is missing")
    .action((path: string, options: CommonOptions & BankImportOptions) =>
      run("web", options, (line) => importFile(line, path, options)),
    );
}
