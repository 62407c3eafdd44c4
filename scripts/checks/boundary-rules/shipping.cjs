// What ships and what proves it.
const { TEST, ROUTE_ENTRY, DEPS } = require("./patterns.cjs");

module.exports = [
  {
    name: "src-ships-without-its-proofs",
    severity: "error",
    comment:
      "What proves src stands beside it: no file of src imports it, but for tests (see the next rule).",
    from: { path: "^src/", pathNot: TEST },
    to: { path: "^(sandbox|bench|tests|e2e|scripts|prisma)/" },
  },
  {
    name: "tests-use-support-and-sandbox",
    severity: "error",
    comment: "A test in src may import tests/ and sandbox/, and neither bench, e2e nor scripts.",
    from: { path: `^src/.*${TEST}` },
    to: { path: "^(bench|e2e|scripts)/" },
  },
  {
    name: "nobody-imports-a-test",
    severity: "error",
    comment: "What two tests share belongs in tests/support.",
    from: {},
    to: { path: ["\\.test\\.tsx?$", "\\.spec\\.ts$"] },
  },
  {
    name: "src-ships-no-dev-dependency",
    severity: "error",
    comment: "A package that src imports belongs in `dependencies`.",
    from: { path: "^src/", pathNot: TEST },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm", "type-only"] },
  },
  {
    name: "packages-are-declared",
    severity: "error",
    comment: "A package that is not in package.json is there by luck.",
    from: {},
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
  {
    name: "imports-resolve",
    severity: "error",
    comment: "An import that the check cannot follow is an import that it cannot judge.",
    from: {},
    to: { couldNotResolve: true, pathNot: "^server-only$" },
  },
  {
    name: "every-file-has-a-layer",
    severity: "error",
    comment: "A folder of src that ARCHITECTURE.md does not draw may import nothing.",
    from: {
      path: "^src/",
      pathNot: [
        "^src/(app|components|trpc|core|ingest|worker|cli)/",
        "^src/server/(api|modules|platform)/",
        DEPS,
        ROUTE_ENTRY,
        "^src/[^/]+\\.test\\.ts$",
      ],
    },
    to: {},
  },
];
