/** What one argument of an effect may hold. `any` is kept as it is: a body to answer with. */
export interface ArgumentSpec {
  readonly kind: "integer" | "number" | "string" | "boolean" | "strings" | "headers" | "any";
  readonly about: string;
  /** Null stands for «not set». */
  readonly fallback: unknown;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly (string | number)[];
}

type Bounds = Pick<ArgumentSpec, "min" | "max" | "choices">;

/** A whole number; at least 0 unless `bounds` says otherwise. */
export function integer(
  about: string,
  fallback: number | null,
  bounds: Bounds = { min: 0 },
): ArgumentSpec {
  return { kind: "integer", about, fallback, ...bounds };
}

/** Text; one of `choices` where they are given. */
export function words(
  about: string,
  fallback: string | null,
  choices?: readonly string[],
): ArgumentSpec {
  return { kind: "string", about, fallback, ...(choices === undefined ? {} : { choices }) };
}

/** True or false; null where leaving it open means something else than both. */
export function flag(about: string, fallback: boolean | null): ArgumentSpec {
  return { kind: "boolean", about, fallback };
}

const KINDS: Readonly<Record<ArgumentSpec["kind"], string>> = {
  integer: "a whole number",
  number: "a number",
  string: "text",
  boolean: "true or false",
  strings: "a list of texts",
  headers: "an object of texts",
  any: "anything",
};

/** A sentence saying what is wrong with the value; null when nothing is. */
export function wrongArgument(name: string, spec: ArgumentSpec, value: unknown): string | null {
  if (value === null && spec.fallback === null) return null;
  if (!isOfKind(spec.kind, value)) return `${name} is ${KINDS[spec.kind]}`;
  if (spec.choices !== undefined && !spec.choices.some((choice) => choice === value))
    return `${name} is one of ${spec.choices.join(", ")}`;
  if (typeof value !== "number") return null;
  if (spec.min !== undefined && value < spec.min) return `${name} is ${spec.min} or more`;
  return spec.max !== undefined && value > spec.max ? `${name} is ${spec.max} or less` : null;
}

function isOfKind(kind: ArgumentSpec["kind"], value: unknown): boolean {
  switch (kind) {
    case "any":
      return true;
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "strings":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "headers":
      return isGroup(value) && Object.values(value).every((item) => typeof item === "string");
    default:
      return typeof value === kind;
  }
}

/** True for a JSON object. */
export function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
