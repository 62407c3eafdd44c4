import { BREAK_TYPES, SETTLED_BY_ENTRY } from "#core/break-types.ts";
import type { AccountScope } from "#core/mode.ts";
import { recordAudit } from "#server/platform/audit/audit-event.repo.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { Prisma } from "#server/platform/db/generated/client.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { BreakFinding, Sighting } from "./break-finding.ts";

const HOUR_MS = 3_600_000;

/** How many breaks came of findings. */
export interface RecordedFindings {
  readonly opened: number;
  readonly reopened: number;
}

interface Known {
  readonly id: string;
  readonly fingerprint: string;
  readonly type: string;
  readonly state: string;
}

/**
 * The one way a finding becomes a break, in the caller's transaction: a new one opens, one that is open is seen again with
 * its figures as they are now, one that was resolved is reopened. Each opening writes its audit row, step and event.
 */
export async function recordFindings(
  tx: Transaction,
  scope: AccountScope,
  findings: readonly BreakFinding[],
  sighting: Sighting,
): Promise<RecordedFindings> {
  const unique = [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()];
  if (unique.length === 0) return { opened: 0, reopened: 0 };
  const rows = JSON.stringify(unique.map((finding) => rowOf(finding, sighting.at)));
  const opened = await insertNew(tx, scope, rows, sighting);
  const known = await lockKnown(tx, scope, rows);
  const isNew = new Set(opened.map(({ id }) => id));
  const reopened = known.filter(({ id, state }) => state === "resolved" && !isNew.has(id));
  await updateSeen(tx, scope, rows, sighting);
  for (const found of opened) await tell(tx, scope, found, "opened", sighting);
  for (const found of reopened) await tell(tx, scope, found, "reopened", sighting);
  return { opened: opened.length, reopened: reopened.length };
}

function rowOf(finding: BreakFinding, at: Date): object {
  const due =
    finding.dueAt ?? new Date(at.getTime() + BREAK_TYPES[finding.type].slaHours * HOUR_MS);
  const text = (value: bigint | null | undefined): string | null => value?.toString() ?? null;
  return {
    id: newId(),
    fingerprint: finding.fingerprint,
    level: BREAK_TYPES[finding.type].level,
    type: finding.type,
    object_type: finding.objectType,
    object_id: finding.objectId,
    currency: finding.currency,
    amount: text(finding.amount),
    expected: text(finding.expected),
    actual: text(finding.actual),
    amount_base: text(finding.amountBase),
    details: finding.details,
    due_at: due.toISOString(),
  };
}

async function insertNew(
  tx: Transaction,
  scope: AccountScope,
  rows: string,
  { at, runId }: Sighting,
): Promise<Known[]> {
  return tx.$queryRaw<Known[]>`
    INSERT INTO ledger_break (id, account_id, livemode, fingerprint, level, type, object_type, object_id, currency, amount,
      expected, actual, amount_base, details, opened_at, due_at, last_seen_at, last_run_id)
    SELECT r.id, ${scope.accountId}, ${scope.livemode}, r.fingerprint, r.level, r.type, r.object_type, r.object_id, r.currency,
      r.amount, r.expected, r.actual, r.amount_base, r.details, ${at}, r.due_at, ${at}, ${runId}::uuid
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, fingerprint text, level text, type text, object_type text,
      object_id text, currency text, amount bigint, expected bigint, actual bigint, amount_base bigint, details jsonb,
      due_at timestamptz)
    ORDER BY r.fingerprint
    ON CONFLICT (account_id, livemode, fingerprint) DO NOTHING RETURNING id, fingerprint, type, state`;
}

/** Whether people answered the break `b` with an approved entry that was posted, and did not take it back since. */
export function isAnsweredByEntry(): Prisma.Sql {
  return Prisma.sql`(b.type = ANY(${[...SETTLED_BY_ENTRY]})
    AND EXISTS (SELECT 1 FROM command k WHERE k.id = b.command_id AND k.state = 'succeeded')
    AND NOT EXISTS (SELECT 1 FROM journal j JOIN journal back ON back.reverses_id = j.id WHERE j.command_id = b.command_id))`;
}

/** What was resolved after people approved an entry for just this amount stays as they left it. */
function isSettled(): Prisma.Sql {
  return Prisma.sql`(b.state = 'resolved' AND b.amount IS NOT DISTINCT FROM r.amount AND ${isAnsweredByEntry()})`;
}

async function lockKnown(tx: Transaction, scope: AccountScope, rows: string): Promise<Known[]> {
  return tx.$queryRaw<Known[]>`
    SELECT b.id, b.fingerprint, b.type, b.state FROM ledger_break b
    JOIN jsonb_to_recordset(${rows}::jsonb) AS r(fingerprint text, amount bigint) ON r.fingerprint = b.fingerprint
    WHERE b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode} AND NOT ${isSettled()}
    ORDER BY b.fingerprint FOR UPDATE OF b`;
}

/** What was resolved is open again and due anew; who had it before need not be who has it now. */
async function updateSeen(
  tx: Transaction,
  scope: AccountScope,
  rows: string,
  { at, runId }: Sighting,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE ledger_break b SET amount = r.amount, expected = r.expected, actual = r.actual, details = r.details,
      amount_base = coalesce(r.amount_base, b.amount_base), last_seen_at = greatest(b.last_seen_at, ${at}),
      last_run_id = coalesce(${runId}::uuid, b.last_run_id),
      state = CASE b.state WHEN 'resolved' THEN 'open' ELSE b.state END,
      reopened = b.reopened + CASE b.state WHEN 'resolved' THEN 1 ELSE 0 END,
      version = b.version + CASE b.state WHEN 'resolved' THEN 1 ELSE 0 END,
      owner_id = CASE b.state WHEN 'resolved' THEN NULL ELSE b.owner_id END,
      command_id = CASE b.state WHEN 'resolved' THEN NULL ELSE b.command_id END,
      due_at = CASE b.state WHEN 'resolved' THEN r.due_at ELSE b.due_at END, resolved_at = NULL
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(fingerprint text, amount bigint, expected bigint, actual bigint,
      amount_base bigint, details jsonb, due_at timestamptz)
    WHERE b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode} AND b.fingerprint = r.fingerprint
      AND NOT ${isSettled()}`;
}

async function tell(
  tx: Transaction,
  scope: AccountScope,
  { id, type, fingerprint }: Known,
  step: "opened" | "reopened",
  { by, at, runId }: Sighting,
): Promise<void> {
  await tx.breakStep.create({ data: { breakId: id, at, step, runId } });
  await recordAudit(tx, {
    actor: by,
    action: `break.${step}`,
    result: "done",
    resource: { type: "break", id },
    details: { type, fingerprint },
  });
  const event =
    step === "opened"
      ? ({ topic: "break.opened", key: id, payload: { version: 1, breakId: id, type } } as const)
      : ({
          topic: "break.changed",
          key: id,
          payload: { version: 1, breakId: id, state: "open" },
        } as const);
  await appendEvent(tx, scope, event);
}
