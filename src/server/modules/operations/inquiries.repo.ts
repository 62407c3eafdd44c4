import type { InquiryDto, StripeReadDto } from "#core/contracts/operations.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { CommandInquiry, Prisma } from "#server/platform/db/generated/client.ts";

export type InquiryRow = CommandInquiry;
export type InquiryAnswer = Exclude<InquiryDto["state"], "wanted">;

/** Asks the worker to look at Stripe. */
export async function insertInquiry(
  tx: Transaction,
  row: Prisma.CommandInquiryCreateManyInput,
): Promise<void> {
  await tx.commandInquiry.create({ data: row });
}

/** What was asked about a command, newest first. */
export async function findInquiries(
  db: Database | Transaction,
  scope: AccountScope,
  commandId: string,
  limit: number,
): Promise<InquiryRow[]> {
  const client = "prisma" in db ? db.prisma : db;
  return await client.commandInquiry.findMany({
    where: { ...scope, commandId },
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** Takes the question that waits longest until `until`, real time; null when none waits that nobody is working on. */
export async function claimInquiry(
  tx: Transaction,
  { accountId, livemode }: AccountScope,
  realNow: Date,
  until: Date,
): Promise<InquiryRow | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM command_inquiry WHERE account_id = ${accountId} AND livemode = ${livemode}
      AND state = 'wanted' AND (lease_until IS NULL OR lease_until <= ${realNow})
    ORDER BY asked_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  if (!found) return null;
  return await tx.commandInquiry.update({ where: { id: found.id }, data: { leaseUntil: until } });
}

/** Writes the answer, once: whoever comes second changes nothing. */
export async function answerInquiry(
  tx: Transaction,
  id: string,
  answer: {
    readonly state: InquiryAnswer;
    readonly at: Date;
    readonly reads: readonly StripeReadDto[];
    readonly foundId: string | null;
  },
): Promise<boolean> {
  const { count } = await tx.commandInquiry.updateMany({
    where: { id, state: "wanted" },
    data: {
      state: answer.state,
      answeredAt: answer.at,
      reads: answer.reads.map((read) => ({ ...read })),
      foundId: answer.foundId,
      leaseUntil: null,
    },
  });
  return count === 1;
}
