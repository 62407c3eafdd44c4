import { canonicalJson } from "#core/canonical-json.ts";
import type { BooksPreview } from "#core/contracts/books-changes.ts";
import {
  BULK_LIMITS,
  type BulkTotal,
  type DryRun,
  type PreviewBulkInput,
} from "#core/contracts/bulk.ts";
import { moneyWords } from "#core/money.ts";
import type { Role } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { listOf } from "./bulk-params.ts";
import type { IncludedRow, JudgedRow } from "./dry-run.policy.ts";
import { type DriedRun, dryRun } from "./dry-run.ts";
import { type JudgedBulk, judgeBulk } from "./judge-bulk.ts";

/** A bulk that is worked out and judged; null as long as nothing is in it. */
export interface ComposedBulk {
  readonly run: DriedRun;
  readonly judged:
    | (JudgedBulk & { readonly preview: BooksPreview; readonly listHash: string })
    | null;
}

/** Works a bulk out: what is in it, what is not and why, its totals, who must sign. Writes nothing. Throws what `dryRun` throws. */
export async function composeBulk(
  tx: Transaction,
  runtime: Runtime,
  role: Role,
  input: PreviewBulkInput,
): Promise<ComposedBulk> {
  const run = await dryRun(tx, runtime, role, input);
  const { included, totals } = run;
  if (included.length === 0) return { run, judged: null };
  const about = { role, reason: input.reason, totals, rows: included.length };
  const judged = await judgeBulk(tx, runtime.scope, { ...about, now: runtime.clock.now() });
  const listHash = sha256(canonicalJson(listOf(included)));
  const preview = previewOf(runtime, input, { run, judged, listHash });
  return { run, judged: { ...judged, preview, listHash } };
}

function previewOf(
  { settings }: Runtime,
  { commandId, reason }: PreviewBulkInput,
  { run, judged, listHash }: { run: DriedRun; judged: JudgedBulk; listHash: string },
): BooksPreview {
  const { included, leftOut, totals } = run;
  const { verdict, base } = judged;
  const shown = {
    title: `${bulkWords(totals)}: first ${Math.min(BULK_LIMITS.canary, included.length)}, and the rest when a person lets it go.`,
    href: `/bulk/${commandId}`,
    facts: [
      ...totals.map(({ amount, rows }) => ({
        label: `Total ${amount.currency.toUpperCase()}`,
        value: `${moneyWords(amount)} in ${refunds(rows)}`,
      })),
      ...(totals.length > 1
        ? [
            {
              label: "In the base currency",
              value: base.amount ? moneyWords(base.amount) : "No rate is known",
            },
          ]
        : []),
      { label: "Largest", value: largestWords(included) },
      { label: "Lines left out", value: `${leftOut.length}` },
      { label: "List (SHA-256)", value: listHash },
    ],
    postings: [],
    verdict,
    holdMs: settings.holdMs,
  };
  const bound = canonicalJson({
    kind: "bulk",
    command: commandId,
    reason,
    list: listHash,
    leftOut: leftOut.map(({ line, why }) => ({ line, why })),
    verdict: {
      kind: verdict.kind,
      policyVersion: verdict.policyVersion,
      rules: verdict.reasons.map(({ rule }) => rule),
      approvals: verdict.approvals,
      approverRoles: verdict.approverRoles,
    },
  });
  return { ...shown, previewHash: sha256(bound) };
}

/** A bulk in a sentence: "58 refunds, 1234.50 EUR and 20.00 USD". */
function bulkWords(totals: readonly BulkTotal[]): string {
  const rows = totals.reduce((sum, total) => sum + total.rows, 0);
  return `${refunds(rows)}, ${totals.map(({ amount }) => moneyWords(amount)).join(" and ")}`;
}

const refunds = (rows: number): string => (rows === 1 ? "1 refund" : `${rows} refunds`);

/** Of each currency: amounts of different ones cannot be compared. */
function largestWords(included: readonly IncludedRow[]): string {
  const largest = new Map<string, IncludedRow>();
  for (const row of included) {
    const before = largest.get(row.amount.currency);
    if (!before || before.amount.amountMinor < row.amount.amountMinor)
      largest.set(row.amount.currency, row);
  }
  return [...largest.values()]
    .map(({ amount, paymentId }) => `${moneyWords(amount)} (${paymentId})`)
    .join(", ");
}

/** The dry run as its screen shows it. */
export function dryRunDto({ run, judged }: ComposedBulk): DryRun {
  const { included, leftOut, totals } = run;
  const notUnderstood = leftOut.filter(({ why }) => why === "not_understood").length;
  return {
    rows: run.judged.map(rowDto),
    totals: [...totals],
    included: included.length,
    excluded: leftOut.length - notUnderstood,
    notUnderstood,
    preview: judged?.preview ?? null,
  };
}

function rowDto(judged: JudgedRow): DryRun["rows"][number] {
  if (judged.kind === "left-out") return { ...judged.row, amount: null };
  const { line, id, paymentId, amount } = judged.row;
  return { line, id, paymentId, amount, why: null, detail: null };
}
