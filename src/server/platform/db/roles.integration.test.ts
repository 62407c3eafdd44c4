import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "#tests/support/test-database.ts";

const database = useTestDatabase();
const open: pg.Client[] = [];

async function as(role: keyof ReturnType<typeof database>["urls"]): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database().urls[role] });
  await client.connect();
  open.push(client);
  return client;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.end()));
});

const DENIED = /permission denied/;
const REFUSED = /append-only/;

describe("database roles", () => {
  it.each([
    [
      "countersign_web",
      "insert into journal(account_id, livemode, key, kind, event_at, source_type, source_id, rule_version, description) values ('a', false, 'k', 'BT', now(), 't', 's', 1, 'd')",
    ],
    ["countersign_web", "update payment set amount = 1"],
    ["countersign_web", "update charge_guard set captured = 1000000"],
    ["countersign_web", "select request_sealed from stripe_call"],
    ["countersign_web", "update audit_event set action = 'x'"],
    ["countersign_web", "delete from audit_event"],
    ["countersign_web", "update approval set decision = 'approved'"],
    ["countersign_ingest", "select * from payment"],
    ["countersign_ingest", "select raw from webhook_event"],
    [
      "countersign_ingest",
      "insert into audit_event(id, actor_kind, actor_id, request_id, action, result, resource_type, resource_id, details) values (gen_random_uuid(), 'system', 'x', 'r', 'a', 'done', 't', 'i', '{}')",
    ],
    ["countersign_worker", "update journal set description = 'x'"],
    ["countersign_worker", "delete from entry"],
    ["countersign_worker", "truncate entry"],
    ["countersign_worker", "alter table journal disable trigger all"],
    ["countersign_worker", "set session_replication_role = replica"],
    ["countersign_worker", "update webhook_event set raw = ''"],
    ["countersign_worker", "select password_hash from person"],
    ["countersign_worker", "select * from session"],
    [
      "countersign_worker",
      "insert into approval(id, command_id, approver_id, approver_role, decision, params_hash, preview_hash, created_at) values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'finance', 'approved', '', '', now())",
    ],
    ["countersign_sealer", "update audit_event set action = 'x'"],
    ["countersign_sealer", "select * from payment"],
    [
      "countersign_reader",
      "insert into outbox_event(account_id, livemode, topic, key, payload) values ('a', false, 't', 'k', '{}')",
    ],
    ["countersign_reader", "select password_hash from person"],
    ["countersign_reader", "select * from session"],
    ["countersign_reader", "select request_sealed from stripe_call"],
  ] as const)("%s may not: %s", async (role, statement) => {
    const client = await as(role);
    await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it.each(["journal", "entry", "audit_event", "approval"])(
    "even the owner cannot delete from %s",
    async (table) => {
      const client = await as("countersign_owner");
      await expect(client.query(`delete from ${table}`)).rejects.toThrow(REFUSED);
      await expect(client.query(`truncate ${table} cascade`)).rejects.toThrow(REFUSED);
    },
  );

  it("lets the reader read the books and no table be reached by an unknown role", async () => {
    const reader = await as("countersign_reader");
    await expect(reader.query("select count(*) from journal")).resolves.toBeDefined();
    const owner = await as("countersign_owner");
    const open = await owner.query(
      "select has_schema_privilege('public', 'public', 'usage') as usage",
    );
    expect(open.rows[0]).toEqual({ usage: false });
  });

  it("lets web enqueue a job through the outbox only", async () => {
    const web = await as("countersign_web");
    await web.query(
      "insert into outbox_event(account_id, livemode, topic, key, payload) values ('a', false, 'case.changed', 'k', '{}')",
    );
    await expect(web.query("select graphile_worker.add_job('outbox', '{}')")).rejects.toThrow(
      DENIED,
    );
    const worker = await as("countersign_worker");
    const jobs = await worker.query("select count(*)::int as n from graphile_worker._private_jobs");
    expect(jobs.rows[0]).toEqual({ n: 1 });
  });
});
