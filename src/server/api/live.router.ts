import { tracked } from "@trpc/server";
import * as z from "zod/mini";
import { liveNoticeSchema } from "#core/contracts/events.ts";
import { query } from "./procedures.ts";
import { router } from "./trpc.ts";

const RESUME_LIMIT = 500;
const SESSION_CHECK_MS = 15_000;
const resumeInput = z.optional(
  z.object({ lastEventId: z.nullish(z.string().check(z.regex(/^\d+$/))) }),
);

export const liveRouter = router({
  /**
   * Tells a screen that something committed: topic and key, never data. Resumes after `lastEventId`, and ends when the
   * session does.
   */
  onEvent: query({ permission: "overview:read" })
    .input(resumeInput)
    .subscription(async function* ({ ctx, input, signal }) {
      const abort = signal ?? new AbortController().signal;
      const { accountId, livemode } = ctx.runtime.scope;
      const events = await ctx.live.open(abort);
      if (input?.lastEventId) {
        const missed = await ctx.runtime.db.prisma.outboxEvent.findMany({
          where: { accountId, livemode, id: { gt: BigInt(input.lastEventId) } },
          orderBy: { id: "asc" },
          take: RESUME_LIMIT,
          select: { id: true, topic: true, key: true },
        });
        for (const event of missed)
          yield tracked(event.id.toString(), { ...event, id: event.id.toString() });
      }
      let checkedAt = performance.now();
      for await (const event of events) {
        if (performance.now() - checkedAt > SESSION_CHECK_MS) {
          if (!(await ctx.isSessionAlive())) return;
          checkedAt = performance.now();
        }
        if (event.account !== accountId || event.livemode !== livemode) continue;
        yield tracked(event.id, liveNoticeSchema.parse(event));
      }
    }),
});
