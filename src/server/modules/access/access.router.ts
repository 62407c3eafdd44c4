import { sessionOutput } from "#core/contracts/access.ts";
import { permissionsOf } from "#core/permissions.ts";
import { query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";

export const accessRouter = router({
  /** Who is signed in and what the shell may show them. */
  session: query({ permission: "overview:read" })
    .output(sessionOutput)
    .query(({ ctx }) => ({
      userId: ctx.actor.userId,
      name: ctx.actor.name,
      email: ctx.session.email,
      role: ctx.actor.role,
      timeZone: ctx.session.timeZone,
      now: ctx.runtime.clock.now().toISOString(),
      permissions: [...permissionsOf(ctx.actor.role)],
      ...ctx.runtime.scope,
    })),
});
