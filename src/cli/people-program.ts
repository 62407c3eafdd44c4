import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { type CommonOptions, leaf, run } from "./command-tree.ts";
import { createOne, DEMO_PASSWORD, forgetOf, seedDemo } from "./people-command.ts";

/** The commands of the people of the console. */
export function addPeople(root: Command): void {
  const people = root.command("people").description("the people of the console");
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
    "forget-credentials",
    "end all passkeys and one-time codes of a person who lost them; exits 1 when the address is nobody's",
  )
    .requiredOption("--email <address>", "whose; make sure first that it is they who ask")
    .action((options: CommonOptions & { email: string }) =>
      run("web", options, (line) => forgetOf(line, options.email)),
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
