import type { Actor } from "#core/roles.ts";
import { newRequestId } from "#server/platform/clock/ids.ts";
import type { AuditActor } from "./audit-event.repo.ts";

/** The audit's view of a signed-in person. */
export function personActor(actor: Actor): AuditActor {
  return {
    kind: "person",
    id: actor.userId,
    role: actor.role,
    sessionId: actor.sessionId,
    requestId: actor.requestId,
  };
}

/** A part of ours that acts on its own, named so that a reader of the log can tell which. */
export function systemActor(
  part:
    | "executor"
    | "exports"
    | "reconciliation"
    | "clearing"
    | "links"
    | "backfill"
    | "detector"
    | "projector"
    | "feed"
    | "import"
    | "sign-in"
    | "installer",
): AuditActor {
  return { kind: "system", id: part, requestId: newRequestId() };
}
