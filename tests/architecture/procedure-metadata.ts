import { AUDIT_ACTIONS } from "#core/audit-actions.ts";
import { PERMISSIONS } from "#core/permissions.ts";

/** A procedure by its path, with what it declares of itself, as yet unjudged. */
export interface Procedure {
  readonly path: string;
  readonly type: unknown;
  readonly output: unknown;
  readonly permission: unknown;
  readonly audit: unknown;
}

const actions: readonly unknown[] = AUDIT_ACTIONS;

const field = (value: unknown, name: string): unknown =>
  (typeof value === "object" || typeof value === "function") && value !== null
    ? Reflect.get(value, name)
    : undefined;

/** The procedures of a tRPC router, nested routers included: the router keeps them flat, by dotted path. */
export const proceduresOf = (router: unknown): Procedure[] =>
  Object.entries(field(field(router, "_def"), "procedures") ?? {}).map(([path, procedure]) => {
    const definition = field(procedure, "_def");
    const meta = field(definition, "meta");
    return {
      path,
      type: field(definition, "type"),
      output: field(definition, "output"),
      permission: field(meta, "permission"),
      audit: field(meta, "audit"),
    };
  });

const pathsWhere = (procedures: Procedure[], isWrong: (procedure: Procedure) => boolean) =>
  procedures.filter(isWrong).map(({ path }) => path);

/** Paths that anybody might call: they demand no permission of the table. */
export const withoutPermission = (procedures: Procedure[]): string[] =>
  pathsWhere(
    procedures,
    ({ permission }) => typeof permission !== "string" || !Object.hasOwn(PERMISSIONS, permission),
  );

/** Paths that change something and name no action that an audit row may have. */
export const withoutAudit = (procedures: Procedure[]): string[] =>
  pathsWhere(procedures, ({ type, audit }) => type === "mutation" && !actions.includes(audit));

/** Paths that return whatever they found, rows with personal data perhaps. (A subscription is checked item by item.) */
export const withoutOutput = (procedures: Procedure[]): string[] =>
  pathsWhere(procedures, ({ type, output }) => type !== "subscription" && output === undefined);
