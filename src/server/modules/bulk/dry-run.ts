import { BULK_LIMITS, type BulkTotal, type PreviewBulkInput } from "#core/contracts/bulk.ts";
import { DomainError } from "#core/errors.ts";
import { NOTHING_MOVED } from "#core/override-facts.ts";
import type { Role } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type BaseAmount, nothing } from "../ledger/index.ts";
import { decideOverride, policyInForce } from "../policies/index.ts";
import { circumstancesOf } from "../refunds/index.ts";
import { findPaymentsOfCharges, findTargets, type TargetRow } from "./bulk-targets.repo.ts";
import {
  type BulkTarget,
  type IncludedRow,
  type JudgedRow,
  judgeRows,
  type LeftOutRow,
  totalsOf,
} from "./dry-run.policy.ts";
import { type ListRow, readList } from "./read-list.ts";

const DAY_MS = 86_400_000;

/** What would become of a paste. */
export interface DriedRun {
  readonly judged: readonly JudgedRow[];
  readonly included: readonly IncludedRow[];
  readonly leftOut: readonly LeftOutRow[];
  readonly totals: readonly BulkTotal[];
}

/**
 * Reads a paste and judges every row of it by how its payment stands now, in a handful of statements whatever its length.
 * Locks and writes nothing: what changes until a row is sent is seen then. Throws BULK_TOO_LONG, and SERVICE_UNAVAILABLE
 * before the account itself was imported.
 */
export async function dryRun(
  tx: Transaction,
  runtime: Runtime,
  role: Role,
  { text, reason }: Pick<PreviewBulkInput, "text" | "reason">,
): Promise<DriedRun> {
  const rows = readList(text);
  if (rows.length > BULK_LIMITS.rows)
    throw new DomainError("BULK_TOO_LONG", { rows: rows.length, most: BULK_LIMITS.rows });
  const ids = rows.flatMap((row) => (row.kind === "asked" ? [row.row.id] : []));
  const denies = await denialsFor(tx, runtime, { role, fraudulent: reason === "fraudulent" });
  const judged = judgeRows(rows satisfies ListRow[], await targetsOf(tx, runtime, ids, denies));
  const included = judged.flatMap((one) => (one.kind === "included" ? [one.row] : []));
  const leftOut = judged.flatMap((one) => (one.kind === "left-out" ? [one.row] : []));
  return { judged, included, leftOut, totals: totalsOf(included) };
}

async function targetsOf(
  tx: Transaction,
  { scope, clock }: Runtime,
  ids: readonly string[],
  denies: (row: TargetRow) => string | null,
): Promise<ReadonlyMap<string, BulkTarget>> {
  const isPayment = (id: string): boolean => id.startsWith("pi_");
  const ofCharges = await findPaymentsOfCharges(
    tx,
    scope,
    ids.filter((id) => !isPayment(id)),
  );
  const paymentOf = (id: string): string | undefined => (isPayment(id) ? id : ofCharges.get(id));
  const wanted = [...new Set(ids.flatMap((id) => paymentOf(id) ?? []))];
  const since = new Date(clock.now().getTime() - DAY_MS);
  const found = await findTargets(tx, scope, wanted, since);
  const targets = new Map(found.map((row) => [row.paymentId, targetOf(row, denies)]));
  return new Map(
    ids.flatMap((id) => {
      const target = targets.get(paymentOf(id) ?? "");
      return target ? [[id, target] as const] : [];
    }),
  );
}

function targetOf(row: TargetRow, denies: (row: TargetRow) => string | null): BulkTarget {
  return {
    paymentId: row.paymentId,
    chargeId: row.chargeId,
    paid: row.chargeStatus === "succeeded" && row.isCaptured === true && row.available !== null,
    currency: row.currency,
    available: row.available ?? 0n,
    blocked: row.blocked,
    connected: row.connected,
    denied: denies(row),
  };
}

/** Why the policy would deny a refund whatever its amount: what a person may not do however little it is. */
async function denialsFor(
  tx: Transaction,
  { scope, clock }: Runtime,
  about: { readonly role: Role; readonly fraudulent: boolean },
): Promise<(row: TargetRow) => string | null> {
  const policy = await policyInForce(tx, scope);
  const base: BaseAmount = { baseCurrency: (await nothing(tx, scope)).currency, amount: null };
  const now = clock.now();
  return ({ createdAt, disputed, riskLevel, recent, fraudWarning }) => {
    if (createdAt === null) return null;
    const charge = { createdAt, disputed: disputed ?? false, riskLevel };
    const known = {
      earlier24h: recent,
      balanceSuffices: null,
      fraudWarning,
      stale: null,
      bulkRows: 1,
    };
    const verdict = decideOverride(policy, {
      ...circumstancesOf({ fraudulent: about.fraudulent, charge, base }, known, now),
      role: about.role,
      moved: NOTHING_MOVED,
    });
    return verdict.kind === "deny" ? verdict.reasons.map(({ text }) => text).join(" ") : null;
  };
}
