import type { AccountScope } from "#core/mode.ts";
import type { Database } from "#server/platform/db/database.ts";

/** More than this of one kind is not shown: a timeline is read by people. */
const MOST = 200;

/** One event of our inbox about an object of the payment. */
export interface TimelineEvent {
  readonly seq: bigint;
  readonly at: Date;
  readonly type: string;
  readonly objectId: string;
  readonly status: string;
  readonly deliveryId: string | null;
}

/** The webhook events of some objects, newest first, with the delivery that brought each. */
export async function findEvents(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  objectIds: readonly string[],
): Promise<TimelineEvent[]> {
  return db.prisma.$queryRaw<TimelineEvent[]>`
    SELECT e.seq, e.received_at AS at, e.type, e.object_id AS "objectId", e.status::text AS status,
      (SELECT (extract(epoch FROM d.received_at) * 1000000)::bigint || '-' || d.id FROM webhook_delivery d
        WHERE d.account_id = e.account_id AND d.livemode = e.livemode AND d.event_id = e.event_id
        ORDER BY d.received_at, d.id LIMIT 1) AS "deliveryId"
    FROM webhook_event e
    WHERE e.account_id = ${scope.accountId} AND e.livemode = ${scope.livemode} AND e.object_id = ANY(${[...objectIds]})
    ORDER BY e.received_at DESC, e.seq DESC LIMIT ${MOST}`;
}

/** One journal about an object of the payment, with what it moved on Stripe's balance. */
export interface TimelineJournal {
  readonly id: bigint;
  readonly at: Date;
  readonly kind: string;
  readonly key: string;
  readonly description: string;
  readonly currency: string | null;
  readonly net: bigint | null;
}

/** The journals of some objects, newest first. Both legs of a settlement are on Stripe's balance and sum to zero. */
export async function findJournalsOf(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  objectIds: readonly string[],
): Promise<TimelineJournal[]> {
  return db.prisma.$queryRaw<TimelineJournal[]>`
    SELECT j.id, j.event_at AS at, j.kind, j.key, j.description, s.currency, s.net
    FROM journal j LEFT JOIN LATERAL (
      SELECT e.currency, sum(e.amount)::bigint AS net FROM entry e JOIN ledger_account a ON a.id = e.ledger_account_id
      WHERE e.journal_id = j.id AND a.code LIKE 'A.stripe.%' AND (j.kind <> 'BT_SETTLE' OR a.code LIKE '%.available')
      GROUP BY e.currency LIMIT 1) s ON true
    WHERE j.account_id = ${scope.accountId} AND j.livemode = ${scope.livemode} AND j.object_id = ANY(${[...objectIds]})
    ORDER BY j.event_at DESC, j.id DESC LIMIT ${MOST}`;
}

/** One thing that a person did about the payment. */
export interface TimelineDeed {
  readonly id: string;
  readonly at: Date;
  readonly what: "asked" | "approved" | "rejected" | "decided" | "noted";
  readonly who: string;
  readonly role: string;
  /** The state of the command, or the decision of the case. */
  readonly outcome: string;
  readonly amount: bigint | null;
  readonly currency: string | null;
  readonly commandId: string | null;
  /** The kind of the command; null where it is none. */
  readonly kind: string | null;
  readonly caseId: string | null;
}

/** What people did about a payment or dispute: commands, decisions on them and on review cases, notes. Newest first. */
export async function findDeeds(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  subjectId: string,
): Promise<TimelineDeed[]> {
  return db.prisma.$queryRaw<TimelineDeed[]>`
    WITH c AS (SELECT * FROM command WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND target_id = ${subjectId}),
      r AS (SELECT * FROM review_case WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND subject_id = ${subjectId}),
      deeds AS (
        SELECT 'command-' || c.id AS id, c.created_at AS at, 'asked' AS what, c.requester_id AS person, c.state::text AS outcome,
          c.amount, c.currency, c.id::text AS command_id, c.case_id::text AS case_id, c.kind FROM c
        UNION ALL SELECT 'approval-' || a.id, a.created_at, a.decision, a.approver_id, c.state::text, c.amount, c.currency,
          c.id::text, c.case_id::text, c.kind FROM approval a JOIN c ON c.id = a.command_id
        UNION ALL SELECT 'decision-' || d.id, d.created_at, 'decided', d.decided_by, d.decision, NULL, NULL,
          d.command_id::text, r.id::text, NULL FROM case_decision d JOIN r ON r.id = d.case_id WHERE d.undone_at IS NULL
        UNION ALL SELECT 'note-' || n.id, n.created_at, 'noted', n.author_id, '', NULL, NULL, NULL, r.id::text, NULL
          FROM r JOIN note n ON (n.account_id, n.livemode, n.subject_type, n.subject_id)
            = (r.account_id, r.livemode, 'case', r.id::text) WHERE n.taken_back_at IS NULL
        UNION ALL SELECT 'note-' || n.id, n.created_at, 'noted', n.author_id, '', NULL, NULL, NULL, NULL, NULL
          FROM note n WHERE n.account_id = ${scope.accountId} AND n.livemode = ${scope.livemode}
            AND n.subject_type IN ('payment', 'dispute') AND n.subject_id = ${subjectId} AND n.taken_back_at IS NULL)
    SELECT deeds.id, deeds.at, deeds.what, p.name AS who, p.role::text AS role, deeds.outcome, deeds.amount, deeds.currency,
      deeds.command_id AS "commandId", deeds.kind, deeds.case_id AS "caseId"
    FROM deeds JOIN person p ON p.id = deeds.person ORDER BY deeds.at DESC, deeds.id LIMIT ${MOST}`;
}

/** The payout that paid a charge out, or null. */
export async function findPayout(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  id: string,
): Promise<{ id: string; status: string; arrivalAt: Date } | null> {
  return db.prisma.payout.findUnique({
    where: { accountId_livemode_id: { ...scope, id } },
    select: { id: true, status: true, arrivalAt: true },
  });
}
