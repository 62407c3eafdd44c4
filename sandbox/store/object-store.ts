import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { IdSource } from "./deterministic-ids.ts";
import {
  type ColumnValue,
  OBJECT_KINDS,
  type ObjectKind,
  type StoredObjects,
} from "./object-kinds.ts";

export interface ObjectFilter {
  /** SQL conditions joined by AND; each names its own bound values in order. */
  readonly conditions: readonly { readonly sql: string; readonly values: readonly ColumnValue[] }[];
  readonly order: "newest" | "oldest";
  readonly limit: number;
}

/** Typed access to the objects, and the one place where a transaction begins and ends. */
export class ObjectStore {
  readonly database: DatabaseSync;
  readonly #ids: IdSource;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;

  constructor(database: DatabaseSync, ids: IdSource) {
    this.database = database;
    this.#ids = ids;
  }

  /** A prepared statement, compiled once for each text. */
  sql(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = this.database.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  /** Runs `work` in one transaction; inside another one it takes part in that. A throw rolls everything back. */
  transact<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.database.exec("BEGIN IMMEDIATE");
    this.#depth = 1;
    try {
      const result = work();
      this.#ids.save();
      this.database.exec("COMMIT");
      return result;
    } catch (error) {
      this.database.exec("ROLLBACK");
      throw error;
    } finally {
      this.#depth = 0;
    }
  }

  /** Runs `work`; a throw undoes what `work` did and nothing else of the transaction, unless `keeps` says otherwise. */
  attempt<T>(work: () => T, keeps: (error: unknown) => boolean): T {
    this.database.exec("SAVEPOINT attempt");
    try {
      const result = work();
      this.database.exec("RELEASE attempt");
      return result;
    } catch (error) {
      this.database.exec(keeps(error) ? "RELEASE attempt" : "ROLLBACK TO attempt; RELEASE attempt");
      throw error;
    }
  }

  insert<K extends ObjectKind>(
    kind: K,
    doc: StoredObjects[K] & { created: number },
    extra: Readonly<Record<string, ColumnValue>> = {},
  ): void {
    const { derived, extra: extraNames } = OBJECT_KINDS[kind];
    const names = [...Object.keys(derived), ...extraNames];
    const columns = names.map((name) => `, "${name}"`).join("");
    const marks = names.map(() => ", ?").join("");
    this.sql(`INSERT INTO ${kind} (id, created, doc${columns}) VALUES (?, ?, ?${marks})`).run(
      doc.id,
      doc.created,
      JSON.stringify(doc),
      ...Object.values(derived).map((column) => column(doc)),
      ...extraNames.map((name) => extra[name] ?? null),
    );
  }

  replace<K extends ObjectKind>(kind: K, doc: StoredObjects[K]): void {
    const { derived } = OBJECT_KINDS[kind];
    const sets = Object.keys(derived)
      .map((name) => `, "${name}" = ?`)
      .join("");
    this.sql(`UPDATE ${kind} SET doc = ?${sets} WHERE id = ?`).run(
      JSON.stringify(doc),
      ...Object.values(derived).map((column) => column(doc)),
      doc.id,
    );
  }

  get<K extends ObjectKind>(kind: K, id: string): StoredObjects[K] | undefined {
    const row = this.sql(`SELECT doc FROM ${kind} WHERE id = ?`).get(id);
    return row === undefined ? undefined : (this.#parse(row["doc"]) as StoredObjects[K]);
  }

  column(kind: ObjectKind, id: string, name: string): ColumnValue {
    const value = this.sql(`SELECT "${name}" AS value FROM ${kind} WHERE id = ?`).get(id)?.[
      "value"
    ];
    return typeof value === "string" || typeof value === "number" ? value : null;
  }

  setColumn(kind: ObjectKind, id: string, name: string, value: ColumnValue): void {
    this.sql(`UPDATE ${kind} SET "${name}" = ? WHERE id = ?`).run(value, id);
  }

  find<K extends ObjectKind>(kind: K, filter: ObjectFilter): StoredObjects[K][] {
    const where = filter.conditions.map((condition) => `(${condition.sql})`).join(" AND ") || "1";
    const order = filter.order === "newest" ? "DESC" : "ASC";
    const rows = this.sql(
      `SELECT doc FROM ${kind} WHERE ${where} ORDER BY seq ${order} LIMIT ?`,
    ).all(...filter.conditions.flatMap((condition) => condition.values), filter.limit);
    return rows.map((row) => this.#parse(row["doc"]) as StoredObjects[K]);
  }

  /** Position of an object in the order of creation, which stays stable within one second. */
  sequenceOf(table: ObjectKind | "event", id: string): number | undefined {
    const value = this.sql(`SELECT seq FROM ${table} WHERE id = ?`).get(id)?.["seq"];
    return typeof value === "number" ? value : undefined;
  }

  meta(name: string): string | undefined {
    const value = this.sql("SELECT value FROM meta WHERE name = ?").get(name)?.["value"];
    return typeof value === "string" ? value : undefined;
  }

  setMeta(name: string, value: string): void {
    this.sql(
      "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    ).run(name, value);
  }

  #parse(text: unknown): unknown {
    if (typeof text !== "string")
      throw new Error("a stored object is not text: the sandbox's file is damaged");
    return JSON.parse(text);
  }
}
