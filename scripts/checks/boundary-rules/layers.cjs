// The arrows between folders.
const {
  TEST,
  ROUTE_ENTRY,
  TRPC_SERVER,
  MODULE_INDEX,
  MODULE_ROUTER,
  DEPS,
  layer,
} = require("./patterns.cjs");

module.exports = [
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
    "src/components/ui is built from itself, the command registry and src/core, so that every feature can use it.",
    "^src/components/ui/",
    ["^src/components/(ui|commands)/", "^src/core/"],
  ),
  layer(
    "commands-know-no-noun",
    "The command registry lists what can be done; the screens bind it, and it imports none of them.",
    "^src/components/commands/",
    ["^src/components/(ui|commands|messages)/", "^src/core/"],
  ),
  layer(
    "messages-are-text",
    "Messages are what people read, keyed by what the core knows.",
    "^src/components/messages/",
    ["^src/components/messages/", "^src/core/"],
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
    ["^src/server/(api|platform)/", DEPS, MODULE_INDEX, MODULE_ROUTER, "^src/core/"],
  ),
  {
    name: "adapters-come-from-deps",
    severity: "error",
    comment: "src/server/deps makes the adapters; who uses them may name their types and no more.",
    from: { path: ["^src/server/api/", "^src/(ingest|worker|cli)/"], pathNot: TEST },
    to: { path: "^src/server/platform/", dependencyTypesNot: ["type-only"] },
  },
  layer(
    "deps-compose-modules-and-platform",
    "The composition root wires module fronts and adapters and belongs to no process.",
    DEPS,
    [DEPS, MODULE_INDEX, "^src/server/platform/", "^src/core/"],
  ),
  layer(
    "modules-stand-on-platform",
    "A module imports modules, adapters and core; it does not know who calls it.",
    "^src/server/modules/(?!.*\\.router\\.ts$)",
    ["^src/server/(modules|platform)/", "^src/core/"],
  ),
  layer(
    "routers-build-on-procedures",
    "A router adds the builders of src/server/api (trpc.ts, procedures.ts, override-procedures.ts) to what a module may import.",
    MODULE_ROUTER,
    [
      "^src/server/(modules|platform)/",
      "^src/core/",
      "^src/server/api/(trpc|procedures|override-procedures)\\.ts$",
    ],
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
      [`^src/${process}/`, DEPS, MODULE_INDEX, "^src/core/", "^src/server/platform/"],
    ),
  ),
  layer(
    "sandbox-stands-alone",
    "The sandbox plays Stripe: sharing code with the product would share its mistakes.",
    "^sandbox/",
    ["^sandbox/"],
  ),
];
