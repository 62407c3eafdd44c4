/** A file that the linter is shown, and the rules it must name there: no more and no fewer. */
export interface LintSample {
  readonly file: string;
  readonly lines: readonly string[];
  readonly rules: readonly string[];
}

const UNHOMED = [
  `import Stripe from "stripe";`,
  `import { PrismaClient } from "@prisma/client";`,
  `import { LineChart } from "recharts";`,
  `import { env } from "node:process";`,
  `import { randomUUID } from "node:crypto";`,
  "export const all = [Stripe, PrismaClient, LineChart, env, randomUUID];",
];

const CIRCUMSTANCES = [
  `export const setting = process.env["X"];`,
  "export const now = Date.now();",
  "export const chance = Math.random();",
  "export const id = crypto.randomUUID();",
];

const UNTYPED = [
  "async function work(): Promise<void> {}",
  "export function start(): void { work(); }",
  "export const loose: any = 3;",
  "export const taken = loose.name;",
  `export function rank(kind: "a" | "b"): number { switch (kind) { case "a": return 1; } return 2; }`,
  "export function ask(): void { if (work()) void 0; }",
];

const SCREEN = [
  `import { useEffect, useState } from "react";`,
  "export function Panel(props: { on: boolean; id: string }) {",
  "  if (props.on) useState(1);",
  "  useEffect(() => { document.title = props.id; }, []);",
  `  return <img src="/x.png" />;`,
  "}",
];

const times = (count: number, line: string): string[] => Array.from({ length: count }, () => line);

export const lintSamples: readonly LintSample[] = [
  {
    file: "src/server/modules/orders/homes.ts",
    lines: UNHOMED,
    rules: times(5, "eslint(no-restricted-imports)"),
  },
  {
    file: "src/server/modules/orders/circumstances.ts",
    lines: CIRCUMSTANCES,
    rules: times(4, "eslint(no-restricted-properties)"),
  },
  { file: "src/server/platform/env/read-settings.ts", lines: CIRCUMSTANCES.slice(0, 1), rules: [] },
  { file: "src/server/platform/clock/system-clock.ts", lines: CIRCUMSTANCES.slice(1), rules: [] },
  {
    file: "src/server/platform/stripe/gateway.ts",
    lines: ['export { Stripe } from "stripe";'],
    rules: [],
  },
  {
    file: "src/server/modules/orders/orders.repo.ts",
    lines: [`export { PrismaClient } from "@prisma/client";`],
    rules: [],
  },
  {
    file: "src/components/charts/line.chart.tsx",
    lines: [`export { LineChart } from "recharts";`],
    rules: [],
  },
  {
    file: "src/core/amounts.ts",
    lines: [
      `import * as z from "zod";`,
      `import * as zod from "zod/mini";`,
      "export const two = [z, zod];",
    ],
    rules: ["eslint(no-restricted-imports)"],
  },
  {
    file: "src/worker/types-matter.ts",
    lines: UNTYPED,
    rules: [
      "typescript(no-explicit-any)",
      "typescript(no-floating-promises)",
      "typescript(no-misused-promises)",
      "typescript(no-unsafe-assignment)",
      "typescript(no-unsafe-member-access)",
      "typescript(switch-exhaustiveness-check)",
    ],
  },
  {
    file: "src/worker/sizes.ts",
    lines: ["export function long(): void {", ...times(60, "  void 0;"), "}", ...times(300, "")],
    rules: ["eslint(max-lines)", "eslint(max-lines-per-function)"],
  },
  {
    file: "src/worker/talk.ts",
    lines: [
      `console.log("x");`,
      "export default 1;",
      "// oxlint-disable-next-line no-var",
      "export const a = 1;",
    ],
    rules: ["", "eslint(no-console)", "import(no-default-export)"],
  },
  { file: "src/cli/talk.ts", lines: [`console.log("x");`, "export const a = 1;"], rules: [] },
  {
    file: "src/app/page.tsx",
    lines: ["export default function Page() { return <p>Yes</p>; }"],
    rules: [],
  },
  {
    file: "src/components/orders/panel.tsx",
    lines: SCREEN,
    rules: [
      "jsx-a11y(alt-text)",
      "next(no-img-element)",
      "react(hooks)",
      "react-hooks(exhaustive-deps)",
      "react-hooks(rules-of-hooks)",
    ],
  },
  {
    file: "sandbox/dice.ts",
    lines: CIRCUMSTANCES,
    rules: ["eslint(no-restricted-properties)"],
  },
];
