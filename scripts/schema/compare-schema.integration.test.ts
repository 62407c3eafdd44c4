import pg from "pg";
import { expect, test } from "vitest";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { findDrift } from "./compare-schema.ts";

const database = useTestDatabase();

async function change(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database().superuserUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const drift = () => findDrift(database().superuserUrl);

test("a database made by the migrations equals the schema", async () => {
  expect(await drift()).toEqual([]);
});

test("what Prisma cannot describe is no drift", async () => {
  await change(`CREATE INDEX only_some ON customer (id) WHERE livemode;
    CREATE INDEX by_expression ON customer (lower(id));
    ALTER TABLE customer ADD CONSTRAINT some_check CHECK (id <> '');
    CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
    CREATE TRIGGER some_trigger BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION nothing();
    GRANT SELECT ON customer TO countersign_reader;`);
  expect(await drift()).toEqual([]);
});

test.each([
  ["a column too many", "ALTER TABLE customer ADD COLUMN extra int", 'DROP COLUMN "extra"'],
  ["a missing index", "DROP INDEX stripe_call_command_id_idx", "CREATE INDEX"],
  ["another type", "ALTER TABLE fx_rate ALTER COLUMN source TYPE varchar(7)", "fx_rate"],
  ["a table too many", "CREATE TABLE extra (id int PRIMARY KEY)", 'DROP TABLE "extra"'],
])("%s is drift", async (_what, sql, wanted) => {
  const before = await drift();
  await change(sql);
  const found = (await drift()).filter((statement) => !before.includes(statement));
  expect(found.join("\n")).toContain(wanted);
});
