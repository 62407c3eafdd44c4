import { defineConfig } from "vitest/config";

const DATABASE_TESTS = [
  "**/*.integration.test.ts",
  "tests/{properties,faults,contracts}/**/*.test.ts",
];
const NEVER = ["**/node_modules/**", ".next/**", ".countersign/**", "e2e/**"];
/** How many random walks the sandbox's test takes, where more than the usual few are wanted. */
const walkRuns = Number(process.env["SANDBOX_WALK_RUNS"] ?? "0");
const provide = { sandboxWalkRuns: walkRuns > 0 ? walkRuns : null };
const shared = {
  provide,
  pool: "forks" as const,
  // A file finds the modules of the one before it loaded already, which saves more than a third of the time.
  isolate: false,
  setupFiles: ["tests/support/fail-on-console.ts"],
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...NEVER, ...DATABASE_TESTS],
        },
      },
      {
        test: {
          ...shared,
          name: "integration",
          include: DATABASE_TESTS,
          exclude: NEVER,
          globalSetup: ["tests/support/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
