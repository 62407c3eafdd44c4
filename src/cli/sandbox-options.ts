import { type Command, InvalidArgumentError } from "commander";

/** A fault rule as the options describe it: what it matches, and its other fields. */
export interface FaultOptions {
  readonly match: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Options whose value is text that a call, delivery or object must have. */
const MATCHES = {
  matchMethod: ["method", "--match-method <method>", "only requests of this method"],
  matchPath: ["path", "--match-path <path>", "only this path; * stands for one segment"],
  matchCustomer: ["customer", "--match-customer <id>", "only what belongs to this customer"],
  matchKey: ["idempotencyKey", "--match-key <key>", "only this idempotency key"],
  matchObject: ["objectId", "--match-object <id>", "only what names this object"],
  matchEvent: [
    "eventType",
    "--match-event <type>",
    "only this type of event; charge.* is a family",
  ],
  matchEndpoint: ["endpoint", "--match-endpoint <id>", "only this webhook endpoint"],
} as const;

const FIELDS = {
  probability: ["--probability <share>", "share of the matching calls that are hit"],
  nth: ["--nth <n>", "every n-th matching call is hit"],
  count: ["--count <n>", "hits in all; --always for no limit"],
  seed: ["--seed <n>", "the same seed draws the same calls"],
  afterMs: ["--after-ms <ms>", "from so long after now, on the account's clock"],
  untilMs: ["--until-ms <ms>", "until so long after now, on the account's clock"],
} as const;

function number(value: string): number {
  const read = Number(value);
  if (value.trim() === "" || !Number.isFinite(read))
    throw new InvalidArgumentError("give a number");
  return read;
}

/** One `name=value` more; JSON is read as such, anything else is text. */
function argument(value: string, before: Readonly<Record<string, unknown>> = {}) {
  const at = value.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("give name=value, as in latencyMs=500");
  const text = value.slice(at + 1);
  try {
    return { ...before, [value.slice(0, at)]: JSON.parse(text) as unknown };
  } catch {
    return { ...before, [value.slice(0, at)]: text };
  }
}

/** Adds the options of a fault rule to a command. */
export function withFaultOptions(command: Command): Command {
  for (const [, flags, about] of Object.values(MATCHES)) command.option(flags, about);
  for (const [flags, about] of Object.values(FIELDS)) command.option(flags, about, number);
  return command
    .option("--always", "hits without a limit")
    .option("--name <name>", "what people call the rule")
    .option(
      "--arg <name=value>",
      "an argument of the effect; may be given several times",
      argument,
    );
}

/** Turns what commander read into the rule that the sandbox takes. */
export function faultOptions(given: Readonly<Record<string, unknown>>): FaultOptions {
  const match = Object.entries(MATCHES).flatMap(([option, [name]]) => {
    const value = given[option];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  const fields = [...Object.keys(FIELDS), "always", "name"].flatMap((name) =>
    given[name] === undefined ? [] : [[name, given[name]] as const],
  );
  const { arg } = given;
  const own = typeof arg === "object" && arg !== null ? arg : {};
  return { match: Object.fromEntries(match), fields: { ...Object.fromEntries(fields), ...own } };
}
