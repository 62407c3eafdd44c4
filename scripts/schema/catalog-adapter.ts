import type pg from "pg";

// Numbers by which the engine knows a column's type.
const CHARACTER = 6;
const TEXT = 7;
const COLUMN_TYPE_BY_OID = new Map<number, number>([
  [16, 5], // bool
  [18, CHARACTER], // "char", which the catalogs use and Prisma's own adapter refuses
  [20, 1], // int8
  [21, 0], // int2
  [23, 0], // int4
  [26, 1], // oid
  [1002, 70], // "char"[]
  [1003, 71], // name[]
  [1005, 64], // int2[]
  [1007, 64], // int4[]
  [1009, 71], // text[]
]);

type Query = { sql: string; args: unknown[] };
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };
type OutcomeWithMap = Outcome & { map: (change: (value: unknown) => unknown) => OutcomeWithMap };

function outcome(result: Outcome): OutcomeWithMap {
  return {
    ...result,
    map: (change) =>
      result.ok ? outcome({ ok: true, value: change(result.value) }) : outcome(result),
  };
}

async function attempt(action: () => Promise<unknown>): Promise<OutcomeWithMap> {
  try {
    return outcome({ ok: true, value: await action() });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return outcome({
      ok: false,
      error: { kind: "postgres", code: "XX000", severity: "ERROR", message },
    });
  }
}

/**
 * What Prisma's schema engine asks of a database connection, over `pg`, for reading a catalog only.
 * In: a pool, which stays the caller's to end. Out: the factory that the engine takes.
 */
export function catalogAdapter(pool: pg.Pool): object {
  const info = { provider: "postgres", adapterName: "@prisma/adapter-pg" };
  const connect = () =>
    attempt(async () => ({
      ...info,
      queryRaw: (query: Query) => attempt(() => readRows(pool, query)),
      executeRaw: ({ sql, args }: Query) =>
        attempt(async () => (await pool.query(sql, args)).rowCount ?? 0),
      executeScript: (script: string) => attempt(() => pool.query(script)),
      getConnectionInfo: () => outcome({ ok: true, value: { supportsRelationJoins: true } }),
      dispose: () => attempt(async () => undefined),
    }));
  return { ...info, connect, connectToShadowDb: connect };
}

async function readRows(pool: pg.Pool, { sql, args }: Query): Promise<unknown> {
  const { fields, rows } = await pool.query<unknown[]>({
    text: sql,
    values: args,
    rowMode: "array",
  });
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: fields.map((field) => COLUMN_TYPE_BY_OID.get(field.dataTypeID) ?? TEXT),
    rows,
  };
}
