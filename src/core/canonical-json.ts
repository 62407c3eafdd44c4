/** JSON that can be hashed: keys sorted, bigint as decimal string, no undefined (RFC 8785 order for our value types). */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | bigint
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined };

/** Serialises `value` with sorted keys; numbers must be safe integers because other numbers print differently across languages. */
export function canonicalJson(value: Canonical): string {
  if (typeof value === "bigint") return JSON.stringify(value.toString());
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new RangeError(`not a safe integer in canonical JSON: ${value}`);
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const parts: string[] = [];
  for (const key of Object.keys(value).toSorted()) {
    const item = value[key];
    if (item !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(item)}`);
  }
  return `{${parts.join(",")}}`;
}

function isList(value: object): value is readonly Canonical[] {
  return Array.isArray(value);
}
