/** One import on the canary tree; `breaks` names the rule that must fire, or null where the import is allowed. */
export interface Canary {
  readonly breaks: string | null;
  readonly from: string;
  readonly imports: string;
  readonly typeOnly?: true;
}

const breaks = (rule: string, from: string, imports: string): Canary => ({
  breaks: rule,
  from,
  imports,
});
const allowed = (from: string, imports: string): Canary => ({ breaks: null, from, imports });

const layers: readonly Canary[] = [
  breaks("app-renders-only", "src/app/orders/page.tsx", "#server/modules/orders/index.ts"),
  breaks("app-renders-only", "src/proxy.ts", "#server/deps.ts"),
  allowed("src/app/good/page.tsx", "#components/orders/order-page.tsx"),
  allowed("src/app/good/route.ts", "#server/api/root.ts"),
  breaks(
    "components-reach-the-server-by-trpc",
    "src/components/orders/order-sheet.tsx",
    "#server/modules/orders/index.ts",
  ),
  {
    ...breaks(
      "components-reach-the-server-by-trpc",
      "src/components/orders/order-row.tsx",
      "#server/api/root.ts",
    ),
    typeOnly: true,
  },
  breaks(
    "components-reach-the-server-by-trpc",
    "src/components/orders/order-head.tsx",
    "#trpc/server.ts",
  ),
  allowed("src/components/orders/order-list.tsx", "#trpc/client.ts"),
  breaks(
    "primitives-know-no-noun",
    "src/components/ui/chip.tsx",
    "#components/orders/order-page.tsx",
  ),
  allowed("src/components/ui/keys.tsx", "#components/commands/registry.ts"),
  breaks(
    "commands-know-no-noun",
    "src/components/commands/menu.tsx",
    "#components/orders/order-page.tsx",
  ),
  breaks("messages-are-text", "src/components/messages/reasons.ts", "#trpc/client.ts"),
  breaks("charts-know-no-noun", "src/components/charts/bar.chart.tsx", "#trpc/client.ts"),
  breaks("trpc-is-the-client-side", "src/trpc/server.ts", "#server/deps.ts"),
  allowed("src/trpc/server.ts", "#server/api/root.ts"),
  breaks("browser-takes-the-router-type-only", "src/trpc/links.ts", "#server/api/root.ts"),
  { ...allowed("src/trpc/client.ts", "#server/api/root.ts"), typeOnly: true },
  breaks("core-imports-core", "src/core/fees.ts", "#server/platform/clock/index.ts"),
  breaks("api-uses-deps-and-module-fronts", "src/server/api/job.ts", "#worker/main.ts"),
  breaks("adapters-come-from-deps", "src/server/api/now.ts", "#server/platform/clock/index.ts"),
  breaks("adapters-come-from-deps", "src/cli/now.ts", "#server/platform/clock/index.ts"),
  { ...allowed("src/server/api/context.ts", "#server/platform/clock/index.ts"), typeOnly: true },
  allowed("src/server/api/root.ts", "#server/modules/orders/orders.router.ts"),
  allowed("src/server/api/context.ts", "#server/deps.ts"),
  breaks(
    "deps-compose-modules-and-platform",
    "src/server/deps.ts",
    "#server/modules/orders/place-order.ts",
  ),
  allowed("src/server/deps.ts", "#server/platform/clock/index.ts"),
  breaks(
    "modules-stand-on-platform",
    "src/server/modules/orders/cancel-order.ts",
    "#server/deps.ts",
  ),
  breaks(
    "routers-build-on-procedures",
    "src/server/modules/refusals/refusals.router.ts",
    "#server/deps.ts",
  ),
  allowed("src/server/modules/orders/orders.router.ts", "#server/api/procedures.ts"),
  breaks(
    "platform-stands-on-core",
    "src/server/platform/mail/send.ts",
    "#server/modules/orders/index.ts",
  ),
  breaks("ingest-uses-deps-and-module-fronts", "src/ingest/main.ts", "#worker/loop.ts"),
  breaks("worker-uses-deps-and-module-fronts", "src/worker/main.ts", "#cli/main.ts"),
  breaks(
    "cli-uses-deps-and-module-fronts",
    "src/cli/main.ts",
    "#server/modules/orders/place-order.ts",
  ),
  allowed("src/cli/main.ts", "#server/deps.ts"),
  breaks("sandbox-stands-alone", "sandbox/charges.ts", "#core/money.ts"),
];

const modules: readonly Canary[] = [
  breaks(
    "module-by-its-index",
    "src/server/modules/parcels/send-parcel.ts",
    "#server/modules/orders/place-order.ts",
  ),
  breaks(
    "module-by-its-index",
    "src/server/modules/parcels/send-parcel.test.ts",
    "#server/modules/orders/place-order.ts",
  ),
  allowed("src/server/modules/parcels/track-parcel.ts", "#server/modules/orders/index.ts"),
  breaks(
    "index-leaves-the-router-out",
    "src/server/modules/parcels/index.ts",
    "./parcels.router.ts",
  ),
  breaks(
    "ledger-and-audit-stand-alone",
    "src/server/modules/ledger/post.ts",
    "#server/modules/orders/index.ts",
  ),
  breaks("policy-is-pure", "src/server/modules/orders/orders.policy.ts", "./orders.repo.ts"),
  breaks("policy-has-no-node-modules", "src/server/modules/orders/limits.policy.ts", "node:crypto"),
  breaks("policy-is-pure", "src/server/modules/orders/price.policy.ts", "pg"),
  allowed("src/server/modules/orders/ship.policy.ts", "#core/money.ts"),
  breaks(
    "modules-without-cycles",
    "src/server/modules/left/a.ts",
    "#server/modules/right/index.ts",
  ),
  breaks(
    "modules-without-cycles",
    "src/server/modules/right/b.ts",
    "#server/modules/left/index.ts",
  ),
  breaks("no-cycles", "src/core/egg.ts", "#core/hen.ts"),
  { ...allowed("src/core/noun.ts", "#core/verb.ts"), typeOnly: true },
  { ...allowed("src/core/verb.ts", "#core/noun.ts"), typeOnly: true },
];

const homes: readonly Canary[] = [
  breaks("stripe-package-has-one-home", "src/server/modules/orders/pay-order.ts", "stripe"),
  allowed("src/server/platform/stripe/gateway.ts", "stripe"),
  breaks("prisma-has-one-home", "src/server/modules/orders/find-order.ts", "@prisma/client"),
  breaks(
    "prisma-has-one-home",
    "src/server/modules/orders/count-orders.ts",
    "#server/platform/db/generated/client.ts",
  ),
  allowed("src/server/modules/orders/orders.repo.ts", "@prisma/client"),
  breaks("pg-has-one-home", "src/server/modules/orders/lock-order.ts", "pg"),
  breaks("recharts-has-one-home", "src/components/orders/order-chart.tsx", "recharts"),
  allowed("src/components/charts/line.chart.tsx", "recharts"),
  breaks("next-stays-in-the-web", "src/server/modules/orders/show-order.ts", "next/headers"),
  breaks("react-stays-on-the-screen", "src/core/view.ts", "react"),
  breaks("trpc-server-has-one-home", "src/worker/loop.ts", "@trpc/server"),
  allowed("src/server/modules/orders/orders.router.ts", "@trpc/server"),
  breaks("core-imports-zod-alone", "src/core/random.ts", "node:crypto"),
  breaks("core-imports-zod-alone", "src/core/query.ts", "pg"),
  allowed("src/core/schema.ts", "zod/mini"),
  breaks("browser-has-no-node-modules", "src/components/orders/order-file.tsx", "node:fs"),
];

const shipping: readonly Canary[] = [
  breaks("src-ships-without-its-proofs", "src/worker/demo.ts", "#sandbox/ledger.ts"),
  breaks("src-ships-without-its-proofs", "src/core/sample.ts", "#tests/support/orders.ts"),
  breaks("tests-use-support-and-sandbox", "src/core/money.test.ts", "../../bench/posting.ts"),
  allowed("src/core/ids.test.ts", "#tests/support/orders.ts"),
  allowed("src/core/ids.test.ts", "#sandbox/ledger.ts"),
  breaks("nobody-imports-a-test", "tests/support/again.ts", "#core/ids.test.ts"),
  breaks("src-ships-no-dev-dependency", "src/server/platform/log/lines.ts", "vitest"),
  breaks("packages-are-declared", "src/server/platform/log/pretty.ts", "undeclared"),
  breaks("imports-resolve", "src/server/platform/log/gone.ts", "#core/gone.ts"),
  breaks("every-file-has-a-layer", "src/lib/drawer.ts", "#core/money.ts"),
];

/** Imports that break each rule at least once, and neighbours of theirs that break none. */
export const canaries: readonly Canary[] = [...layers, ...modules, ...homes, ...shipping];

/** Files that the canaries import and that import nothing that matters. */
export const bystanders: readonly Omit<Canary, "breaks">[] = [
  { from: "src/server/modules/orders/index.ts", imports: "./place-order.ts" },
  { from: "src/server/modules/orders/place-order.ts", imports: "#core/money.ts" },
  { from: "src/server/modules/parcels/parcels.router.ts", imports: "#core/money.ts" },
  { from: "src/server/modules/left/index.ts", imports: "./a.ts" },
  { from: "src/server/modules/right/index.ts", imports: "#core/money.ts" },
  { from: "src/server/platform/clock/index.ts", imports: "#core/money.ts" },
  { from: "src/server/platform/db/generated/client.ts", imports: "#core/money.ts" },
  { from: "src/server/api/procedures.ts", imports: "#core/money.ts" },
  { from: "src/components/orders/order-page.tsx", imports: "#core/money.ts" },
  { from: "src/components/commands/registry.ts", imports: "#core/money.ts" },
  { from: "sandbox/ledger.ts", imports: "node:fs" },
  { from: "tests/support/orders.ts", imports: "#core/money.ts" },
  { from: "bench/posting.ts", imports: "#core/money.ts" },
  { from: "src/core/hen.ts", imports: "#core/egg.ts" },
  { from: "src/core/money.ts", imports: "zod/mini" },
];

/** Packages of the canary tree; `undeclared` is installed there but in no package.json. */
export const canaryPackages = {
  dependencies: [
    "stripe",
    "@prisma/client",
    "pg",
    "recharts",
    "next",
    "react",
    "@trpc/server",
    "zod",
  ],
  devDependencies: ["vitest"],
  undeclared: ["undeclared"],
};
