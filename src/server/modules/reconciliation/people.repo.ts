import type { PersonDto } from "#core/contracts/shared.ts";
import type { Database } from "#server/platform/db/database.ts";

/** People by id, as others see them. */
export async function findPeople(
  db: Pick<Database, "prisma">,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, PersonDto>> {
  const wanted = [...new Set(ids)].filter((id): id is string => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await db.prisma.person.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true, role: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
