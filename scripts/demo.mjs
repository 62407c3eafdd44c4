// Runs on the system's Node, before any package is there: nothing but Node's own modules, loaded once the version is known.
if (Number.parseInt(process.versions.node, 10) < 20) {
  console.error(`This needs Node 20 or newer, and this is Node ${process.versions.node}.`);
  process.exit(1);
}
const { readFileSync } = await import("node:fs");
const { parseArgs } = await import("node:util");
const { prepareClone, generateContracts, buildWeb } = await import("./bootstrap/prepare-clone.mjs");
const { handOver } = await import("./bootstrap/hand-over.mjs");
const { startedAt, StepFailure, withPlainFailures } = await import("./bootstrap/run-step.mjs");

const SCENARIOS = JSON.parse(
  readFileSync(new URL("../sandbox/history/scenario-descriptions.json", import.meta.url), "utf8"),
);

const USAGE = `npm run demo -- [options]
  --port N         where the console listens on the loopback address (default 3000)
  --days N         days of history that a new sandbox makes (default 30)
  --scenario NAME  what happens in that history (default "default"):
${Object.entries(SCENARIOS)
  .map(([name, description]) => `                     ${name.padEnd(15)} ${description}`)
  .join("\n")}
  --seed N         another history of the same kind (default 1)
  --speed X        how fast the sandbox's clock runs: 60 is an hour a minute (default 1)
  --live-per-hour N  payments in an hour of that clock while the demo runs (default 30)
  --fresh          start over: deletes the demo's data first; days, scenario and seed
                   of existing data stay what they are without it
  --help           this text
Ctrl-C stops everything; the data stay until --fresh.`;

function readOptions() {
  const options = {
    port: { type: "string", default: process.env.PORT ?? "3000" },
    days: { type: "string", default: "30" },
    scenario: { type: "string", default: "default" },
    seed: { type: "string", default: "1" },
    speed: { type: "string", default: "1" },
    "live-per-hour": { type: "string", default: "30" },
    fresh: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new StepFailure(`${error.message}\n\n${USAGE}`);
  }
}

function wholeNumber(name, text, lowest, highest) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= lowest && value <= highest) return;
  throw new StepFailure(
    `--${name} takes a whole number from ${lowest} to ${highest}, not "${text}".`,
  );
}

function number(name, text, lowest, highest) {
  const value = Number(text);
  if (text !== "" && value >= lowest && value <= highest) return;
  throw new StepFailure(`--${name} takes a number from ${lowest} to ${highest}, not "${text}".`);
}

function checkScenario(name) {
  if (Object.hasOwn(SCENARIOS, name)) return;
  throw new StepFailure(
    `There is no scenario "${name}": choose one of ${Object.keys(SCENARIOS).join(", ")}.`,
  );
}

await withPlainFailures(async () => {
  const values = readOptions();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  wholeNumber("port", values.port, 1, 65_535);
  wholeNumber("days", values.days, 1, 1000);
  wholeNumber("seed", values.seed, 0, 2 ** 31);
  number("speed", values.speed, 0.1, 3600);
  number("live-per-hour", values["live-per-hour"], 0, 3600);
  checkScenario(values.scenario);
  await prepareClone();
  await generateContracts();
  await buildWeb();
  await handOver("scripts/demo/run-demo.ts", [
    `--port=${values.port}`,
    `--days=${values.days}`,
    `--scenario=${values.scenario}`,
    `--seed=${values.seed}`,
    `--speed=${values.speed}`,
    `--live-per-hour=${values["live-per-hour"]}`,
    `--since=${startedAt}`,
    ...(values.fresh ? ["--fresh"] : []),
  ]);
});
