import { isJsonObject, schemaNameOf } from "./schema-compiler.ts";
import { validateStripeObject } from "./validate.ts";
import { type AnsweredRequest, validateResponse } from "./validate-response.ts";

/**
 * Validates whatever passes by and remembers which object types it really saw, so that a test can demand each of
 * them: a list that stayed empty has proven nothing.
 */
export class ContractRecorder {
  readonly #seen = new Map<string, number>();
  readonly #violations: string[] = [];

  /** Validates one object or event, such as a webhook's body; returns its violations and keeps them. */
  record(value: unknown): string[] {
    return this.#keep(value, validateStripeObject(value));
  }

  /** Validates one answered request with its route and status; returns its violations and keeps them. */
  recordResponse(answered: AnsweredRequest): string[] {
    const violations = this.#keep(answered.body, validateResponse(answered));
    const failed = answered.status < 200 || answered.status > 299;
    if (failed && violations.length === 0) this.#add("error");
    return violations;
  }

  /** How often each object type occurred in a valid value: at the top, in lists, in events or expanded. */
  objectTypesSeen(): ReadonlyMap<string, number> {
    return new Map([...this.#seen].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Those of the named types that never occurred; `error` stands for an error response. */
  missing(expected: Iterable<string>): string[] {
    return [...expected].filter((object) => !this.#seen.has(object));
  }

  /** Every violation so far, in the order of recording. */
  violations(): readonly string[] {
    return [...this.#violations];
  }

  /** Only what is valid is counted: a broken object has proven nothing either. */
  #keep(value: unknown, violations: string[]): string[] {
    this.#violations.push(...violations);
    if (violations.length === 0) this.#count(value);
    return violations;
  }

  #add(object: string): void {
    this.#seen.set(object, (this.#seen.get(object) ?? 0) + 1);
  }

  #count(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.#count(item);
    if (!isJsonObject(value)) return;
    const object: unknown = value["object"];
    if (typeof object === "string" && schemaNameOf(value) !== undefined) this.#add(object);
    for (const member of Object.values(value)) this.#count(member);
  }
}
