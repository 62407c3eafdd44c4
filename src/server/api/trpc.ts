import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import type { AuditAction } from "#core/audit-actions.ts";
import type { Permission } from "#core/permissions.ts";
import type { Context } from "./context.ts";
import { toWireError } from "./error-map.ts";

/** Every procedure names its permission; every mutation its audit action too. A test walks the router for both. */
export interface ProcedureMeta {
  readonly permission?: Permission;
  readonly audit?: AuditAction;
}

const SSE_PING_MS = 10_000;
const SSE_RECONNECT_AFTER_MS = 25_000;

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    transformer: superjson,
    sse: {
      ping: { enabled: true, intervalMs: SSE_PING_MS },
      client: { reconnectAfterInactivityMs: SSE_RECONNECT_AFTER_MS },
    },
    errorFormatter: ({ shape, error, ctx }) => ({
      message: shape.message,
      code: shape.code,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        ...toWireError(error, ctx?.requestId ?? "none"),
      },
    }),
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
/** Only for procedures.ts: no procedure is built without a permission. */
export const bareProcedure = t.procedure;
export const middleware = t.middleware;
