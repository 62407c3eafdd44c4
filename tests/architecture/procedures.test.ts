import { describe, expect, it } from "vitest";
import { PERMISSIONS } from "#core/permissions.ts";
import { appRouter } from "#server/api/root.ts";

interface Procedure {
  readonly path: string;
  readonly type: unknown;
  readonly permission: unknown;
  readonly audit: unknown;
}

const AUDIT_ACTION = /^[a-z][a-z-]*(\.[a-z][a-z-]*)+$/;

const field = (value: unknown, name: string): unknown =>
  (typeof value === "object" || typeof value === "function") && value !== null
    ? Reflect.get(value, name)
    : undefined;

const procedures: Procedure[] = Object.entries(appRouter._def.procedures).map(
  ([path, procedure]) => {
    const definition = field(procedure, "_def");
    const meta = field(definition, "meta");
    return {
      path,
      type: field(definition, "type"),
      permission: field(meta, "permission"),
      audit: field(meta, "audit"),
    };
  },
);
const mutations = procedures.filter(({ type }) => type === "mutation");
const pathsOf = (some: Procedure[]) => some.map(({ path }) => path);

describe("the procedures of the router", () => {
  it("are found at all, mutations among them", () => {
    expect(procedures.length).toBeGreaterThan(10);
    expect(mutations.length).toBeGreaterThan(3);
    const kinds: unknown[] = ["query", "mutation", "subscription"];
    expect(pathsOf(procedures.filter(({ type }) => !kinds.includes(type)))).toEqual([]);
  });

  it("each demand a permission of the table", () => {
    const open = procedures.filter(
      ({ permission }) => typeof permission !== "string" || !Object.hasOwn(PERMISSIONS, permission),
    );
    expect(pathsOf(open)).toEqual([]);
  });

  it("name an audit action where they change something", () => {
    const silent = mutations.filter(
      ({ audit }) => typeof audit !== "string" || !AUDIT_ACTION.test(audit),
    );
    expect(pathsOf(silent)).toEqual([]);
  });
});
