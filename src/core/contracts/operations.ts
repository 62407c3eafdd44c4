import * as z from "zod/mini";
import { booksPreviewSchema } from "./books-changes.ts";
import { commandSummarySchema } from "./commands.ts";
import { noteSchema, personSchema, stripeIdSchema, uuidSchema } from "./shared.ts";

/** What a switch covers when it covers every override. */
export const EVERYTHING = "all";

/** A stop of overrides that people put on. */
const killSwitchSchema = z.object({
  id: z.string(),
  /** The kind of command that it stops, or {@link EVERYTHING}. */
  covers: z.string(),
  reason: z.string(),
  onBy: personSchema,
  onAt: z.date(),
  offAt: z.nullable(z.date()),
  /** The command that takes it off: signed once it is off, until then the one that waits; null where nobody asked. */
  offCommandId: z.nullable(z.string()),
});
export type KillSwitchDto = z.infer<typeof killSwitchSchema>;

/** Whether changes are sent to Stripe. */
const breakerSchema = z.object({
  /** closed: sent; open: queued until Stripe is tried again; half_open: one is sent to try. */
  state: z.enum(["closed", "open", "half_open"]),
  /** Business time. */
  since: z.date(),
  /** Real time: not tried before this; counts from `asOf`. Null unless it is open. */
  retryAt: z.nullable(z.date()),
  asOf: z.date(),
  /** What the last failure was: "http_503", "timeout"; null where there was none. */
  lastFailure: z.nullable(z.string()),
});
export type BreakerDto = z.infer<typeof breakerSchema>;

/** What holds overrides back now, for every screen. */
export const stopsSchema = z.object({
  switches: z.array(killSwitchSchema),
  breaker: breakerSchema,
});
export type StopsDto = z.infer<typeof stopsSchema>;

/** The whole of what goes to Stripe: what is stopped, what waits, how fast it goes. */
export const operationsSchema = z.object({
  stops: stopsSchema,
  queue: z.object({
    /** Held commands whose hold is over. */
    queued: z.int(),
    /** How long the oldest of them has waited, in real milliseconds. */
    oldestMs: z.nullable(z.int()),
    sending: z.int(),
    unknown: z.int(),
    needsHuman: z.int(),
  }),
  calls: z.object({
    lastMinute: z.int(),
    failedLastMinute: z.int(),
    limitedLastMinute: z.int(),
    /** Calls a second that the shared budget allows now, and at most; null before the first call. */
    pace: z.nullable(z.object({ perSecond: z.int(), burst: z.int(), reserved: z.int() })),
  }),
  /** Kinds of commands that a switch may cover alone. */
  kinds: z.array(z.string()),
  /** Switches that were on before, newest first. */
  earlier: z.array(killSwitchSchema),
});
export type OperationsDto = z.infer<typeof operationsSchema>;

export const stopOverridesInput = z.object({
  covers: z.string().check(z.minLength(1), z.maxLength(64)),
  reason: noteSchema.check(z.minLength(1)),
});

/** What another person must sign before the machine goes on: the end of a stop, or the word that Stripe made nothing. */
export const controlSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("kill_switch_off"), switchId: uuidSchema }),
  z.object({ kind: z.literal("command_resolution"), commandId: uuidSchema, inquiryId: uuidSchema }),
]);
export type Control = z.infer<typeof controlSchema>;
export type ControlKind = Control["kind"];
type OfKind<K extends ControlKind> = Extract<Control, { kind: K }>;
export type SwitchOff = OfKind<"kill_switch_off">;
export type Resolution = OfKind<"command_resolution">;

const asked = {
  commandId: uuidSchema,
  note: noteSchema.check(z.minLength(1)),
  previewHash: z.string().check(z.length(64)),
};
export const previewSwitchOffInput = z.object({ switchId: uuidSchema });
export const requestSwitchOffInput = z.object({ ...asked, switchId: uuidSchema });
export const previewResolutionInput = z.object({ targetId: uuidSchema, inquiryId: uuidSchema });
export const requestResolutionInput = z.object({
  ...asked,
  targetId: uuidSchema,
  inquiryId: uuidSchema,
});
export const controlPreviewOutput = booksPreviewSchema;

/** One reading at Stripe: what was asked, and what came back. */
export const stripeReadSchema = z.object({
  read: z.string(),
  about: z.string(),
  found: z.int(),
  ids: z.array(z.string()),
});
export type StripeReadDto = z.infer<typeof stripeReadSchema>;

/** A question what Stripe did for a command, and the answer. */
export const inquirySchema = z.object({
  id: z.string(),
  objectId: z.nullable(z.string()),
  askedBy: personSchema,
  askedAt: z.date(),
  /**
   * wanted: not answered yet; settled: found, and the command with it; nothing: Stripe has none; other: it has one that is not
   * what was asked for; failed: Stripe could not be read; overtaken: the command was settled by other means.
   */
  state: z.enum(["wanted", "settled", "nothing", "other", "failed", "overtaken"]),
  answeredAt: z.nullable(z.date()),
  reads: z.array(stripeReadSchema),
  foundId: z.nullable(z.string()),
});
export type InquiryDto = z.infer<typeof inquirySchema>;

export const inquiriesInput = z.object({ commandId: uuidSchema });
export const inquiriesOutput = z.object({
  rows: z.array(inquirySchema),
  /** The declaration that waits for a second person; null where there is none. */
  openResolutionId: z.nullable(z.string()),
});
export const inquireInput = z.object({
  commandId: uuidSchema,
  objectId: z.optional(stripeIdSchema),
});
export const stuckCommandsOutput = z.object({ rows: z.array(commandSummarySchema) });
