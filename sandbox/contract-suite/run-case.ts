import { Stripe } from "stripe";
import { knownParameters } from "../contracts/route-inventory.ts";
import { isJsonObject, type JsonObject } from "../contracts/schema-compiler.ts";
import { validateResponse } from "../contracts/validate-response.ts";
import type { ContractCase, ContractStep, Expected } from "./contract-case.ts";
import { differences } from "./differences.ts";

/** Members that the client adds to an error after it was read. */
const ADDED_BY_CLIENT: ReadonlySet<string> = new Set(["headers", "statusCode", "requestId"]);

interface Run {
  readonly stripe: Stripe;
  /** Tells this run's objects and keys from those of other runs. */
  readonly label: string;
  readonly answers: Map<string, JsonObject>;
}

/**
 * Runs one case and gives what was otherwise than it says or than the client's types say; empty when nothing was. A
 * difference ends the case, since later steps build on it. Throws when Stripe cannot be reached or refuses the key.
 */
export async function runCase(
  stripe: Stripe,
  label: string,
  contract: ContractCase,
): Promise<string[]> {
  const run: Run = { stripe, label, answers: new Map() };
  for (const [index, step] of contract.steps.entries()) {
    const found = await runStep(run, step);
    if (found.length > 0)
      return found.map((line) => `step ${index + 1}, ${step.method} ${step.path}: ${line}`);
  }
  return [];
}

async function runStep(run: Run, step: ContractStep): Promise<string[]> {
  const path = String(filled(run, step.path));
  const { status, body } = await ask(run, step, path);
  const subject: unknown = status > 299 ? body["error"] : body;
  if (step.as !== undefined) run.answers.set(step.as, body);
  if (status !== step.status)
    return [
      `expected status ${step.status}, got ${status} ${JSON.stringify(subject).slice(0, 300)}`,
    ];
  return [
    ...differences(filledExpectation(run, step.holds), subject, status > 299 ? "error" : "body"),
    ...validateResponse({ method: step.method, path, status, body }),
  ];
}

async function ask(
  { stripe, label, ...run }: Run,
  step: ContractStep,
  path: string,
): Promise<{ status: number; body: JsonObject }> {
  const params = filled({ stripe, label, ...run }, step.params ?? {});
  const labelled =
    step.method === "POST" && knownParameters(step.method, path)?.has("metadata") === true;
  const sent = {
    ...(isJsonObject(params) ? params : {}),
    ...(labelled ? { metadata: { contract_suite: label } } : {}),
  };
  const options =
    step.idempotencyKey === undefined ? {} : { idempotencyKey: `${label}:${step.idempotencyKey}` };
  const query = step.method === "GET" ? queryOf(sent) : "";
  try {
    const answer: unknown = await stripe.rawRequest(
      step.method,
      `${path}${query}`,
      step.method === "POST" ? sent : undefined,
      options,
    );
    const body: unknown = JSON.parse(JSON.stringify(answer));
    return { status: 200, body: isJsonObject(body) ? body : {} };
  } catch (error) {
    return failureOf(error);
  }
}

/** An answer of Stripe's that is a failure; anything else that went wrong is thrown on. */
function failureOf(error: unknown): { status: number; body: JsonObject } {
  const answered =
    error instanceof Stripe.errors.StripeError &&
    error.statusCode !== undefined &&
    !(error instanceof Stripe.errors.StripeAuthenticationError);
  if (!answered) throw error;
  const raw: unknown = JSON.parse(JSON.stringify(error.raw));
  const entries = isJsonObject(raw) ? Object.entries(raw) : [];
  const detail = Object.fromEntries(entries.filter(([name]) => !ADDED_BY_CLIENT.has(name)));
  return { status: error.statusCode ?? 0, body: { error: detail } };
}

function queryOf(params: JsonObject): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value)) for (const item of value) query.append(`${name}[]`, String(item));
    else query.append(name, String(value));
  }
  return query.size === 0 ? "" : `?${query.toString()}`;
}

/** The value with each `{step.member}` replaced by what that step was answered. */
function filled(run: Run, value: unknown): unknown {
  if (typeof value === "string")
    return value.replaceAll(/\{(\w+)\.(\w+)\}/g, (_whole, step: string, member: string) =>
      String(run.answers.get(step)?.[member]),
    );
  if (Array.isArray(value)) return value.map((item) => filled(run, item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(run, item)]));
}

function filledExpectation(run: Run, expected: Expected): Expected {
  if (typeof expected === "string") return String(filled(run, expected));
  if (expected instanceof RegExp || typeof expected !== "object" || expected === null)
    return expected;
  if (Array.isArray(expected))
    return expected.map((item: Expected) => filledExpectation(run, item));
  return Object.fromEntries(
    Object.entries(expected).map(([name, item]) => [name, filledExpectation(run, item)]),
  );
}
