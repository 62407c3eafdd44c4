import type { TimelineEntry } from "#core/contracts/payments.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted, type Permission } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  deedEntry,
  findDeeds,
  findEvents,
  findJournalsOf,
  journalEntry,
  webhookEntry,
} from "../payments/index.ts";
import { type DisputeRecord, findDispute } from "./dispute-list.repo.ts";
import { findAuthors, findVersions } from "./staged-evidence.repo.ts";

const MAX_VERSIONS = 50;

/**
 * Everything that happened to a dispute, newest first: at Stripe, in our inbox, in the books, by people. An entry leads only
 * to pages that the reader's role may open. Throws NOT_FOUND.
 */
export async function disputeTimeline(
  runtime: Runtime,
  actor: Actor,
  { disputeId }: { disputeId: string },
): Promise<{ entries: TimelineEntry[] }> {
  const { db, scope } = runtime;
  const record = await findDispute(db, scope, disputeId);
  if (record === null) throw new DomainError("NOT_FOUND", { disputeId });
  const linkedIf = (permission: Permission) => (entry: TimelineEntry) =>
    isPermitted(actor.role, permission) ? entry : { ...entry, href: null };
  const [events, journals, deeds, drafts] = await Promise.all([
    findEvents(db, scope, [disputeId]),
    findJournalsOf(db, scope, [disputeId]),
    findDeeds(db, scope, disputeId),
    draftEntries(runtime, disputeId),
  ]);
  const entries = [
    ...deeds.map(deedEntry).map(linkedIf("command:read")),
    ...drafts,
    ...journals.map(journalEntry).map(linkedIf("ledger:read")),
    ...events.map(webhookEntry).map(linkedIf("webhook:read")),
    openedEntry(record),
  ];
  return { entries: entries.toSorted((a, b) => b.at.getTime() - a.at.getTime()) };
}

async function draftEntries({ db, scope }: Runtime, disputeId: string): Promise<TimelineEntry[]> {
  const versions = await findVersions(db.prisma, scope, disputeId, MAX_VERSIONS);
  const authors = await findAuthors(
    db.prisma,
    versions.map(({ authorId }) => authorId),
  );
  return versions.map(({ version, authorId, createdAt }) => ({
    id: `evidence-${version}`,
    at: createdAt,
    lane: "person",
    title: `${authors.get(authorId)?.name ?? "Somebody"} staged evidence`,
    detail: `version ${version}; nothing was sent to Stripe`,
    tone: "info",
    amount: null,
    href: null,
  }));
}

function openedEntry({ id, createdAt, status, amount, currency }: DisputeRecord): TimelineEntry {
  return {
    id,
    at: createdAt,
    lane: "stripe",
    title: status.startsWith("warning_") ? "The bank asked about the payment" : "Dispute opened",
    detail: null,
    tone: "bad",
    amount: { amountMinor: amount, currency },
    href: null,
  };
}
