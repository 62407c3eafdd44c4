import * as z from "zod/mini";

const version = z.literal(1);

/**
 * Our own domain events: past tense, versioned payloads, no personal data. Each topic has a handler in the worker.
 */
export const eventPayloads = {
  "command.requested": z.object({
    version,
    commandId: z.uuid(),
    kind: z.string(),
    state: z.string(),
  }),
  "command.changed": z.object({
    version,
    commandId: z.uuid(),
    kind: z.string(),
    state: z.string(),
  }),
  "bulk.changed": z.object({ version, bulkId: z.uuid(), state: z.string() }),
  "switch.changed": z.object({
    version,
    what: z.enum(["kill-switch", "breaker"]),
    state: z.string(),
  }),
  "notification.added": z.object({ version, kind: z.string(), subjectId: z.uuid() }),
  "break-glass.changed": z.object({ version, breakGlassId: z.uuid(), state: z.string() }),
  "delegation.changed": z.object({ version, delegationId: z.uuid(), state: z.string() }),
  "inquiry.changed": z.object({ version, commandId: z.uuid(), state: z.string() }),
  "object.projected": z.object({ version, objectType: z.string(), objectId: z.string() }),
  "balance.settled": z.object({ version }),
  "ledger.posted": z.object({ version, journals: z.int(), newestId: z.string() }),
  "break.opened": z.object({ version, breakId: z.uuid(), type: z.string() }),
  "break.changed": z.object({ version, breakId: z.uuid(), state: z.string() }),
  "reconciliation.wanted": z.object({ version, runId: z.uuid() }),
  "reconciliation.finished": z.object({ version, runId: z.uuid() }),
  "statement.imported": z.object({ version, bankAccountId: z.uuid() }),
  "period.changed": z.object({ version, month: z.string(), state: z.string() }),
  "backfill.wanted": z.object({ version, runId: z.uuid() }),
  "backfill.changed": z.object({ version, runId: z.uuid(), state: z.string() }),
  "case.opened": z.object({ version, caseId: z.uuid(), kind: z.string() }),
  "case.changed": z.object({ version, caseId: z.uuid(), state: z.string() }),
  "link.changed": z.object({ version, commandId: z.uuid(), state: z.string() }),
  "evidence.staged": z.object({ version, disputeId: z.string(), evidenceVersion: z.int() }),
  "note.changed": z.object({
    version,
    noteId: z.uuid(),
    subjectType: z.string(),
    subjectId: z.string(),
  }),
  "import.finished": z.object({ version }),
} as const;

export type Topic = keyof typeof eventPayloads;

/** An event to append: `key` names the thing it is about, so that screens can tell whether it concerns them. */
export type DomainEvent = {
  [T in Topic]: { topic: T; key: string; payload: z.infer<(typeof eventPayloads)[T]> };
}[Topic];

/** What a screen's subscription receives. */
export const liveNoticeSchema = z.object({ id: z.string(), topic: z.string(), key: z.string() });
export type LiveNoticeDto = z.infer<typeof liveNoticeSchema>;
