import { readFileSync } from "node:fs";

type Family = "snapshot" | "thin";

const DECLARED_IN: Readonly<Record<Family, string>> = {
  snapshot: "resources/Events.d.ts",
  thin: "resources/V2/Core/Events.d.ts",
};

const known = new Map<Family, ReadonlySet<string>>();

/**
 * The event types that the installed client declares: `snapshot` those of v1 such as `charge.succeeded`, `thin` those of
 * v2 such as `v1.charge.succeeded`. Read from its own declarations, so that a new client brings its new types along.
 */
export function eventTypes(family: Family): ReadonlySet<string> {
  const read = known.get(family);
  if (read !== undefined) return read;
  const text = readFileSync(new URL(DECLARED_IN[family], import.meta.resolve("stripe")), "utf8");
  const found = [...text.matchAll(/^ {4}type: '([^']+)';$/gm)].map((match) => match[1] ?? "");
  if (found.length === 0)
    throw new Error(`the client declares no event types in ${DECLARED_IN[family]}`);
  const types = new Set(found);
  known.set(family, types);
  return types;
}
