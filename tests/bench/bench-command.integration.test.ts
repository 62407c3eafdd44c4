import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { cloneRoot } from "../../scripts/process/clone-root.ts";

const run = promisify(execFile);
const bench = (...args: readonly string[]) =>
  run(process.execPath, ["--disable-warning=ExperimentalWarning", "bench/main.ts", ...args], {
    cwd: cloneRoot,
  });

it("measures beside a raw limit of the same run, one line of JSON for each figure", async () => {
  const { stdout } = await bench("posting", "--rows", "2000", "--json");
  const lines = stdout.trim().split("\n");
  const figure = JSON.parse(lines[0] ?? "") as Record<string, unknown>;
  expect(lines).toHaveLength(1);
  expect(figure).toMatchObject({ bench: "posting", figure: "posting", unit: "journals/s" });
  expect(figure["ratio"]).toBeCloseTo(Number(figure["value"]) / Number(figure["limit"]), 2);
});

it("says which benches there are, and exits 2, for a name it does not know", async () => {
  await expect(bench("nonsense")).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("trial-balance") as string,
  });
});
