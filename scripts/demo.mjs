// Runs on the system's Node, before any package is there: nothing but Node's own modules, loaded once the version is known.
if (Number.parseInt(process.versions.node, 10) < 20) {
  console.error(`This needs Node 20 or newer, and this is Node ${process.versions.node}.`);
  process.exit(1);
}
const { parseArgs } = await import("node:util");
const { prepareClone, buildWeb } = await import("./bootstrap/prepare-clone.mjs");
const { handOver } = await import("./bootstrap/hand-over.mjs");
const { startedAt, StepFailure, withPlainFailures } = await import("./bootstrap/run-step.mjs");

const USAGE = `npm run demo -- [options]
  --port N         where the console listens on the loopback address (default 3000)
  --days N         days of history that a new sandbox makes (default 30)
  --scenario NAME  what happens in the sandbox (default "default")
  --fresh          start over: deletes the demo's data first
  --help           this text
Ctrl-C stops everything; the data stay until --fresh.`;

function readOptions() {
  const options = {
    port: { type: "string", default: process.env.PORT ?? "3000" },
    days: { type: "string", default: "30" },
    scenario: { type: "string", default: "default" },
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

await withPlainFailures(async () => {
  const values = readOptions();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  wholeNumber("port", values.port, 1, 65_535);
  wholeNumber("days", values.days, 1, 1000);
  await prepareClone();
  await buildWeb();
  await handOver("scripts/demo/run-demo.ts", [
    `--port=${values.port}`,
    `--days=${values.days}`,
    `--scenario=${values.scenario}`,
    `--since=${startedAt}`,
    ...(values.fresh ? ["--fresh"] : []),
  ]);
});
