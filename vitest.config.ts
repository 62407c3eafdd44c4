import { defineConfig } from "vitest/config";

const DATABASE_TESTS = [
  "**/*.integration.test.ts",
  "tests/{properties,faults,contracts}/**/*.test.ts",
];
const NEVER = ["**/node_modules/**", ".next/**", ".countersign/**", "e2e/**"];
const shared = { pool: "forks" as const, setupFiles: ["tests/support/fail-on-console.ts"] };

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
