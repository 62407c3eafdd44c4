import * as z from "zod/mini";
import { AGE_BUCKETS } from "../break-ageing.ts";
import { BREAK_TYPES, type BreakType, RECONCILIATION_LEVELS } from "../break-types.ts";
import { cursorSchema, moneySchema, pageSizeSchema, personSchema, uuidSchema } from "./shared.ts";

const keysOf = <T extends object>(table: T) =>
  Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];

const levelSchema = z.enum(keysOf(RECONCILIATION_LEVELS));
const breakTypeSchema = z.enum(keysOf(BREAK_TYPES));

/** Where a break stands. Only a run resolves it. */
export const BREAK_STATES = [
  "open",
  "assigned",
  "investigating",
  "proposed",
  "approved",
  "resolved",
] as const;
export type BreakState = (typeof BREAK_STATES)[number];
const stateSchema = z.enum(BREAK_STATES);

/** What one level counted in one currency; values are minor units of it. */
export const runCountSchema = z.object({
  level: levelSchema,
  currency: z.string(),
  checked: z.bigint(),
  matched: z.bigint(),
  expected: z.bigint(),
  broken: z.bigint(),
  valueChecked: z.bigint(),
  valueBroken: z.bigint(),
});
export type RunCountDto = z.infer<typeof runCountSchema>;

export const runSchema = z.object({
  id: uuidSchema,
  asOf: z.date(),
  levels: z.array(levelSchema),
  /** schedule, demand or the topic of the event that asked for it. */
  trigger: z.string(),
  requestedBy: z.nullable(personSchema),
  state: z.enum(["wanted", "running", "finished", "failed"]),
  ruleVersion: z.int(),
  inputsHash: z.nullable(z.string()),
  wantedAt: z.date(),
  startedAt: z.nullable(z.date()),
  finishedAt: z.nullable(z.date()),
  error: z.nullable(z.string()),
  counts: z.array(runCountSchema),
  /** Levels of a finished run that had nothing to check, each with the reason. */
  notes: z.array(z.object({ level: levelSchema, note: z.string() })),
});
export type RunDto = z.infer<typeof runSchema>;

export const listRunsInput = z.object({ cursor: z.optional(cursorSchema), limit: pageSizeSchema });
export const listRunsOutput = z.object({
  rows: z.array(runSchema),
  nextCursor: z.nullable(z.string()),
});
export const runRefInput = z.object({ runId: uuidSchema });
export const wantRunInput = z.object({ levels: z.array(levelSchema).check(z.minLength(1)) });

export const breakSchema = z.object({
  id: uuidSchema,
  level: levelSchema,
  type: breakTypeSchema,
  label: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  /** Where the object is shown; null where no page shows it. */
  href: z.nullable(z.string()),
  /** What we have less what should be. */
  amount: z.nullable(moneySchema),
  expected: z.nullable(moneySchema),
  actual: z.nullable(moneySchema),
  /** The magnitude in the base currency; null when no rate was known or no amount is in question. */
  amountBase: z.nullable(moneySchema),
  state: stateSchema,
  owner: z.nullable(personSchema),
  commandId: z.nullable(uuidSchema),
  version: z.int(),
  reopened: z.int(),
  openedAt: z.date(),
  dueAt: z.date(),
  overdue: z.boolean(),
  lastSeenAt: z.date(),
  resolvedAt: z.nullable(z.date()),
  ageDays: z.int(),
  age: z.enum(AGE_BUCKETS),
  /** Weight of its type × age in days × minor units of the base currency: for ranking. */
  severity: z.bigint(),
});
export type BreakDto = z.infer<typeof breakSchema>;

/** What the list is filtered by. Without `states`, all that is not resolved. */
export const breakFilterSchema = z.object({
  levels: z.optional(z.array(levelSchema)),
  types: z.optional(z.array(breakTypeSchema)),
  states: z.optional(z.array(stateSchema)),
  ages: z.optional(z.array(z.enum(AGE_BUCKETS))),
  /** A person's id, or `none` for what nobody has taken. */
  owner: z.optional(z.union([z.literal("none"), uuidSchema])),
  /** Only what is past its time, or only what is not. */
  overdue: z.optional(z.boolean()),
  objectId: z.optional(z.string().check(z.maxLength(255))),
});

/** Most severe first. */
export const listBreaksInput = z.extend(breakFilterSchema, {
  cursor: z.optional(cursorSchema),
  limit: pageSizeSchema,
});
export type BreakFilters = z.infer<typeof breakFilterSchema>;
export const listBreaksOutput = z.object({
  rows: z.array(breakSchema),
  nextCursor: z.nullable(z.string()),
});

const tally = { count: z.int(), amountBase: z.bigint() };

/** What is open, counted four ways; `amountBase` sums magnitudes in minor units of the base currency. */
export const breakCountsSchema = z.object({
  open: z.int(),
  overdue: z.int(),
  amountBase: z.bigint(),
  baseCurrency: z.nullable(z.string()),
  byLevel: z.array(z.object({ level: levelSchema, ...tally })),
  byState: z.array(z.object({ state: stateSchema, ...tally })),
  byAge: z.array(z.object({ age: z.enum(AGE_BUCKETS), ...tally })),
  byOwner: z.array(z.object({ owner: z.nullable(personSchema), ...tally })),
});
export type BreakCountsDto = z.infer<typeof breakCountsSchema>;

export const breakRefInput = z.object({ breakId: uuidSchema });

/** One line of the comparison: the same thing as the books and as the other side tell it. */
const comparedSchema = z.object({
  label: z.string(),
  ours: z.nullable(z.string()),
  theirs: z.nullable(z.string()),
  differs: z.boolean(),
});

export const breakDetailSchema = z.extend(breakSchema, {
  details: z.record(z.string(), z.string()),
  lastRunId: z.nullable(uuidSchema),
  steps: z.array(
    z.object({
      at: z.date(),
      step: z.string(),
      person: z.nullable(personSchema),
      runId: z.nullable(uuidSchema),
      note: z.nullable(z.string()),
    }),
  ),
  sides: z.object({
    oursTitle: z.string(),
    theirsTitle: z.string(),
    rows: z.array(comparedSchema),
    /** Stripe's own JSON of the transaction, where there is one. */
    stripe: z.nullable(z.string()),
    /** The journals behind it, oldest first, as the ledger's pages show them. */
    journalIds: z.array(z.string()),
  }),
});
export type BreakDetailDto = z.infer<typeof breakDetailSchema>;

/** Whether a text names a type of break. */
export function isBreakType(text: string): text is BreakType {
  return Object.hasOwn(BREAK_TYPES, text);
}
