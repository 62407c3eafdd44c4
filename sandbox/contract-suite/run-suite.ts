import { Stripe } from "stripe";
import { contractCases } from "./contract-cases.ts";
import { runCase } from "./run-case.ts";

export interface SuiteTarget {
  /** A test key; a live one is refused before anything is sent. */
  readonly apiKey: string;
  /** Where a sandbox is; null for Stripe itself. */
  readonly url: string | null;
  /** Tells this run's objects and keys from those of other runs. */
  readonly label: string;
}

export interface CaseResult {
  readonly name: string;
  readonly source: string;
  readonly differences: readonly string[];
}

/** Why the suite could not be run at all; the message says what to do. */
export class SuiteFailure extends Error {
  override readonly name = "SuiteFailure";
}

/** Runs every case in turn. Throws `SuiteFailure` for a live key, a refused one, and where nobody answers. */
export async function runSuite(
  target: SuiteTarget,
  tell: (result: CaseResult) => void,
): Promise<readonly CaseResult[]> {
  const stripe = clientOf(target);
  const results: CaseResult[] = [];
  try {
    for (const contract of contractCases) {
      const differences = await runCase(stripe, target.label, contract);
      const result = { name: contract.name, source: contract.source, differences };
      results.push(result);
      tell(result);
    }
  } catch (error) {
    throw explained(error, target) ?? error;
  }
  return results;
}

function clientOf({ apiKey, url }: SuiteTarget): Stripe {
  if (!/^(sk|rk)_test_\w+$/.test(apiKey))
    throw new SuiteFailure(
      "The suite creates payments and refunds, so it takes a test key only: sk_test_… or rk_test_….",
    );
  if (url === null) return new Stripe(apiKey, { maxNetworkRetries: 2, telemetry: false });
  const { hostname, port, protocol } = new URL(url);
  const isPlain = protocol === "http:";
  return new Stripe(apiKey, {
    host: hostname,
    port: port || (isPlain ? "80" : "443"),
    protocol: isPlain ? "http" : "https",
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

function explained(error: unknown, { url }: SuiteTarget): SuiteFailure | null {
  const where = url ?? "https://api.stripe.com";
  if (error instanceof Stripe.errors.StripeConnectionError)
    return new SuiteFailure(
      `Nobody answers at ${where}: the suite needs a network that reaches it. (${error.message})`,
      { cause: error },
    );
  if (error instanceof Stripe.errors.StripeAuthenticationError)
    return new SuiteFailure(`${where} refuses the key: ${error.message}`, { cause: error });
  return null;
}
