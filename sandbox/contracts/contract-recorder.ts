import { isJsonObject, schemaNameOf } from "./schema-compiler.ts";
import { validateErrorBody, validateStripeObject } from "./validate.ts";

/**
 * Validates whatever passes by and remembers which object types it really saw, so that a test can demand each of
 * them: a list that stayed empty has proven nothing.
 */
export class ContractRecorder {
  readonly #seen = new Map<string, number>();
  readonly #violations: string[] = [];

  /** Validates one response body or event; returns its violations and keeps them. Only valid values are counted. */
  record(value: unknown): string[] {
    const isError = isJsonObject(value) && "error" in value && !("object" in value);
    const violations = isError ? validateErrorBody(value) : validateStripeObject(value);
    this.#violations.push(...violations);
    if (violations.length === 0) this.#count(value);
    if (violations.length === 0 && isError) this.#add("error");
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
