/**
 * Reads JSON in which amounts stand under `amountMinor` and instants under `at` or a name that ends with `At`: they come back
 * as bigint and Date. What else it holds stays as it is.
 */
export function parseStored(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) => {
    if (typeof value !== "string") return value;
    if (key === "amountMinor") return BigInt(value);
    return key === "at" || key.endsWith("At") ? new Date(value) : value;
  });
}
