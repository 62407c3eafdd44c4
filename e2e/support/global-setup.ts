import { existsSync } from "node:fs";
import { join } from "node:path";
import { databaseHome } from "../../scripts/postgres/native.ts";
import { cloneRoot } from "../../scripts/process/clone-root.ts";
import { findFreePort } from "../../scripts/process/free-port.ts";
import { PlainFailure } from "../../scripts/process/plain-failure.ts";
import { DEFAULT_SCENARIO } from "../../scripts/stack/process-plans.ts";
import { Stack } from "../../scripts/stack/stack.ts";
import { stackFolder } from "./running-stack.ts";

/** Long enough for a person or a test to press undo, short enough to wait for. */
const HOLD_MS = "4000";

/** Starts the whole product with a small, new history. Out: how to stop it. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (!existsSync(join(cloneRoot, ".next", "BUILD_ID"))) {
    throw new PlainFailure("The web application is not built: run `npx next build` first.");
  }
  const stack = new Stack({
    folder: stackFolder,
    databaseDir: join(databaseHome, "e2e"),
    webPort: await findFreePort(),
    days: 5,
    paymentsPerDay: 120,
    scenario: DEFAULT_SCENARIO,
    livePerHour: 0,
    fresh: true,
    fast: true,
    extra: {
      web: { HOLD_MS },
      worker: {
        LANE_POLL_MS: "100",
        COMMAND_POLL_MS: "100",
        FEED_POLL_MS: "1000",
        DETECTOR_INTERVAL_MS: "2000",
      },
    },
    log: (line) => console.log(line),
  });
  try {
    await stack.start();
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return () => stack.stop();
}
