import { spawn } from "node:child_process";
import { join } from "node:path";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { identify, isAlive } from "../process/identity.ts";
import { removeCluster } from "./left-over-server.ts";
import { databaseHome } from "./native.ts";
import { startPostgres } from "./start-postgres.ts";

const dataDir = join(databaseHome, `start-test-${process.pid}`);

afterEach(() => removeCluster(dataDir));

/** Starts the cluster in a process of its own, which tells the server's pid. */
async function startElsewhere(): Promise<{
  launcher: ReturnType<typeof spawn>;
  serverPid: number;
}> {
  const program = `const { startPostgres } = await import("./scripts/postgres/start-postgres.ts");
    const server = await startPostgres({ dataDir: process.argv[1] });
    console.log(server.pid);
    setInterval(() => undefined, 1000);`;
  const launcher = spawn(process.execPath, ["--input-type=module", "-e", program, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [chunk] = await new Promise<Buffer[]>((resolve) => {
    launcher.stdout.once("data", (...data: Buffer[]) => resolve(data));
  });
  return { launcher, serverPid: Number(String(chunk)) };
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

test("keeps its data and its password over a restart, and answers on the loopback address only", async () => {
  const first = await startPostgres({ dataDir });
  await query(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  await first.stop();
  const second = await startPostgres({ dataDir });
  expect(await query(second.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  expect(await query(second.url, "SHOW listen_addresses")).toEqual([
    { listen_addresses: "127.0.0.1" },
  ]);
  await second.stop();
});

test("refuses a cluster that a living process runs, and takes over what a killed one left", async () => {
  const { launcher, serverPid } = await startElsewhere();
  const orphan = identify(serverPid);
  if (orphan === undefined) throw new Error("the server told a pid that does not live");
  await expect(startPostgres({ dataDir })).rejects.toThrow(
    `already run by process ${launcher.pid}`,
  );
  launcher.kill("SIGKILL");
  await new Promise((resolve) => launcher.once("exit", resolve));
  expect(isAlive(orphan)).toBe(true);
  const server = await startPostgres({ dataDir });
  expect(isAlive(orphan)).toBe(false);
  expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await server.stop();
});

test("takes another port when the wished one is taken", async () => {
  const { createServer } = await import("node:net");
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", () => resolve()));
  const address = blocker.address();
  const taken = typeof address === "object" && address !== null ? address.port : 0;
  const server = await startPostgres({ dataDir, port: taken });
  expect(server.port).not.toBe(taken);
  await server.stop();
  blocker.close();
});
