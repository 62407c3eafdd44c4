import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import { storeTransactions } from "#server/modules/ledger/index.ts";
import { balanceTransaction } from "#tests/support/balance-transactions.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { TEST_SCOPE, testRuntime } from "#tests/support/test-runtime.ts";

const database = useTestDatabase();
const MAIN = join(import.meta.dirname, "main.ts");

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program as a person would, with no more of the environment than it is given. */
function countersign(
  args: readonly string[],
  environment: Record<string, string>,
  input = "",
): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { NODE_ENV: "production" as const, ...environment };
    const child = execFile(process.execPath, [MAIN, ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
    child.stdin?.end(input);
  });
}

const as = (role: "countersign_web" | "countersign_worker") => ({
  DATABASE_URL: database().urls[role],
  STRIPE_ACCOUNT_ID: TEST_SCOPE.accountId,
  STRIPE_LIVEMODE: "false",
});

const parse = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe("the command line", () => {
  it("explains every command", { timeout: 120_000 }, async () => {
    for (const command of [
      ["doctor"],
      ["ledger", "verify"],
      ["ledger", "as-of"],
      ["import", "status"],
      ["import", "wait"],
      ["bank", "import"],
      ["approvals", "verify"],
      ["approvals", "export"],
      ["people", "forget-credentials"],
      ["people", "create"],
      ["people", "seed-demo"],
      ["policy", "show"],
      ["policy", "simulate"],
    ]) {
      const { code, out } = await countersign([...command, "--help"], {});
      expect({ command, code, out }).toMatchObject({
        code: 0,
        out: expect.stringContaining("--json") as string,
      });
    }
  });

  it("exits 2 with one sentence for a wrong use or environment", async () => {
    const sentence = /^(countersign|error): [^\n]+\n$/;
    for (const run of [
      countersign(["doctor"], { DATABASE_URL: "postgres://127.0.0.1:1/none" }),
      countersign(["doctor"], {
        ...as("countersign_worker"),
        DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
      }),
      countersign(["ledger", "prove"], as("countersign_worker")),
      countersign(["people", "create", "--email", "x"], as("countersign_web")),
    ]) {
      const { code, out, err } = await run;
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err.split("\n(")[0]).toMatch(/^(countersign|error): [^\n]+/);
      expect(sentence.test(err) || err.includes("Did you mean")).toBe(true);
    }
  });

  it("proves the books, and exits 1 when a journal is missing", async () => {
    const worker = testRuntime(database(), "countersign_worker");
    try {
      const seen = { via: "feed", at: worker.clock.now() } as const;
      await worker.db.transaction((tx) =>
        storeTransactions(tx, worker.scope, [balanceTransaction({ id: "txn_1" })], seen),
      );
      const well = await countersign(["ledger", "verify", "--json"], as("countersign_worker"));
      expect(well.code).toBe(0);
      expect(parse(well.out)).toMatchObject({ drift: 0, journals: 1, entries: 3, ok: true });
      const [account] = parse(well.out)["accounts"] as {
        code: string;
        currency: string;
        balance: number;
      }[];
      expect(account).toMatchObject({
        code: "A.stripe.payments.pending",
        currency: "eur",
        balance: 950,
      });
      await worker.db.pool.query("UPDATE balance_transaction SET net = net + 7");
      const ill = await countersign(["ledger", "verify", "--json"], as("countersign_worker"));
      expect(ill.code).toBe(1);
      expect(parse(ill.out)).toMatchObject({ drift: 7, ok: false });
    } finally {
      await worker.db.close();
    }
  });

  it("finds an installation without a worker unhealthy, and says why", async () => {
    const { code, out } = await countersign(["doctor", "--json"], {
      ...as("countersign_worker"),
      STRIPE_API_URL: "http://127.0.0.1:9/",
    });
    expect(code).toBe(1);
    expect(parse(out)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([
        "no worker is alive",
        "the import is not started",
      ]) as string[],
      stripe: { url: "http://127.0.0.1:9/" },
      queues: { lanesWaiting: 0, lanesParked: 0, eventsDead: 0, commandsUnknown: 0 },
    });
  });

  it("adds people once, with the password from standard input", async () => {
    const args = [
      "people",
      "create",
      "--email",
      "Ada@Shop.example",
      "--name",
      "Ada",
      "--role",
      "finance",
      "--password-stdin",
      "--json",
    ];
    const first = await countersign(args, as("countersign_web"), "a long password\n");
    expect({ code: first.code, ...parse(first.out) }).toEqual({
      code: 0,
      email: "ada@shop.example",
      role: "finance",
      added: true,
    });
    expect((await countersign(args, as("countersign_web"), "a long password\n")).code).toBe(1);
    expect((await countersign(args, as("countersign_web"), "short\n")).code).toBe(2);
  });

  it("makes the demo's people, and the second time leaves them as they are", async () => {
    const run = () => countersign(["people", "seed-demo", "--json"], as("countersign_web"));
    const first = parse((await run()).out)["people"] as {
      email: string;
      role: string;
      added: boolean;
    }[];
    expect(first.map(({ role }) => role)).toEqual([
      "support",
      "support",
      "finance",
      "finance",
      "admin",
      "admin",
      "manager",
      "auditor",
    ]);
    expect(first.every(({ added }) => added)).toBe(true);
    const second = parse((await run()).out)["people"] as { email: string; added: boolean }[];
    expect(second.map(({ email, added }) => ({ email, added }))).toEqual(
      first.map(({ email }) => ({ email, added: false })),
    );
    const live = await countersign(["people", "seed-demo"], {
      ...as("countersign_web"),
      STRIPE_LIVEMODE: "true",
    });
    expect(live.code).toBe(2);
  });
});

describe("policy", () => {
  it("shows what is in force, and tries what was edited without changing anything", async () => {
    const env = as("countersign_web");
    const shown = await countersign(["policy", "show", "--json"], env);
    expect(shown).toMatchObject({ code: 0, err: "" });
    const document = parse(shown.out)["document"] as PolicyDocument;
    const folder = mkdtempSync(join(tmpdir(), "policy-"));
    const file = join(folder, "draft.json");
    const simulate = async (draft: unknown) => {
      writeFileSync(file, JSON.stringify(draft));
      return await countersign(["policy", "simulate", file, "--json"], env);
    };
    const draft = { ...document, customer: { day: "1", month: "10000" } };
    const tried = await simulate(draft);
    expect(tried.code).toBe(0);
    expect(parse(tried.out)).toMatchObject({
      changes: [{ label: "one customer in 24 hours", after: "1 EUR", touchesLimits: true }],
      unsound: [],
      simulation: { decisions: 0 },
    });
    const falling = await simulate({ ...document, customer: { day: "9", month: "1" } });
    expect(falling.code).toBe(1);
    const wrong = await simulate({ ...document, customer: { day: 9, month: null } });
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringContaining("is no policy: customer.day"),
    ]);
    rmSync(folder, { recursive: true });
  });
});
