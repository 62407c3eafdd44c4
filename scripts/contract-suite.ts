import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { runSuite, SuiteFailure } from "#sandbox/contract-suite/run-suite.ts";

const USAGE = `node scripts/contract-suite.ts [--key sk_test_… | --url http://127.0.0.1:PORT]
  Runs the sandbox's contract suite against a Stripe test account and prints every difference.
  --key KEY   a test key, sk_test_… or rk_test_…; else STRIPE_TEST_KEY from the environment
  --url URL   a running sandbox instead of Stripe
Makes customers, payments, refunds and a subscription in test mode, each with metadata[contract_suite].
Exit code 0 when Stripe does all that the suite says, 1 when it does not or cannot be asked.`;

const { values } = parseArgs({
  options: { key: { type: "string" }, url: { type: "string" }, help: { type: "boolean" } },
});

async function run(): Promise<void> {
  const apiKey = values.key ?? process.env["STRIPE_TEST_KEY"];
  const url = values.url ?? null;
  if (apiKey === undefined && url === null)
    throw new SuiteFailure(`There is no key: give --key or set STRIPE_TEST_KEY.\n${USAGE}`);
  const label = `suite-${randomBytes(6).toString("hex")}`;
  const results = await runSuite({ apiKey: apiKey ?? "sk_test_sandbox", url, label }, (result) => {
    console.log(`${result.differences.length === 0 ? "same     " : "DIFFERENT"} ${result.name}`);
    for (const line of result.differences)
      console.log(`          ${line}\n          ${result.source}`);
  });
  const different = results.filter(({ differences }) => differences.length > 0).length;
  console.log(`${results.length - different} the same, ${different} different (${label})`);
  if (different > 0) process.exitCode = 1;
}

if (values.help === true) {
  console.log(USAGE);
} else {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof SuiteFailure)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
