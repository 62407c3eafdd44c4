import type { AuditAction } from "#core/audit-actions.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted, type Permission } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import { personActor, recordAudit } from "#server/modules/audit/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { toTrpcError } from "./error-map.ts";
import { bareProcedure, middleware } from "./trpc.ts";

/**
 * `next()` resolves `{ ok: false }` instead of throwing, so errors are mapped on its result; a try/catch would never run.
 */
const mapErrors = middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const mapped = toTrpcError(result.error);
  if (mapped.code === "INTERNAL_SERVER_ERROR") {
    ctx.runtime.log.error(
      { path, requestId: ctx.requestId, err: result.error.cause ?? result.error },
      "procedure failed",
    );
  }
  return { ...result, error: mapped };
});

function guarded(permission: Permission) {
  return bareProcedure.use(mapErrors).use(async ({ ctx, path, next }) => {
    if (!ctx.session) throw new DomainError("SIGNED_OUT");
    const { actor } = ctx.session;
    if (!isPermitted(actor.role, permission)) {
      await recordDenial(ctx.runtime, actor, permission, path);
      throw new DomainError("NOT_PERMITTED", { permission });
    }
    return next({ ctx: { ...ctx, session: ctx.session, actor } });
  });
}

/** Writes down that somebody was refused; `path` names the procedure or route. */
export async function recordDenial(
  runtime: Runtime,
  actor: Actor,
  permission: Permission,
  path: string,
): Promise<void> {
  await runtime.db.transaction((tx) =>
    recordAudit(tx, {
      actor: personActor(actor),
      action: "permission.denied",
      result: "denied",
      resource: { type: "procedure", id: path },
      details: { permission },
    }),
  );
}

/** A procedure that only reads, for roles that hold `permission`. */
export function query(meta: { permission: Permission }) {
  return guarded(meta.permission).meta(meta);
}

/** A procedure that changes something; its use case writes an audit row with `audit` in the transaction of the change. */
export function mutation(meta: { permission: Permission; audit: AuditAction }) {
  return guarded(meta.permission).meta(meta);
}
