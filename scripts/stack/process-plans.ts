import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DEMO_CALLS_PER_SECOND } from "../../src/server/platform/env/demo-environment.ts";
import type { DatabaseRole } from "../postgres/database-roles.ts";
import { cloneRoot } from "../process/clone-root.ts";
import { answersWell } from "./http-probe.ts";
import type { ProcessPlan } from "./supervised-process.ts";

/** Environment variables beside the usual ones, for each process: leases and holds that tests need short. */
export type ExtraEnvironment = Partial<Record<"web" | "ingest" | "worker", Record<string, string>>>;

/** All that the three processes of the product are told. `sandbox`: set where it plays Stripe. */
export type ProductPlan = {
  /** Where each process writes its log; without it they write to the terminal. */
  logFolder?: string;
  roleUrls: Record<DatabaseRole, string>;
  accountId: string;
  livemode: boolean;
  stripeApiKey: string;
  webhookSecret: string;
  encryptionKey: string;
  nextAuthSecret: string;
  publicUrl: string;
  webPort: number;
  ingestPort: number;
  sandbox?: { url: string; clockUrl: string };
  extra: ExtraEnvironment;
};

/** What the sandbox is told: where it keeps its world, and how much history to make in it. */
export type SandboxPlan = {
  logFolder: string;
  dataDir: string;
  apiKey: string;
  port: number;
  days: number;
  scenario: string;
  seed: number;
  /** How fast its clock runs beside real time. */
  speed: number;
  /** In an hour of its clock. */
  livePerHour: number;
  paymentsPerDay?: number | undefined;
};

export const DEFAULT_SCENARIO = "default";

const READY_WITHIN_MS = 60_000;
const HISTORY_WITHIN_MS = 10 * 60_000;

const logFile = (folder: string, name: string): string => join(folder, `${name}.log`);

/** In: the sandbox's log. Out: what its ready line says, or undefined until it wrote one. */
export function readReadyLine(
  folder: string,
): { url: string; accountId: string; clockUrl: string } | undefined {
  const file = logFile(folder, "sandbox");
  if (!existsSync(file)) return undefined;
  const line = readFileSync(file, "utf8")
    .split("\n")
    .findLast((text) => text.startsWith('{"ready":true'));
  if (line === undefined) return undefined;
  const said = JSON.parse(line) as { url: string; accountId: string; clockUrl?: string };
  return { ...said, clockUrl: said.clockUrl ?? new URL("/_sandbox/clock", said.url).href };
}

/** Out: how to run the Stripe sandbox. */
export function sandboxProcess(plan: SandboxPlan): ProcessPlan {
  const volume =
    plan.paymentsPerDay === undefined ? [] : ["--payments-per-day", String(plan.paymentsPerDay)];
  const world = ["--data", plan.dataDir, "--key", plan.apiKey, "--seed", String(plan.seed)];
  const history = ["--days", String(plan.days), "--scenario", plan.scenario, ...volume];
  // Stripe waits minutes before it tries a delivery again; nobody who tries the product should.
  const pace = ["--speed", String(plan.speed), "--live-per-hour", String(plan.livePerHour)];
  const live = [...pace, "--webhook-retries", "fast"];
  return {
    name: "sandbox",
    command: process.execPath,
    args: ["sandbox/main.ts", "--port", String(plan.port), ...world, ...history, ...live],
    environment: {},
    logFile: logFile(plan.logFolder, "sandbox"),
    isReady: async () => readReadyLine(plan.logFolder) !== undefined,
    readyWithinMs: HISTORY_WITHIN_MS,
  };
}

const shared = (plan: ProductPlan, role: DatabaseRole): Record<string, string> => ({
  NODE_ENV: "production",
  DATABASE_URL: plan.roleUrls[role],
  STRIPE_ACCOUNT_ID: plan.accountId,
  STRIPE_LIVEMODE: String(plan.livemode),
});

const clock = ({ sandbox }: ProductPlan): Record<string, string> =>
  sandbox === undefined ? {} : { SANDBOX_CLOCK_URL: sandbox.clockUrl };

const productLog = ({ logFolder }: ProductPlan, name: string): { logFile?: string } =>
  logFolder === undefined ? {} : { logFile: logFile(logFolder, name) };

/** Out: how to run the listener for webhooks; it knows the webhook secret and may only insert. */
export function ingestProcess(plan: ProductPlan): ProcessPlan {
  return {
    name: "ingest",
    command: process.execPath,
    args: ["src/ingest/main.ts"],
    environment: {
      ...shared(plan, "countersign_ingest"),
      STRIPE_WEBHOOK_SECRETS: plan.webhookSecret,
      INGEST_PORT: String(plan.ingestPort),
      ...plan.extra.ingest,
    },
    ...productLog(plan, "ingest"),
    isReady: () => answersWell(`http://127.0.0.1:${plan.ingestPort}/health/live`),
    readyWithinMs: READY_WITHIN_MS,
  };
}

/** Out: how to run the worker, the only process with a Stripe key. */
export function workerProcess(plan: ProductPlan): ProcessPlan {
  return {
    name: "worker",
    command: process.execPath,
    args: ["src/worker/main.ts"],
    environment: {
      ...shared(plan, "countersign_worker"),
      STRIPE_API_KEY: plan.stripeApiKey,
      COUNTERSIGN_ENCRYPTION_KEY: plan.encryptionKey,
      ...(plan.sandbox === undefined
        ? {}
        : { STRIPE_API_URL: plan.sandbox.url, STRIPE_CALLS_PER_SECOND: DEMO_CALLS_PER_SECOND }),
      ...clock(plan),
      ...plan.extra.worker,
    },
    ...productLog(plan, "worker"),
    // It listens nowhere; what it does shows in the readiness of the web process.
    isReady: async () => true,
    readyWithinMs: READY_WITHIN_MS,
  };
}

/** Out: how to run the console; it holds no Stripe key. */
export function webProcess(plan: ProductPlan): ProcessPlan {
  const next = join(cloneRoot, "node_modules", "next", "dist", "bin", "next");
  return {
    name: "web",
    command: process.execPath,
    args: [next, "start", "--hostname", "127.0.0.1", "--port", String(plan.webPort)],
    environment: {
      ...shared(plan, "countersign_web"),
      NEXT_TELEMETRY_DISABLED: "1",
      NEXTAUTH_SECRET: plan.nextAuthSecret,
      NEXTAUTH_URL: plan.publicUrl,
      COUNTERSIGN_ENCRYPTION_KEY: plan.encryptionKey,
      ...clock(plan),
      ...plan.extra.web,
    },
    ...productLog(plan, "web"),
    isReady: () => answersWell(`http://localhost:${plan.webPort}/api/health/live`),
    readyWithinMs: READY_WITHIN_MS,
  };
}
