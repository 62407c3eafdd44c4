import { newRequestId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { recordAudit } from "../audit/index.ts";
import { revokeSession } from "./access.repo.ts";

/** Revokes a session; a second call changes nothing. */
export async function signOut(
  runtime: Runtime,
  sessionId: string,
  personId: string,
): Promise<void> {
  await runtime.db.transaction(async (tx) => {
    if (!(await revokeSession(tx, sessionId, runtime.clock.realNow()))) return;
    await recordAudit(tx, {
      actor: { kind: "person", id: personId, sessionId, requestId: newRequestId() },
      action: "session.signed-out",
      result: "done",
      resource: { type: "session", id: sessionId },
    });
  });
}
