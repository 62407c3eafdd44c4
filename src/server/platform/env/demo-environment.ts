import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { EnvironmentError } from "./read-environment.ts";

/** The demo's sandbox limits no rate unless it is told to; this pace lets the history come in at once. */
export const DEMO_CALLS_PER_SECOND = "2000";

/** What of the demo's state file the command line needs; the file has more. */
const demoState = z.object({
  accountId: z.string(),
  secrets: z.object({ stripeApiKey: z.string(), encryptionKey: z.string() }),
  running: z.optional(
    z.object({
      sandboxUrl: z.string(),
      sandboxClockUrl: z.string(),
      database: z.object({
        roleUrls: z.object({ countersign_web: z.string(), countersign_worker: z.string() }),
      }),
    }),
  ),
});

/** Which rights a command needs: people are the web's, books and queues the worker's. */
export type CommandRole = "web" | "worker";

/**
 * The environment of a command: this process's own where it names a database, else that of the demo which runs from this
 * clone, as its state file tells. Throws EnvironmentError when there is neither.
 */
export function commandEnvironment(
  stateFile: string,
  role: CommandRole,
): Readonly<Record<string, string | undefined>> {
  if (process.env["DATABASE_URL"] !== undefined) return process.env;
  const { accountId, secrets, running } = runningDemo(stateFile, "set DATABASE_URL");
  const { roleUrls } = running.database;
  return {
    ...process.env,
    DATABASE_URL: role === "web" ? roleUrls.countersign_web : roleUrls.countersign_worker,
    STRIPE_ACCOUNT_ID: accountId,
    STRIPE_LIVEMODE: "false",
    STRIPE_API_KEY: secrets.stripeApiKey,
    STRIPE_API_URL: running.sandboxUrl,
    SANDBOX_CLOCK_URL: running.sandboxClockUrl,
    COUNTERSIGN_ENCRYPTION_KEY: secrets.encryptionKey,
    STRIPE_CALLS_PER_SECOND: DEMO_CALLS_PER_SECOND,
  };
}

/** Where the sandbox of the running demo listens. Throws EnvironmentError when no demo runs. */
export function demoSandboxUrl(stateFile: string): string {
  return runningDemo(stateFile, "name a sandbox with --url").running.sandboxUrl;
}

type DemoState = z.infer<typeof demoState>;

function runningDemo(
  stateFile: string,
  instead: string,
): DemoState & { running: NonNullable<DemoState["running"]> } {
  const state = existsSync(stateFile)
    ? demoState.safeParse(JSON.parse(readFileSync(stateFile, "utf8")))
    : null;
  const running = state?.data?.running;
  if (!state?.success || running === undefined) {
    throw new EnvironmentError(
      `no demo runs from this clone: start it with \`npm run demo\`, or ${instead}`,
    );
  }
  return { ...state.data, running };
}
