import { join } from "node:path";
import { parseArgs } from "node:util";
import { databaseHome } from "../postgres/native.ts";
import { workFolder } from "../process/clone-root.ts";
import { onStopRequest } from "../process/on-stop-request.ts";
import { explain } from "../process/plain-failure.ts";
import { Stack } from "../stack/stack.ts";
import type { StackState } from "../stack/state-file.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "3000" },
    days: { type: "string", default: "30" },
    scenario: { type: "string", default: "default" },
    seed: { type: "string", default: "1" },
    speed: { type: "string", default: "1" },
    "live-per-hour": { type: "string", default: "30" },
    fresh: { type: "boolean", default: false },
    since: { type: "string", default: String(Date.now()) },
  },
});

function log(line: string): void {
  const seconds = Math.round((Date.now() - Number(values.since)) / 1000);
  console.log(`[${String(seconds).padStart(4)} s] ${line}`);
}

function announce(state: StackState): void {
  console.log(`\nCountersign is ready at ${state.running?.webUrl}\n`);
  for (const { role, email, password } of state.logins) {
    console.log(`  ${role.padEnd(8)} ${email.padEnd(40)} ${password}`);
  }
  console.log(`\nStripe is played by the sandbox at ${state.running?.sandboxUrl}/_sandbox`);
  console.log(`Logs are in ${join(workFolder, "logs")}. Ctrl-C stops everything; the data stay.`);
}

async function main(): Promise<void> {
  const stack = new Stack({
    folder: workFolder,
    databaseDir: join(databaseHome, "demo"),
    webPort: Number(values.port),
    days: Number(values.days),
    scenario: values.scenario,
    seed: Number(values.seed),
    speed: Number(values.speed),
    livePerHour: Number(values["live-per-hour"]),
    fresh: values.fresh,
    fast: false,
    extra: {},
    log,
  });
  const end = async (exitCode: number): Promise<void> => {
    await stack.stop();
    process.exit(exitCode);
  };
  let stopRequested = false;
  onStopRequest(() => {
    stopRequested = true;
    log("stopping");
    void end(0);
  });
  try {
    announce(await stack.start());
  } catch (error) {
    if (stopRequested) return;
    console.error(explain(error));
    await end(1);
  }
}

try {
  await main();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
