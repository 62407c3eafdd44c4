// The packages that have one home.
const {
  TEST,
  OURS,
  ROUTE_ENTRY,
  TRPC_SERVER,
  MODULE_ROUTER,
  GENERATED_CLIENT,
  packages,
  home,
} = require("./patterns.cjs");

module.exports = [
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
    ["^src/server/platform/"],
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
      "Procedures are built in src/server/api and declared in <noun>.router.ts; others may use its types, and the client's links are observables.",
      packages("@trpc/server"),
      ["^src/server/api/", MODULE_ROUTER, "^src/app/", TRPC_SERVER],
    ),
    to: {
      path: packages("@trpc/server"),
      pathNot: "@trpc/server/(dist/)?observable",
      dependencyTypesNot: ["type-only"],
    },
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
