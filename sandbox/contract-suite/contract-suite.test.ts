import { beforeAll, describe, expect, it } from "vitest";
import { routeBundle } from "../contracts/load-bundle.ts";
import { openAccount } from "../testing/test-account.ts";
import { contractCases } from "./contract-cases.ts";
import { runCase } from "./run-case.ts";
import { runSuite } from "./run-suite.ts";

beforeAll(() => {
  routeBundle();
}, 60_000);

describe("the contract suite, against the sandbox", () => {
  it.each(contractCases.map((contract) => [contract.name, contract] as const))(
    "%s",
    async (_name, contract) => {
      const { stripe } = await openAccount();
      expect(await runCase(stripe, "test", contract)).toEqual([]);
    },
  );

  it("labels what it makes, and tells where an answer differs", async () => {
    const { stripe } = await openAccount();
    const step = { method: "POST", path: "/v1/customers", status: 200 } as const;
    const wrong = { ...step, holds: { name: "Ada", metadata: { contract_suite: "run-7" } } };
    const contract = { name: "x", source: "", steps: [wrong] };
    expect(await runCase(stripe, "run-7", contract)).toEqual([
      'step 1, POST /v1/customers: body.name: expected "Ada", got null',
    ]);
    const refused = { ...contract, steps: [{ ...step, status: 402, holds: {} }] };
    expect(await runCase(stripe, "run-7", refused)).toMatchObject([/expected status 402, got 200/]);
  });
});

describe("running it elsewhere", () => {
  const target = { apiKey: "sk_test_a", url: "http://127.0.0.1:9", label: "x" };

  it("takes no live key", async () => {
    const live = runSuite({ ...target, apiKey: "sk_live_a" }, () => undefined);
    await expect(live).rejects.toThrow("a test key only");
  });

  it("says so where nobody answers, and where the key is refused", async () => {
    await expect(runSuite(target, () => undefined)).rejects.toThrow("Nobody answers at");
    const { sandbox } = await openAccount({ apiKey: "sk_test_theone" });
    const refused = runSuite({ ...target, url: sandbox.url }, () => undefined);
    await expect(refused).rejects.toThrow("refuses the key");
  });
});
