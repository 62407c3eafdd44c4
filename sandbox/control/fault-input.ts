import { type ArgumentSpec, integer, isGroup, words, wrongArgument } from "./fault-arguments.ts";
import { type EffectSpec, FAULT_EFFECTS, type FaultEffect, isEffect } from "./fault-effects.ts";

/** What a call, delivery or object must be for the rule; null leaves it open. */
export interface FaultMatch {
  readonly method: string | null;
  /** `*` stands for one segment. */
  readonly path: string | null;
  readonly customer: string | null;
  readonly idempotencyKey: string | null;
  readonly objectId: string | null;
  readonly eventType: string | null;
  readonly endpoint: string | null;
}

/** A rule as it was asked for, complete and valid. */
export interface FaultInput {
  readonly name: string | null;
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
  /** Share of the matching calls that are hit, drawn by the seed; null where `nth` decides. */
  readonly probability: number | null;
  /** Every n-th matching call is hit. */
  readonly nth: number | null;
  /** How many hits it has in all; null stands for always. */
  readonly count: number | null;
  readonly seed: number;
  /** Milliseconds of the account's clock after the rule was made. */
  readonly afterMs: number | null;
  readonly untilMs: number | null;
  readonly arguments: Readonly<Record<string, unknown>>;
}

const MATCH_NAMES = [
  "method",
  "path",
  "customer",
  "idempotencyKey",
  "objectId",
  "eventType",
  "endpoint",
] as const satisfies readonly (keyof FaultMatch)[];

const COMMON: Readonly<Record<string, ArgumentSpec>> = {
  name: words("", null),
  probability: { kind: "number", about: "", fallback: null, min: 0, max: 1 },
  nth: integer("", null, { min: 1 }),
  count: integer("", null, { min: 1 }),
  always: { kind: "boolean", about: "", fallback: false },
  seed: integer("", 1),
  afterMs: integer("", null),
  untilMs: integer("", null),
};

/** Reads a rule from its JSON; a sentence where it is wrong. */
export function readFault(input: unknown): FaultInput | string {
  if (!isGroup(input)) return "a fault rule is a JSON object";
  const { effect } = input;
  if (!isEffect(effect)) return `effect must be one of ${Object.keys(FAULT_EFFECTS).join(", ")}`;
  const spec: EffectSpec = FAULT_EFFECTS[effect];
  const problem = wrongField(input, effect, spec) ?? wrongMatch(input["match"]);
  if (problem !== null) return problem;
  const number = (name: string): number | null => {
    const value = input[name];
    return typeof value === "number" ? value : null;
  };
  const match = isGroup(input["match"]) ? input["match"] : {};
  return {
    name: typeof input["name"] === "string" ? input["name"] : null,
    match: readMatch(match),
    effect,
    probability: number("probability"),
    nth: number("nth"),
    count: input["always"] === true ? null : (number("count") ?? spec.count),
    seed: number("seed") ?? 1,
    afterMs: number("afterMs"),
    untilMs: number("untilMs"),
    arguments: Object.fromEntries(
      Object.entries(spec.arguments).map(([name, { fallback }]) => [name, input[name] ?? fallback]),
    ),
  };
}

function readMatch(match: Readonly<Record<string, unknown>>): FaultMatch {
  const text = (name: keyof FaultMatch): string | null => {
    const value = match[name];
    return typeof value === "string" ? value : null;
  };
  return {
    method: text("method"),
    path: text("path"),
    customer: text("customer"),
    idempotencyKey: text("idempotencyKey"),
    objectId: text("objectId"),
    eventType: text("eventType"),
    endpoint: text("endpoint"),
  };
}

function wrongField(
  input: Readonly<Record<string, unknown>>,
  effect: FaultEffect,
  spec: EffectSpec,
): string | null {
  const known = { ...COMMON, ...spec.arguments };
  for (const [name, value] of Object.entries(input)) {
    if (name === "effect" || name === "match") continue;
    const argument = known[name];
    if (argument === undefined) {
      const own = Object.keys(spec.arguments);
      return `${name} is unknown: ${effect} takes ${own.length === 0 ? "no arguments of its own" : own.join(", ")}, and any rule takes match, ${Object.keys(COMMON).join(", ")}`;
    }
    const problem = wrongArgument(name, argument, value);
    if (problem !== null) return problem;
  }
  if (input["probability"] !== undefined && input["nth"] !== undefined)
    return "a rule has either probability or nth, not both";
  if (input["always"] === true && input["count"] !== undefined)
    return "a rule has either count or always, not both";
  return null;
}

function wrongMatch(match: unknown): string | null {
  if (match === undefined) return null;
  if (!isGroup(match)) return "match is an object";
  for (const [name, value] of Object.entries(match)) {
    if (!MATCH_NAMES.some((known) => known === name))
      return `match.${name} is unknown: match takes ${MATCH_NAMES.join(", ")}`;
    if (value !== null && (typeof value !== "string" || value === ""))
      return `match.${name} is text that is not empty`;
  }
  return null;
}
