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
  #account: string | null = null;

  constructor(database: DatabaseSync, ids: IdSource) {
    this.database = database;
    this.#ids = ids;
  }

  /** The connected account that is worked on now; null for the platform's own objects. */
  get account(): string | null {
    return this.#account;
  }

  /** Runs `work` on the objects of a connected account, or of the platform itself (null). */
  onAccount<T>(account: string | null, work: () => T): T {
    const before = this.#account;
    this.#account = account;
    try {
      return work();
    } finally {
      this.#account = before;
    }
  }

  /** The condition that keeps an SQL text of one's own to the rows of the account that is worked on. */
  ownRows(): { readonly sql: string; readonly values: readonly string[] } {
    return this.#account === null
      ? { sql: "account IS NULL", values: [] }
      : { sql: "account = ?", values: [this.#account] };
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
    this.insertAt(kind, doc, doc.created, extra);
  }

  /** Saves an object of a kind that does not show when it was made; `created` in seconds. */
  insertAt<K extends ObjectKind>(
    kind: K,
    doc: StoredObjects[K],
    created: number,
    extra: Readonly<Record<string, ColumnValue>> = {},
  ): void {
    const { derived, extra: extraNames } = OBJECT_KINDS[kind];
    const names = [...Object.keys(derived), ...extraNames];
    const columns = names.map((name) => `, "${name}"`).join("");
    const marks = names.map(() => ", ?").join("");
    this.sql(
      `INSERT INTO ${kind} (id, created, account, doc${columns}) VALUES (?, ?, ?, ?${marks})`,
    ).run(
      doc.id,
      created,
      this.#account,
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
    const row = this.sql(`SELECT doc FROM ${kind} WHERE id = ? AND account IS ?`).get(
      id,
      this.#account,
    );
    return row === undefined ? undefined : (this.#parse(row["doc"]) as StoredObjects[K]);
  }

  /** An object of whichever account, with the account it belongs to. */
  getAnywhere<K extends ObjectKind>(
    kind: K,
    id: string,
  ): { readonly doc: StoredObjects[K]; readonly account: string | null } | undefined {
    const row = this.sql(`SELECT doc, account FROM ${kind} WHERE id = ?`).get(id);
    if (row === undefined) return undefined;
    const account = typeof row["account"] === "string" ? row["account"] : null;
    return { doc: this.#parse(row["doc"]) as StoredObjects[K], account };
  }

  /** Takes an object away for good; what Stripe still shows of it afterwards is the caller's affair. */
  remove(kind: ObjectKind, id: string): void {
    this.sql(`DELETE FROM ${kind} WHERE id = ?`).run(id);
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
    const conditions = [this.ownRows(), ...filter.conditions];
    const where = conditions.map((condition) => `(${condition.sql})`).join(" AND ");
    const order = filter.order === "newest" ? "DESC" : "ASC";
    const rows = this.sql(
      `SELECT doc FROM ${kind} WHERE ${where} ORDER BY seq ${order} LIMIT ?`,
    ).all(...conditions.flatMap((condition) => condition.values), filter.limit);
    return rows.map((row) => this.#parse(row["doc"]) as StoredObjects[K]);
  }

  /** How many objects meet all the conditions. */
  count(kind: ObjectKind, filter: ObjectFilter["conditions"]): number {
    const conditions = [this.ownRows(), ...filter];
    const where = conditions.map((condition) => `(${condition.sql})`).join(" AND ");
    const row = this.sql(`SELECT count(*) AS found FROM ${kind} WHERE ${where}`).get(
      ...conditions.flatMap((condition) => condition.values),
    );
    return Number(row?.["found"] ?? 0);
  }

  /** Position of an object in the order of creation, which stays stable within one second. */
  sequenceOf(table: ObjectKind | "event", id: string): number | undefined {
    const row = this.sql(`SELECT seq FROM ${table} WHERE id = ? AND account IS ?`);
    const value = row.get(id, this.#account)?.["seq"];
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
