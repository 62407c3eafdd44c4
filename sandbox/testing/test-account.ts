import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stripe } from "stripe";
import { afterEach } from "vitest";
import { ContractRecorder } from "../contracts/contract-recorder.ts";
import type { ObservedResponse } from "../protocol/http-reply.ts";
import { type RunningSandbox, type SandboxOptions, startSandbox } from "../start-sandbox.ts";

export interface TestAccount {
  readonly sandbox: RunningSandbox;
  /** The real client, without retries of its own: a test sees each answer. */
  readonly stripe: Stripe;
  readonly recorder: ContractRecorder;
  /** What has been answered so far, in order. */
  readonly answered: readonly Omit<ObservedResponse, "body">[];
  readonly dataFolder: string;
  /** Moves the account's clock; all that becomes due happens before this returns. */
  readonly advance: (seconds: number) => Promise<void>;
  readonly control: (method: string, path: string, body?: object) => Promise<unknown>;
}

/** Monday, 2 March 2026, 10:00 UTC: a plain business day, so that settlement dates in tests can be read off. */
export const MONDAY_MS = Date.UTC(2026, 2, 2, 10);
export const DAY_SECONDS = 86_400;

const opened: { account: TestAccount; end: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const { account, end } of opened.splice(0)) {
    const { store, timers } = account.sandbox.engine.world;
    // A test that closed its account itself has nothing left to look at.
    const failed = store.database.isOpen ? timers.failed() : [];
    await end();
    if (failed.length > 0) throw new Error(`timers failed: ${JSON.stringify(failed)}`);
    const violations = account.recorder.violations();
    if (violations.length > 0)
      throw new Error(`not as the SDK's types say:\n${violations.join("\n")}`);
  }
});

/** The client as an application makes it, pointed at a sandbox. */
export function clientFor(port: number, apiKey: string, maxNetworkRetries = 0): Stripe {
  return new Stripe(apiKey, { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries });
}

/**
 * An account of its own for one test, its clock standing at `MONDAY_MS`. When the test is over, every answer it gave is
 * held against the SDK's types, and no timer may have failed.
 */
export async function openAccount(options: Partial<SandboxOptions> = {}): Promise<TestAccount> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), "stripe-sandbox-"));
  const recorder = new ContractRecorder();
  const answered: Omit<ObservedResponse, "body">[] = [];
  const sandbox = await startSandbox({
    webhookRetryProfile: "fast",
    frozenAtMs: MONDAY_MS,
    ...options,
    dataFolder,
    onResponse: ({ body, ...about }) => {
      answered.push(about);
      recorder.recordResponse({ ...about, body: JSON.parse(body) });
    },
  });
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return answer.json();
  };
  const account: TestAccount = {
    sandbox,
    stripe: clientFor(sandbox.port, sandbox.apiKey),
    recorder,
    answered,
    dataFolder,
    control,
    advance: async (seconds) => void (await control("POST", "clock", { advanceSeconds: seconds })),
  };
  const end = async (): Promise<void> => {
    await sandbox.close();
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
  };
  opened.push({ account, end });
  return account;
}

/** A paid card payment of `amount` cents; its charge comes expanded. */
export async function paidCharge(
  { stripe }: TestAccount,
  amount: number,
  card = "pm_card_visa",
): Promise<{ intent: Stripe.PaymentIntent; charge: Stripe.Charge }> {
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: "eur",
    payment_method: card,
    confirm: true,
    return_url: "https://shop.example.com",
    expand: ["latest_charge"],
  });
  if (typeof intent.latest_charge !== "object" || intent.latest_charge === null) {
    throw new Error(`the payment left no charge: ${intent.status}`);
  }
  return { intent, charge: intent.latest_charge };
}

/** The error that a call is answered with; a call that succeeds fails the test. */
export async function errorOf(
  call: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const outcome = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Stripe.errors.StripeError)) throw new Error("the call was not refused");
  return outcome;
}
