import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "#sandbox/start-sandbox.ts";

const MAIN = join(import.meta.dirname, "main.ts");

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function countersign(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { NODE_ENV: "production" as const };
    execFile(process.execPath, [MAIN, "sandbox", ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

async function runningSandbox(): Promise<string> {
  const dataFolder = mkdtempSync(join(tmpdir(), "stripe-sandbox-"));
  const sandbox = await startSandbox({ dataFolder });
  onTestFinished(async () => {
    await sandbox.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });
  return sandbox.url;
}

describe("countersign sandbox", { timeout: 60_000 }, () => {
  it("explains every command", async () => {
    const commands = [
      ["status"],
      ["bank-statement"],
      ["faults", "list"],
      ["faults", "effects"],
      ["faults", "add"],
      ["faults", "clear"],
    ];
    for (const command of commands) {
      const { code, out } = await countersign(...command, "--help");
      expect({ command, code }).toEqual({ command, code: 0 });
      expect(out).toContain("--json");
      expect(out).toContain("--url");
    }
  });

  it("adds a rule as it is described, tells its hits and removes it", async () => {
    const url = await runningSandbox();
    const rule = ["--match-path", "/v1/customers/*", "--nth", "2", "--count", "3", "--seed", "7"];
    const added = await countersign(
      "faults",
      "add",
      "rate_limit",
      "--url",
      url,
      "--json",
      ...rule,
      "--arg",
      "shouldRetry=true",
      "--arg",
      "reason=endpoint-rate",
      "--name",
      "busy",
    );
    expect(JSON.parse(added.out)).toMatchObject({
      id: "fault_1",
      name: "busy",
      effect: "rate_limit",
      match: { path: "/v1/customers/*" },
      nth: 2,
      count: 3,
      seed: 7,
      arguments: { shouldRetry: true, reason: "endpoint-rate" },
    });
    const headers = { authorization: "Bearer sk_test_any" };
    for (const id of ["cus_1", "cus_2"]) await fetch(`${url}/v1/customers/${id}`, { headers });
    const list = await countersign("faults", "list", "--url", url);
    expect(list.out).toContain("fault_1 rate_limit (busy) · path /v1/customers/* · 1 of 3 hits");
    const status = await countersign("status", "--url", url, "--json");
    expect(JSON.parse(status.out)).toMatchObject({ url, activeFaults: [{ id: "fault_1" }] });
    expect((await countersign("faults", "clear", "fault_1", "--url", url)).code).toBe(0);
    expect((await countersign("faults", "list", "--url", url)).out).toBe("no fault rules\n");
  });

  it("tells the effects with their arguments", async () => {
    const url = await runningSandbox();
    const { out } = await countersign("faults", "effects", "--url", url);
    expect(out).toContain("webhook_delay: ");
    expect(out).toContain("--arg delayMs=…");
  });

  it("says in one sentence what is wrong", async () => {
    const url = await runningSandbox();
    const other = createServer((_request, response) => response.end("hello"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === "object" ? address?.port : 0;
    const wrong: readonly (readonly [string[], string])[] = [
      [["faults", "add", "magic", "--url", url], "effect must be one of latency, status"],
      [["faults", "add", "status", "--arg", "status=99", "--url", url], "status is 200 or more"],
      [["faults", "add", "latency", "--nth", "x", "--url", url], "give a number"],
      [["faults", "clear", "fault_9", "--url", url], "there is no fault rule fault_9"],
      [["status", "--url", "http://127.0.0.1:9"], "no sandbox answers at http://127.0.0.1:9"],
      [["status", "--url", `http://127.0.0.1:${port}`], "is no sandbox"],
    ];
    for (const [args, sentence] of wrong) {
      const { code, err } = await countersign(...args);
      expect({ args, code }).toEqual({ args, code: 2 });
      expect(err).toContain(sentence);
    }
  });
});
