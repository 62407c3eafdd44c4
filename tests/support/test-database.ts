import { afterAll, beforeAll, inject } from "vitest";
import { copyTemplate, makeEmpty, type TestDatabase } from "./test-server.ts";

export type { TestDatabase } from "./test-server.ts";

/** A migrated, empty database of one test file; the caller drops it. */
export const createTestDatabase = (): Promise<TestDatabase> => copyTemplate(inject("testServer"));

/** Out: a database without tables, for tests of the migrations themselves. */
export const createEmptyDatabase = (): Promise<TestDatabase> => makeEmpty(inject("testServer"));

/** For the top of a test file: a database before its tests, gone after them. Out: how to reach it inside a test. */
export function useTestDatabase(): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database?.drop();
  });
  return () => {
    if (database === undefined) throw new Error("The test database exists only while tests run.");
    return database;
  };
}
