// Builds the web application when its sources changed since the last build.
import { buildWeb, prepareClone } from "./bootstrap/prepare-clone.mjs";
import { withPlainFailures } from "./bootstrap/run-step.mjs";

await withPlainFailures(async () => {
  await prepareClone();
  await buildWeb();
});
