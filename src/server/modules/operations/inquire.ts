import type * as z from "zod/mini";
import type { InquiryDto, inquireInput, inquiriesOutput } from "#core/contracts/operations.ts";
import { stripeReadSchema } from "#core/contracts/operations.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { findPeople, lockCommand, type PersonLine, personDto } from "../commands/index.ts";
import { findInquiries, type InquiryRow, insertInquiry } from "./inquiries.repo.ts";
import { findOpenRequest } from "./operations.repo.ts";

const MAX_SHOWN = 20;

/**
 * Asks what Stripe did for a command that needs a person, with the object that the person believes it made or without. The
 * worker reads; what it finds there settles the command. One question at a time: an open one stays the one.
 * Throws NOT_FOUND, CONTROL_REFUSED where the command needs no person.
 */
export async function inquire(
  runtime: Runtime,
  actor: Actor,
  { commandId, objectId }: z.infer<typeof inquireInput>,
): Promise<z.infer<typeof inquiriesOutput>> {
  const { scope, clock } = runtime;
  await runtime.db.transaction(async (tx) => {
    const command = await lockCommand(tx, scope, commandId);
    if (!command) throw new DomainError("NOT_FOUND", { commandId });
    if (command.state !== "needs_human")
      throw new DomainError("CONTROL_REFUSED", { why: "What Stripe did is known by now." });
    const [newest] = await findInquiries(tx, scope, commandId, 1);
    if (newest?.state === "wanted") return;
    const id = newId();
    await insertInquiry(tx, {
      id,
      ...scope,
      commandId,
      objectId: objectId ?? null,
      askedBy: actor.userId,
      askedAt: clock.now(),
      state: "wanted",
    });
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "command.inquired",
      result: "done",
      resource: { type: command.targetType, id: command.targetId },
      commandId,
      details: { inquiry: id, objectId: objectId ?? null },
    });
    await appendEvent(tx, scope, {
      topic: "inquiry.changed",
      key: commandId,
      payload: { version: 1, commandId, state: "wanted" },
    });
  });
  return await listInquiries(runtime, commandId);
}

/** What was asked about a command and answered, newest first, and the declaration that waits. */
export async function listInquiries(
  { db, scope }: Pick<Runtime, "db" | "scope">,
  commandId: string,
): Promise<z.infer<typeof inquiriesOutput>> {
  const rows = await findInquiries(db, scope, commandId, MAX_SHOWN);
  const people = await findPeople(
    db,
    rows.map(({ askedBy }) => askedBy),
  );
  const open = await findOpenRequest(db, scope, "command_resolution", [commandId]);
  return {
    rows: rows.map((row) => inquiryDto(row, people)),
    openResolutionId: open.get(commandId) ?? null,
  };
}

function inquiryDto(row: InquiryRow, people: ReadonlyMap<string, PersonLine>): InquiryDto {
  const { id, objectId, askedBy, askedAt, answeredAt, foundId } = row;
  return {
    id,
    objectId,
    askedBy: personDto(askedBy, people),
    askedAt,
    state: stateOf(row),
    answeredAt,
    reads: readsOf(row),
    foundId,
  };
}

/** The readings of an answer, as they are stored. */
export function readsOf({ reads }: Pick<InquiryRow, "reads">): InquiryDto["reads"] {
  return Array.isArray(reads) ? reads.map((read) => stripeReadSchema.parse(read)) : [];
}

function stateOf({ state }: InquiryRow): InquiryDto["state"] {
  const known = ["settled", "nothing", "other", "failed", "overtaken"] as const;
  return known.find((one) => one === state) ?? "wanted";
}
