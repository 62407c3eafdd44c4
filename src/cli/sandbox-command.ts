import * as z from "zod";
import { type Answer, UsageError } from "./answer.ts";
import type { FaultOptions } from "./sandbox-options.ts";

const health = z.object({ accountId: z.string(), apiVersion: z.string() });
const clock = z.object({ now: z.string(), frozen: z.boolean(), speed: z.number() });
const refusal = z.object({ error: z.object({ message: z.string() }) });
const rule = z.looseObject({
  id: z.string(),
  name: z.nullable(z.string()),
  effect: z.string(),
  match: z.record(z.string(), z.nullable(z.string())),
  hits: z.number(),
  count: z.nullable(z.number()),
  lastHitAt: z.nullable(z.string()),
  objects: z.array(z.string()),
  active: z.boolean(),
});
const rules = z.object({ rules: z.array(rule) });
const catalogue = z.object({
  effects: z.array(
    z.looseObject({
      name: z.string(),
      about: z.string(),
      arguments: z.record(z.string(), z.looseObject({ about: z.string() })),
    }),
  ),
});

type Rule = z.infer<typeof rule>;

/** Asks the sandbox's controls. Throws UsageError when none answers, or with its own sentence when it refuses. */
export async function ask(
  url: string,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(new URL(`/_sandbox/${path}`, url), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new UsageError(`no sandbox answers at ${url}: start it with \`npm run demo\``, {
      cause: error,
    });
  });
  const text = await answer.text();
  const value: unknown = isJson(text) ? JSON.parse(text) : null;
  if (answer.ok && value !== null) return value;
  const refused = refusal.safeParse(value);
  throw new UsageError(
    refused.success ? refused.data.error.message : `what answers at ${url} is no sandbox`,
  );
}

function isJson(text: string): boolean {
  return text.startsWith("{");
}

/** `sandbox status`: which account it plays, its clock, and the fault rules that still hold. */
export async function sandboxStatus(url: string): Promise<Answer> {
  const account = health.parse(await ask(url, "GET", "health"));
  const time = clock.parse(await ask(url, "GET", "clock"));
  const active = rules.parse(await ask(url, "GET", "faults")).rules.filter((one) => one.active);
  const pace = time.frozen ? "frozen" : `${time.speed} times as fast as real time`;
  return {
    data: { url, ...account, clock: time, activeFaults: active },
    lines: [
      `${account.accountId} at ${url}, API ${account.apiVersion}`,
      `clock ${time.now}, ${pace}`,
      `${active.length} active fault rules`,
      ...active.map(lineOf),
    ],
    finding: false,
  };
}

/** `sandbox faults list`: every rule with what it did so far. */
export async function listFaults(url: string): Promise<Answer> {
  const data = rules.parse(await ask(url, "GET", "faults"));
  const lines = data.rules.length === 0 ? ["no fault rules"] : data.rules.map(lineOf);
  return { data, lines, finding: false };
}

/** `sandbox faults effects`: every effect with its arguments. */
export async function listEffects(url: string): Promise<Answer> {
  const data = catalogue.parse(await ask(url, "GET", "faults/effects"));
  const lines = data.effects.flatMap(({ name, about, arguments: taken }) => [
    `${name}: ${about}`,
    ...Object.entries(taken).map(([argument, spec]) => `    --arg ${argument}=… ${spec.about}`),
  ]);
  return { data, lines, finding: false };
}

/** `sandbox faults add`: sets one rule; the sandbox itself says what is wrong with one. */
export async function addFault(
  url: string,
  effect: string,
  options: FaultOptions,
): Promise<Answer> {
  const { match, fields } = options;
  const made = rule.parse(await ask(url, "POST", "faults", { effect, match, ...fields }));
  return { data: made, lines: [lineOf(made)], finding: false };
}

/** `sandbox faults clear`: removes one rule, or all of them. */
export async function clearFaults(url: string, id: string | undefined): Promise<Answer> {
  await ask(url, "DELETE", id === undefined ? "faults" : `faults/${encodeURIComponent(id)}`);
  const what = id ?? "all fault rules";
  return { data: { cleared: id ?? "all" }, lines: [`removed ${what}`], finding: false };
}

function lineOf({
  id,
  name,
  effect,
  match,
  hits,
  count,
  lastHitAt,
  active,
  objects,
}: Rule): string {
  const wanted = Object.entries(match).flatMap(([key, value]) =>
    value === null ? [] : [`${key} ${value}`],
  );
  const parts = [
    `${id} ${effect}${name === null ? "" : ` (${name})`}`,
    wanted.length === 0 ? "everything" : wanted.join(", "),
    `${hits} of ${count ?? "any number of"} hits${lastHitAt === null ? "" : `, last ${lastHitAt}`}`,
    active ? "active" : "over",
  ];
  return [...parts, ...(objects.length === 0 ? [] : [objects.join(" ")])].join(" · ");
}
