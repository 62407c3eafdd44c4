import { parseArgs } from "node:util";
import { benchBackfill } from "./backfill.ts";
import { benchExport } from "./export.ts";
import { type Figure, figureLine, figureText } from "./figure.ts";
import { benchOverride } from "./override.ts";
import { benchPosting } from "./posting.ts";
import { benchReconcile } from "./reconcile.ts";
import { benchTrialBalance } from "./trial-balance.ts";

/** `rows`: how many rows the bench works over. */
type Bench = (rows: number) => Promise<readonly Figure[]>;

const BENCHES: Readonly<Record<string, Bench>> = {
  export: benchExport,
  override: benchOverride,
  posting: benchPosting,
  backfill: benchBackfill,
  reconcile: benchReconcile,
  "trial-balance": benchTrialBalance,
};
const ROWS = 1_000_000;
const FULL_ROWS = 10_000_000;
const USAGE = `npm run bench -- NAME [--json] [--full | --rows N]
  NAME     ${Object.keys(BENCHES).join(", ")}
  --json   one line of JSON for each figure
  --full   ten million rows instead of one
  --rows   as many rows as you say`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    full: { type: "boolean", default: false },
    rows: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const bench = BENCHES[positionals[0] ?? ""];
const rows = Number(values.rows ?? (values.full ? FULL_ROWS : ROWS));
if (values.help) console.log(USAGE);
else if (
  bench === undefined ||
  positionals.length !== 1 ||
  !Number.isInteger(rows) ||
  rows < 1_000
) {
  console.error(`There is no such bench, or too few rows (1,000 at least).\n${USAGE}`);
  process.exitCode = 2;
} else {
  for (const figure of await bench(rows)) {
    console.log(values.json ? figureLine(figure) : figureText(figure));
  }
}
