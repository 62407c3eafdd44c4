import type { PersonDto } from "#core/contracts/shared.ts";
import type { Transaction } from "#server/platform/db/database.ts";

/** Who put their name to a command, in order. */
export interface Signature {
  readonly person: PersonDto;
  readonly as: "requested" | "approved";
  readonly at: Date;
}

/** The requester of a command and those who approved it, in order; none for a command that is not there. */
export async function findSignatures(tx: Transaction, commandId: string): Promise<Signature[]> {
  const command = await tx.command.findUnique({
    where: { id: commandId },
    select: { requesterId: true, createdAt: true },
  });
  if (command === null) return [];
  const approvals = await tx.approval.findMany({
    where: { commandId, decision: "approved" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const signed = [
    { id: command.requesterId, as: "requested" as const, at: command.createdAt },
    ...approvals.map(({ approverId, createdAt }) => {
      return { id: approverId, as: "approved" as const, at: createdAt };
    }),
  ];
  const people = await findPeopleOf(
    tx,
    signed.map(({ id }) => id),
  );
  return signed.flatMap(({ id, as, at }) => {
    const person = people.get(id);
    return person ? [{ person, as, at }] : [];
  });
}

/** People by id, as others see them. */
export async function findPeopleOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonDto>> {
  const rows = await tx.person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, role: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
