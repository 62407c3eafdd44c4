import { parseArgs } from "node:util";
import {
  DEFAULT_SCENARIO,
  isScenario,
  type ScenarioName,
  scenarioNames,
} from "./history/scenarios.ts";
import type { RateLimitProfile } from "./protocol/rate-limiter.ts";
import { startSandbox } from "./start-sandbox.ts";
import type { RetryProfile } from "./webhooks/retry-profiles.ts";

const USAGE = `node sandbox/main.ts --data DIR [--port 0] [--days 30] [--payments-per-day 400] [--seed 1] [--key sk_test_…]
    [--scenario default] [--live-per-hour 0] [--speed 1] [--webhook-retries live|sandbox|fast]
    [--rate-limit none|sandbox|live]`;

function readArguments() {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      port: { type: "string", default: "0" },
      days: { type: "string", default: "30" },
      "payments-per-day": { type: "string", default: "400" },
      seed: { type: "string", default: "1" },
      key: { type: "string" },
      scenario: { type: "string", default: DEFAULT_SCENARIO },
      speed: { type: "string", default: "1" },
      "live-per-hour": { type: "string", default: "0" },
      "webhook-retries": { type: "string", default: "sandbox" },
      "rate-limit": { type: "string", default: "none" },
    },
  });
  if (values.data === undefined) throw new Error(`--data is missing\n${USAGE}`);
  return {
    dataFolder: values.data,
    port: count("port", values.port),
    days: count("days", values.days),
    paymentsPerDay: count("payments-per-day", values["payments-per-day"]),
    seed: count("seed", values.seed),
    scenario: scenario(values.scenario),
    speed: pace(values.speed),
    livePerHour: count("live-per-hour", values["live-per-hour"]),
    webhookRetryProfile: profile(values["webhook-retries"]),
    rateLimitProfile: rateLimit(values["rate-limit"]),
    ...(values.key === undefined ? {} : { apiKey: values.key }),
  };
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (text === "" || !Number.isFinite(value) || value < 0)
    throw new Error(`--${name} is a number, 0 or more\n${USAGE}`);
  return value;
}

function pace(text: string): number {
  const value = count("speed", text);
  if (value === 0) throw new Error(`--speed is above 0\n${USAGE}`);
  return value;
}

function scenario(text: string): ScenarioName {
  if (isScenario(text)) return text;
  throw new Error(`There is no scenario "${text}": choose one of ${scenarioNames().join(", ")}.`);
}

function rateLimit(text: string): RateLimitProfile {
  const found = (["none", "sandbox", "live"] as const).find((known) => known === text);
  if (found === undefined) throw new Error(`--rate-limit is none, sandbox or live\n${USAGE}`);
  return found;
}

function profile(text: string): RetryProfile {
  const found = (["live", "sandbox", "fast"] as const).find((known) => known === text);
  if (found === undefined) throw new Error(`--webhook-retries is live, sandbox or fast\n${USAGE}`);
  return found;
}

try {
  const sandbox = await startSandbox(readArguments());
  process.stdout.write(
    `${JSON.stringify({ ready: true, url: sandbox.url, accountId: sandbox.accountId, seeded: sandbox.seeded })}\n`,
  );
  const end = (): void => {
    void sandbox.close();
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
