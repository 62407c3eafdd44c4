import { type Command, Option } from "commander";
import { type CommonOptions, day, instant, leaf, run } from "./command-tree.ts";
import { type ExportOptions, exportBooks } from "./export-command.ts";
import { booksAsOf, verifyBooks } from "./ledger-command.ts";

/** The commands of the books. */
export function addLedger(root: Command): void {
  const ledger = root.command("ledger").description("the books");
  leaf(
    ledger,
    "verify",
    "prove the books from scratch and against Stripe's balance; exits 1 on any drift",
  ).action((options: CommonOptions) => run("worker", options, verifyBooks));
  leaf(ledger, "as-of", "tell every balance as it stood at an instant")
    .argument(
      "[instant]",
      "by Stripe's time: a day (its end, UTC) or a time with its zone",
      instant,
    )
    .option("--known-until <instant>", "and only what we knew by then, by our own time", instant)
    .action((at: Date | undefined, options: CommonOptions & { knownUntil?: Date }) =>
      run("worker", options, (line) =>
        booksAsOf(line, { eventUntil: at, knownUntil: options.knownUntil }),
      ),
    );
  addExport(ledger);
}

function addExport(ledger: Command): void {
  leaf(ledger, "export", "write the journals of a span to a file or standard output, as CSV")
    .addOption(
      new Option("--format <format>", "what reads it; QuickBooks and Xero take one currency a file")
        .choices(["csv", "quickbooks", "xero", "netsuite"])
        .default("csv"),
    )
    .requiredOption("--from <day>", "first day of accounting, UTC", day)
    .requiredOption("--to <day>", "last day of accounting, UTC", day)
    .option("--summarised", "one line for each day, account and currency instead of every leg")
    .option("--currency <code>", "only this currency: eur")
    .option("--tax-rate <name>", "Xero's name of the rate without tax")
    .option("--out <file>", "write to this file, which must not exist; needed with --json")
    .action((options: CommonOptions & ExportOptions) =>
      run(
        "web",
        options,
        (line) => exportBooks(line, options),
        options.out === undefined ? process.stderr : process.stdout,
      ),
    );
}
