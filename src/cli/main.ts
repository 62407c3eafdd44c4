import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import {
  type CommandLine,
  EnvironmentError,
  openCommandLine,
} from "#server/deps/open-command-line.ts";
import { type Answer, printed, UsageError } from "./answer.ts";
import { examine } from "./doctor-command.ts";
import { awaitImport, importStatus } from "./import-command.ts";
import { verifyBooks } from "./ledger-command.ts";
import { createOne, DEMO_PASSWORD, seedDemo } from "./people-command.ts";
import { addSandbox } from "./sandbox-program.ts";

const EXIT = { ok: 0, finding: 1, usage: 2 } as const;
const STATE_FILE = join(import.meta.dirname, "../../.countersign/state.json");
const WAIT_SECONDS = 600;

interface CommonOptions {
  readonly json?: boolean;
}

/** Opens the installation, runs the command, prints its answer and sets the exit code. */
async function run(
  role: "web" | "worker",
  { json = false }: CommonOptions,
  command: (line: CommandLine) => Promise<Answer>,
): Promise<void> {
  const line = await openCommandLine(STATE_FILE, role);
  try {
    const answer = await command(line);
    process.stdout.write(`${printed(answer, json)}\n`);
    process.exitCode = answer.finding ? EXIT.finding : EXIT.ok;
  } finally {
    await line.runtime.close();
  }
}

function seconds(value: string): number {
  if (!/^\d{1,5}$/.test(value)) throw new InvalidArgumentError("give whole seconds");
  return Number(value);
}

function leaf(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option("--json", "print one line of JSON instead of text");
}

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
  addLedger(root.command("ledger").description("the books"));
  addImport(root.command("import").description("the import of the account's history"));
  addPeople(root.command("people").description("the people of the console"));
  addSandbox(root, STATE_FILE);
  return root;
}

function addLedger(ledger: Command): void {
  leaf(
    ledger,
    "verify",
    "prove the books from scratch and against Stripe's balance; exits 1 on any drift",
  ).action((options: CommonOptions) => run("worker", options, verifyBooks));
}

function addImport(group: Command): void {
  leaf(group, "status", "tell how far it is").action((options: CommonOptions) =>
    run("worker", options, importStatus),
  );
  leaf(group, "wait", "wait until it is finished; exits 1 when it is not in time")
    .option("--timeout <seconds>", "give up after this long", seconds, WAIT_SECONDS)
    .action((options: CommonOptions & { timeout: number }) =>
      run("worker", options, (line) => awaitImport(line, options.timeout)),
    );
}

function addPeople(people: Command): void {
  leaf(people, "create", "add a person; exits 1 when the address exists already")
    .requiredOption("--email <address>", "what they sign in with")
    .requiredOption("--name <name>", "what others see")
    .requiredOption("--role <role>", "support, finance, manager, admin or auditor")
    .requiredOption(
      "--password-stdin",
      "read the password from standard input, so that no process list shows it",
    )
    .action((options: CommonOptions & { email: string; name: string; role: string }) =>
      run("web", options, async (line) => {
        const password = (await text(process.stdin)).replace(/\r?\n$/, "");
        return createOne(line, { ...options, password });
      }),
    );
  leaf(
    people,
    "seed-demo",
    "add two people each for support, finance and admin, one each for manager and auditor",
  )
    .option("--password <password>", "of all of them", DEMO_PASSWORD)
    .action((options: CommonOptions & { password: string }) =>
      run("web", options, (line) => seedDemo(line, options.password)),
    );
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
