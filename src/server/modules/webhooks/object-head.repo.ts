import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { LaneHead } from "./lane.policy.ts";
import type { LaneClaim } from "./lane-claims.repo.ts";

/** The newest applied state of the lane's object; null when none ever was. */
export async function loadHead(db: Database, lane: LaneClaim): Promise<LaneHead | null> {
  return await db.prisma.objectHead.findUnique({
    where: { accountId_livemode_objectType_objectId: keyOf(lane) },
    select: { asOf: true, appliedIds: true, deleted: true },
  });
}

/** Thrown when the import noted a newer state since the lane was read: the round begins again with that head. */
class HeadMoved extends Error {
  override readonly name = "HeadMoved";
}

/** What is written beside the head: where the state came from and the state itself (null for a tombstone). */
export interface HeadState {
  readonly kind: "snapshot" | "refetch";
  readonly apiVersion: string | null;
  readonly object: object | null;
}

/** Writes the head under the claim's token; a head that is newer refuses. Throws {@link HeadMoved}. */
export async function writeHead(
  tx: Transaction,
  lane: LaneClaim,
  head: LaneHead,
  state: HeadState,
): Promise<void> {
  const written = await tx.$executeRaw`
    INSERT INTO object_head AS head (account_id, livemode, object_type, object_id, as_of, as_of_kind, fetch_token, applied_ids,
      deleted, api_version, doc)
    VALUES (${lane.accountId}, ${lane.livemode}, ${lane.objectType}, ${lane.objectId}, ${head.asOf}, ${state.kind}, ${lane.token},
      ${[...head.appliedIds]}, ${head.deleted}, ${state.apiVersion}, ${JSON.stringify(state.object)}::jsonb)
    ON CONFLICT (account_id, livemode, object_type, object_id) DO UPDATE SET as_of = excluded.as_of,
      as_of_kind = excluded.as_of_kind, fetch_token = excluded.fetch_token, applied_ids = excluded.applied_ids,
      deleted = excluded.deleted, api_version = excluded.api_version, doc = excluded.doc
    WHERE head.fetch_token < excluded.fetch_token AND head.as_of <= excluded.as_of`;
  if (written !== 1) throw new HeadMoved(`${lane.objectType} ${lane.objectId} has a newer head`);
}

function keyOf({ accountId, livemode, objectType, objectId }: LaneClaim) {
  return { accountId, livemode, objectType, objectId };
}
