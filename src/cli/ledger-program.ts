import type { Command } from "commander";
import { type CommonOptions, instant, leaf, run } from "./command-tree.ts";
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
}
