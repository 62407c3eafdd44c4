import * as z from "zod/mini";
import { currency } from "#core/currency.ts";
import type { OverrideFacts } from "#core/override-facts.ts";
import { overrideKinds } from "#core/override-kinds.ts";
import { ROLES } from "#core/roles.ts";

const minorSchema = z.pipe(
  z.string().check(z.regex(/^-?\d{1,19}$/)),
  z.transform((text) => BigInt(text)),
);
const codeSchema = z.pipe(
  z.string(),
  z.transform((text) => currency(text)),
);
const sumSchema = z.object({ day: minorSchema, month: minorSchema });

const storedSchema = z.object({
  kind: z.enum(overrideKinds),
  role: z.enum(ROLES),
  baseCurrency: codeSchema,
  amountBase: z.nullable(minorSchema),
  at: z.pipe(
    z.iso.datetime(),
    z.transform((text) => new Date(text)),
  ),
  moved: z.object({
    person: sumSchema,
    personCount: z.int(),
    role: sumSchema,
    customer: z.nullable(sumSchema),
    card: z.nullable(sumSchema),
  }),
  ageDays: z.nullable(z.int()),
  disputed: z.boolean(),
  fraudWarning: z.boolean(),
  fraudulent: z.boolean(),
  balanceSuffices: z.nullable(z.boolean()),
  riskLevel: z.nullable(z.string()),
  earlier24h: z.int(),
  bulkRows: z.int(),
  exceptions: z.array(z.string()),
  touchesLimits: z.boolean(),
  stale: z.nullable(z.string()),
});

/** Facts as they are kept with the command: plain JSON, amounts as text in minor units of the base currency. */
export type StoredFacts = z.input<typeof storedSchema>;

/** The facts of a decision as they are kept with the command. */
export function writeFacts(facts: OverrideFacts): StoredFacts {
  const { moved } = facts;
  const sum = ({ day, month }: { day: bigint; month: bigint }) => {
    return { day: day.toString(), month: month.toString() };
  };
  return {
    ...facts,
    amountBase: facts.amountBase?.amountMinor.toString() ?? null,
    at: facts.at.toISOString(),
    exceptions: [...facts.exceptions],
    moved: {
      person: sum(moved.person),
      personCount: moved.personCount,
      role: sum(moved.role),
      customer: moved.customer && sum(moved.customer),
      card: moved.card && sum(moved.card),
    },
  };
}

/** Reads what {@link writeFacts} wrote; null for facts of before they were kept in this form. */
export function readFacts(stored: Readonly<Record<string, unknown>>): OverrideFacts | null {
  const read = z.safeParse(storedSchema, stored);
  if (!read.success) return null;
  const { amountBase, baseCurrency: code } = read.data;
  const amount = amountBase === null ? null : { amountMinor: amountBase, currency: code };
  return { ...read.data, amountBase: amount };
}
