import {
  adjustableAccountsOutput,
  assignBreakInput,
  breakHelpSchema,
  financePeopleOutput,
  handBackBreakInput,
  investigateBreakInput,
  listPeriodsOutput,
  movedBreakSchema,
  movedPeriodSchema,
  noteBreakInput,
  periodDetailSchema,
  periodInput,
  previewBooksChangeInput,
  previewBooksChangeOutput,
  requestBooksChangeInput,
} from "#core/contracts/bookkeeping.ts";
import { commandSummarySchema } from "#core/contracts/commands.ts";
import { breakRefInput } from "#core/contracts/reconciliation.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { findFinancePeople } from "./breaks.repo.ts";
import { helpWithBreak, listAdjustable } from "./help-with-break.ts";
import { lockPeriod, unlockPeriod } from "./lock-period.ts";
import { getPeriod, listPeriods } from "./read-periods.ts";
import { previewBooksChange, requestBooksChange } from "./request-change.ts";
import { assignBreak, handBackBreak, investigateBreak, noteOnBreak } from "./work-on-break.ts";

const readable = { permission: "reconciliation:read" } as const;
const worked = (
  audit: "break.assigned" | "break.investigated" | "break.noted" | "break.returned",
) => mutation({ permission: "break:work", audit });

/** People's work on breaks, their changes of the books, and the closing of months. */
export const bookkeepingRouter = router({
  help: query(readable)
    .input(breakRefInput)
    .output(breakHelpSchema)
    .query(({ ctx, input }) => helpWithBreak(ctx.runtime, input.breakId)),
  people: query({ permission: "break:work" })
    .output(financePeopleOutput)
    .query(async ({ ctx }) => ({ people: await findFinancePeople(ctx.runtime.db.prisma) })),
  accounts: query({ permission: "books:change" })
    .output(adjustableAccountsOutput)
    .query(({ ctx }) => listAdjustable(ctx.runtime)),
  assign: worked("break.assigned")
    .input(assignBreakInput)
    .output(movedBreakSchema)
    .mutation(({ ctx, input }) => assignBreak(ctx.runtime, ctx.actor, input)),
  investigate: worked("break.investigated")
    .input(investigateBreakInput)
    .output(movedBreakSchema)
    .mutation(({ ctx, input }) => investigateBreak(ctx.runtime, ctx.actor, input)),
  note: worked("break.noted")
    .input(noteBreakInput)
    .output(movedBreakSchema)
    .mutation(({ ctx, input }) => noteOnBreak(ctx.runtime, ctx.actor, input)),
  handBack: worked("break.returned")
    .input(handBackBreakInput)
    .output(movedBreakSchema)
    .mutation(({ ctx, input }) => handBackBreak(ctx.runtime, ctx.actor, input)),
  preview: query({ permission: "books:change" })
    .input(previewBooksChangeInput)
    .output(previewBooksChangeOutput)
    .query(({ ctx, input }) => previewBooksChange(ctx.runtime, ctx.actor, input.change)),
  request: mutation({ permission: "books:change", audit: "books.change-requested" })
    .input(requestBooksChangeInput)
    .output(commandSummarySchema)
    .mutation(({ ctx, input }) => requestBooksChange(ctx.runtime, ctx.actor, input)),
  periods: query(readable)
    .output(listPeriodsOutput)
    .query(({ ctx }) => listPeriods(ctx.runtime)),
  period: query(readable)
    .input(periodInput)
    .output(periodDetailSchema)
    .query(({ ctx, input }) => getPeriod(ctx.runtime, input.month)),
  lock: mutation({ permission: "books:change", audit: "period.locked" })
    .input(periodInput)
    .output(movedPeriodSchema)
    .mutation(({ ctx, input }) => lockPeriod(ctx.runtime, ctx.actor, input.month)),
  unlock: mutation({ permission: "books:change", audit: "period.unlocked" })
    .input(periodInput)
    .output(movedPeriodSchema)
    .mutation(({ ctx, input }) => unlockPeriod(ctx.runtime, ctx.actor, input.month)),
});
