/** What a rule does to the requests it matches. */
export type FaultEffect =
  | "timeout_after_effect"
  | "reset_after_effect"
  | "reset_before_effect"
  | "status"
  | "latency";
const EFFECTS: readonly FaultEffect[] = [
  "timeout_after_effect",
  "reset_after_effect",
  "reset_before_effect",
  "status",
  "latency",
];

export interface FaultRule {
  readonly id: number;
  readonly match: { readonly method: string | null; readonly path: string | null };
  readonly effect: FaultEffect;
  /** For `status`: the answer given instead of executing; `body` null stands for Stripe's error envelope. */
  readonly status: number;
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly latencyMs: number;
  /** How many requests it still hits. */
  remaining: number;
}

/** Rules that tests set over `/_sandbox/faults`; they live in memory and end with the process. */
export class FaultRules {
  #rules: FaultRule[] = [];
  #made = 0;

  /** Adds a rule from its JSON; returns a sentence saying what is wrong with it, or the rule. */
  add(input: unknown): FaultRule | string {
    if (!isGroup(input)) return "a fault rule is a JSON object";
    const effect = EFFECTS.find((known) => known === input["effect"]);
    if (effect === undefined) return `effect must be one of ${EFFECTS.join(", ")}`;
    const match = isGroup(input["match"]) ? input["match"] : {};
    this.#made += 1;
    const rule: FaultRule = {
      id: this.#made,
      match: { method: text(match["method"]), path: text(match["path"]) },
      effect,
      status: number(input["status"]) ?? 500,
      body:
        input["body"] === undefined
          ? null
          : typeof input["body"] === "string"
            ? input["body"]
            : JSON.stringify(input["body"]),
      headers: isGroup(input["headers"])
        ? Object.fromEntries(
            Object.entries(input["headers"]).map(([name, value]) => [name, String(value)]),
          )
        : {},
      latencyMs: number(input["latencyMs"]) ?? 0,
      remaining: number(input["count"]) ?? 1,
    };
    this.#rules.push(rule);
    return rule;
  }

  list(): readonly FaultRule[] {
    return this.#rules;
  }

  clear(): void {
    this.#rules = [];
  }

  /** The first rule that hits this request, used up by one; null when none does. `*` in a path stands for one segment. */
  take(method: string, path: string): FaultRule | null {
    const rule = this.#rules.find(
      ({ match, remaining }) =>
        remaining > 0 &&
        (match.method ?? method) === method &&
        (match.path === null || pathMatches(match.path, path)),
    );
    if (rule === undefined) return null;
    rule.remaining -= 1;
    this.#rules = this.#rules.filter((candidate) => candidate.remaining > 0);
    return rule;
  }
}

function pathMatches(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part === "*" || part === given[index])
  );
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
