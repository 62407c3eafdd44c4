// Who may import whom: the arrows of ARCHITECTURE.md as rules. Anything not drawn there is an error here, and no rule
// names a feature, so a new module is guarded from its first file. scripts/checks/boundaries.ts runs these rules and
// proves, on a tree that breaks each of them, that every one still fires.

const TEST = "\\.test\\.tsx?$";
/** Files of ours, as opposed to packages and Node's own modules. */
const OURS = "^(src|sandbox|bench|tests|e2e|scripts|prisma)/";
const ROUTE_ENTRY = "^src/(proxy|instrumentation|instrumentation-client)\\.ts$";
const TRPC_SERVER = "^src/trpc/server\\.tsx?$";
const MODULE_INDEX = "^src/server/modules/[^/]+/index\\.ts$";
const MODULE_ROUTER = "^src/server/modules/([^/]+)/[^/]+\\.router\\.ts$";
const DEPS = "^src/server/deps(\\.ts$|/)";
const GENERATED_CLIENT = "^src/server/platform/db/generated/";

/** A package by name, whether it is resolved to a file or stands as it was written. */
const packages = (...names) => `(^|/)node_modules/(${names.join("|")})/|^(${names.join("|")})(/|$)`;

/** One layer: files under `path` may import, among our own files, only what `mayImport` lists. */
const layer = (name, comment, path, mayImport, pathNot = []) => ({
  name,
  severity: "error",
  comment,
  from: { path, pathNot: [TEST, ...pathNot] },
  to: { path: OURS, pathNot: mayImport },
});

/** One home: only files under `homes` may import what `path` matches. */
const home = (name, comment, path, homes, from = "^src/") => ({
  name,
  severity: "error",
  comment,
  from: { path: from, pathNot: [TEST, ...homes] },
  to: { path },
});

const layers = [
  layer(
    "app-renders-only",
    "A route parses its parameters and renders one component; the server is reached through src/server/api.",
    ["^src/app/", ROUTE_ENTRY],
    ["^src/(app|components|trpc|core|server/api)/"],
  ),
  layer(
    "components-reach-the-server-by-trpc",
    "A component asks through src/trpc and shares src/core with the server; it never imports server code, not even its types.",
    "^src/components/",
    ["^src/(components|core)/", "^src/trpc/(?!server\\.tsx?$)"],
  ),
  layer(
    "primitives-know-no-noun",
    "src/components/ui is built from itself and src/core, so that every feature can use it.",
    "^src/components/ui/",
    ["^src/components/ui/", "^src/core/"],
  ),
  layer(
    "charts-know-no-noun",
    "A chart gets prepared figures: it is built from charts, ui and core.",
    "^src/components/charts/",
    ["^src/components/(ui|charts)/", "^src/core/"],
  ),
  layer(
    "trpc-is-the-client-side",
    "src/trpc joins the browser to src/server/api and knows nothing behind it.",
    "^src/trpc/",
    ["^src/(trpc|core|server/api)/"],
  ),
  {
    name: "browser-takes-the-router-type-only",
    severity: "error",
    comment:
      "Only src/trpc/server.ts(x) runs on the server; the other files may `import type` the router and no more.",
    from: { path: "^src/trpc/", pathNot: [TEST, TRPC_SERVER] },
    to: { path: ["^src/server/", TRPC_SERVER], dependencyTypesNot: ["type-only"] },
  },
  layer(
    "core-imports-core",
    "src/core is pure: it imports itself and nothing else of ours.",
    "^src/core/",
    ["^src/core/"],
  ),
  layer(
    "api-uses-deps-and-module-fronts",
    "src/server/api joins routers and dependencies: modules by index or router, adapters by src/server/deps.",
    "^src/server/api/",
    ["^src/server/api/", DEPS, MODULE_INDEX, MODULE_ROUTER, "^src/core/"],
  ),
  layer(
    "deps-compose-modules-and-platform",
    "The composition root wires module fronts and adapters and belongs to no process.",
    DEPS,
    [DEPS, MODULE_INDEX, "^src/server/platform/", "^src/core/"],
  ),
  layer(
    "modules-stand-on-platform",
    "A module imports modules, adapters and core; it does not know who calls it.",
    "^src/server/modules/",
    ["^src/server/(modules|platform)/", "^src/core/"],
    [MODULE_ROUTER],
  ),
  layer(
    "routers-build-on-procedures",
    "A router adds the procedure builders of src/server/api/procedures.ts to what a module may import.",
    MODULE_ROUTER,
    ["^src/server/(modules|platform)/", "^src/core/", "^src/server/api/procedures\\.ts$"],
  ),
  layer(
    "platform-stands-on-core",
    "An adapter knows the outside world and src/core, and no module.",
    "^src/server/platform/",
    ["^src/server/platform/", "^src/core/"],
  ),
  ...["ingest", "worker", "cli"].map((process) =>
    layer(
      `${process}-uses-deps-and-module-fronts`,
      `src/${process} is a main and its loops: what it does lives in modules, what it needs in src/server/deps.`,
      `^src/${process}/`,
      [`^src/${process}/`, DEPS, MODULE_INDEX, "^src/core/"],
    ),
  ),
  layer(
    "sandbox-stands-alone",
    "The sandbox plays Stripe: sharing code with the product would share its mistakes.",
    "^sandbox/",
    ["^sandbox/"],
  ),
];

const modules = [
  {
    name: "module-by-its-index",
    severity: "error",
    comment: "Another module is what its index.ts exports, for tests too.",
    from: { path: "^src/server/modules/([^/]+)/" },
    to: { path: "^src/server/modules/", pathNot: ["^src/server/modules/$1/", MODULE_INDEX] },
  },
  {
    name: "index-leaves-the-router-out",
    severity: "error",
    comment:
      "The worker and the CLI load index.ts; routers are joined by src/server/api/root.ts alone.",
    from: { path: "^src/server/modules/", pathNot: [TEST, MODULE_ROUTER] },
    to: { path: MODULE_ROUTER },
  },
  {
    name: "ledger-and-audit-stand-alone",
    severity: "error",
    comment: "All others build on ledger and audit, so these two build on no module.",
    from: { path: "^src/server/modules/(ledger|audit)/", pathNot: TEST },
    to: { path: "^src/server/modules/", pathNot: "^src/server/modules/$1/" },
  },
  {
    name: "policy-is-pure",
    severity: "error",
    comment: "A policy decides on its arguments: no database, no adapter, no package but zod.",
    from: { path: "\\.policy\\.ts$" },
    to: {
      path: [
        "^src/server/(platform|api)/",
        "\\.(repo|jobs|router)\\.ts$",
        "(^|/)node_modules/(?!zod/)",
      ],
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "policy-has-no-node-modules",
    severity: "error",
    comment: "A policy gets the time and every other circumstance as an argument.",
    from: { path: "\\.policy\\.ts$" },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "modules-without-cycles",
    severity: "error",
    comment:
      "Two modules that import each other are one: move what they share, or publish an event.",
    scope: "folder",
    from: { path: "^src/server/modules/[^/]+$" },
    to: { circular: true },
  },
  {
    name: "no-cycles",
    severity: "error",
    comment:
      "Files in a cycle cannot be understood, tested or loaded apart. (Types alone may refer to each other.)",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
];

const homes = [
  home(
    "stripe-package-has-one-home",
    "src/server/platform/stripe stores the idempotency key and tells accepted, rejected and unknown apart.",
    packages("stripe"),
    ["^src/server/platform/stripe/"],
  ),
  home(
    "prisma-has-one-home",
    "Queries live in src/server/platform/db and in <noun>.repo.ts.",
    `${packages("@prisma/[^/]+", "prisma")}|${GENERATED_CLIENT}`,
    ["^src/server/platform/db/", "\\.repo\\.ts$"],
  ),
  home(
    "pg-has-one-home",
    "Connections to PostgreSQL are made in src/server/platform.",
    packages("pg", "graphile-worker"),
    ["^src/server/platform/(db|queue)/"],
  ),
  home(
    "recharts-has-one-home",
    "recharts is drawn by src/components/charts alone.",
    packages("recharts"),
    ["^src/components/charts/"],
  ),
  home(
    "next-stays-in-the-web",
    "What the worker, the listener and the CLI load must run under plain Node.",
    packages("next", "next-auth", "server-only"),
    ["^src/(app|components|trpc|server/api)/", "^src/server/platform/auth/", ROUTE_ENTRY],
  ),
  home(
    "react-stays-on-the-screen",
    "Screens are made in src/app, src/components and src/trpc.",
    packages("react", "react-dom"),
    ["^src/(app|components|trpc)/"],
  ),
  {
    ...home(
      "trpc-server-has-one-home",
      "Procedures are built in src/server/api and declared in <noun>.router.ts; others may use its types.",
      packages("@trpc/server"),
      ["^src/server/api/", MODULE_ROUTER],
    ),
    to: { path: packages("@trpc/server"), dependencyTypesNot: ["type-only"] },
  },
  {
    name: "core-imports-zod-alone",
    severity: "error",
    comment: "src/core runs in the browser and on the server, without clock, chance or I/O.",
    from: { path: "^src/core/", pathNot: TEST },
    to: { pathNot: [OURS, "(^|/)node_modules/zod/"] },
  },
  {
    name: "browser-has-no-node-modules",
    severity: "error",
    comment: "A browser loads these files.",
    from: { path: ["^src/components/", "^src/trpc/"], pathNot: [TEST, TRPC_SERVER] },
    to: { dependencyTypes: ["core"] },
  },
];

const shipping = [
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
      ],
    },
    to: {},
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [...layers, ...modules, ...homes, ...shipping],
  options: {
    doNotFollow: { path: ["node_modules", GENERATED_CLIENT] },
    exclude: { path: "^(\\.next|\\.countersign)/" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mts", ".mjs", ".cjs", ".js", ".jsx", ".json", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "require", "default", "types"],
      mainFields: ["module", "main", "types", "typings"],
    },
  },
};
