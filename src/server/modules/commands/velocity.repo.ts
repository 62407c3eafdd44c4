import type { AccountScope } from "#core/mode.ts";
import type { MovedSum, MovedSums } from "#core/override-facts.ts";
import type { Transaction } from "#server/platform/db/database.ts";

/** Whom a command counts for: who set it in motion, in which role, and who receives it. */
export interface VelocitySubjects {
  readonly personId: string;
  readonly role: string;
  readonly customerId: string | null;
  readonly cardFingerprint: string | null;
}

/**
 * The kinds of subjects, in the order in which their locks are taken: everybody takes them in this order and one of each,
 * so that no two transactions can wait for each other.
 */
const KINDS = ["person", "role", "customer", "card"] as const;
type SubjectKind = (typeof KINDS)[number];

/** The first of as many advisory lock classes as there are kinds; no other lock of the product uses them. */
const FIRST_LOCK = 41;

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30;

function idsOf(subjects: VelocitySubjects): Readonly<Record<SubjectKind, string | null>> {
  return {
    person: subjects.personId,
    role: subjects.role,
    customer: subjects.customerId,
    card: subjects.cardFingerprint,
  };
}

/**
 * Lets one request of a person at a time count what they moved: two at once would each see the sum without the other.
 * Held until the transaction ends. Take it before {@link lockVelocity}, which takes it too.
 */
export async function lockPersonVelocity(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_LOCK}::int, hashtext(${personId}))`;
}

/** The same for everybody the money counts for: until the transaction ends, no other request adds to their sums. */
export async function lockVelocity(
  tx: Transaction,
  { accountId, livemode }: AccountScope,
  subjects: VelocitySubjects,
): Promise<void> {
  await lockPersonVelocity(tx, subjects.personId);
  const ids = idsOf(subjects);
  for (const [n, kind] of KINDS.entries()) {
    const id = ids[kind];
    if (kind === "person" || id === null) continue;
    const name = `${accountId}/${livemode}/${id}`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_LOCK + n}::int, hashtext(${name}))`;
  }
}

interface SumRow {
  readonly kind: SubjectKind;
  readonly day: bigint;
  readonly month: bigint;
  readonly count: number;
}

/**
 * What was set in motion in the 24 hours and the 30 days before `at` (business time) and has not come to nothing. Call with
 * {@link lockVelocity} held; what is judged then and counted in the same transaction cannot be raced.
 */
export async function sumMoved(
  tx: Transaction,
  scope: AccountScope,
  subjects: VelocitySubjects,
  period: { readonly baseCurrency: string; readonly at: Date },
): Promise<MovedSums> {
  const ids = idsOf(subjects);
  const day = new Date(period.at.getTime() - DAY_MS);
  const month = new Date(period.at.getTime() - MONTH_DAYS * DAY_MS);
  const rows = await tx.$queryRaw<SumRow[]>`
    SELECT subject_kind AS kind, coalesce(sum(amount_base) FILTER (WHERE counted_at > ${day}), 0)::bigint AS day,
      sum(amount_base)::bigint AS month, (count(*) FILTER (WHERE counted_at > ${day}))::int AS count
    FROM velocity_entry
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND base_currency = ${period.baseCurrency}
      AND counted_at > ${month} AND released_at IS NULL
      AND (subject_kind, subject_id) IN (SELECT * FROM unnest(${[...KINDS]}::text[], ${KINDS.map((kind) => ids[kind])}::text[]))
    GROUP BY subject_kind`;
  const found = new Map(rows.map((row) => [row.kind, row]));
  const sum = (kind: SubjectKind): MovedSum => {
    const { day: inDay = 0n, month: inMonth = 0n } = found.get(kind) ?? {};
    return { day: inDay, month: inMonth };
  };
  return {
    person: sum("person"),
    personCount: found.get("person")?.count ?? 0,
    role: sum("role"),
    customer: ids.customer === null ? null : sum("customer"),
    card: ids.card === null ? null : sum("card"),
  };
}

/** Counts a command toward the limits of everybody it counts for. */
export async function countMoved(
  tx: Transaction,
  scope: AccountScope,
  entry: {
    readonly commandId: string;
    readonly subjects: VelocitySubjects;
    readonly amountBase: bigint;
    readonly baseCurrency: string;
    readonly at: Date;
  },
): Promise<void> {
  const { commandId, amountBase, baseCurrency, at: countedAt } = entry;
  const ids = idsOf(entry.subjects);
  await tx.velocityEntry.createMany({
    data: KINDS.flatMap((subjectKind) => {
      const subjectId = ids[subjectKind];
      if (subjectId === null) return [];
      return [{ ...scope, commandId, subjectKind, subjectId, amountBase, baseCurrency, countedAt }];
    }),
  });
}

/** Takes a command out of every sum; once. */
export async function releaseMoved(tx: Transaction, commandId: string, at: Date): Promise<void> {
  await tx.velocityEntry.updateMany({
    where: { commandId, releasedAt: null },
    data: { releasedAt: at },
  });
}

/** Puts a command into every sum again that was taken out: its money moved after all. */
export async function countAgain(tx: Transaction, commandId: string): Promise<void> {
  await tx.velocityEntry.updateMany({ where: { commandId }, data: { releasedAt: null } });
}
