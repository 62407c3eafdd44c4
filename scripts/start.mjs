// Runs on the system's Node, before any package is there: nothing but Node's own modules, loaded once the version is known.
if (Number.parseInt(process.versions.node, 10) < 20) {
  console.error(`This needs Node 20 or newer, and this is Node ${process.versions.node}.`);
  process.exit(1);
}
const { prepareClone, buildWeb } = await import("./bootstrap/prepare-clone.mjs");
const { handOver } = await import("./bootstrap/hand-over.mjs");
const { withPlainFailures } = await import("./bootstrap/run-step.mjs");

await withPlainFailures(async () => {
  await prepareClone();
  await buildWeb();
  await handOver("scripts/start/run-start.ts", []);
});
