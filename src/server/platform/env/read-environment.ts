import { type Environment, environments, type ProcessKind } from "./variables.ts";

/** Raised when a process cannot start because of its environment; the message names each variable, never a value. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/** Reads and checks the environment of one kind of process once, at its start. Throws {@link EnvironmentError}. */
export function readEnvironment<K extends ProcessKind>(
  kind: K,
  source: Readonly<Record<string, string | undefined>> = process.env,
): Environment<K> {
  const parsed = environments[kind].safeParse(source);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`);
    throw new EnvironmentError(`cannot start ${kind}: check ${wrong.join(", ")}`);
  }
  refuseLiveKeyInTestMode(parsed.data);
  return Object.freeze(parsed.data) as Environment<K>;
}

function refuseLiveKeyInTestMode(data: object): void {
  const { STRIPE_API_KEY: key, STRIPE_LIVEMODE: livemode } = data as Record<string, unknown>;
  if (typeof key !== "string") return;
  if (key.includes("_live_") !== livemode) {
    throw new EnvironmentError("STRIPE_API_KEY and STRIPE_LIVEMODE name different modes");
  }
}
