import * as z from "zod/mini";
import { personSchema, uuidSchema } from "./shared.ts";

/** Who stands in for whom. Times are real. */
const delegationSchema = z.object({
  id: z.string(),
  /** Who is away. */
  delegator: personSchema,
  /** Who stands in. */
  delegate: personSchema,
  startsAt: z.date(),
  endsAt: z.date(),
  /** Ended by hand before its time, and by whom. */
  endedAt: z.nullable(z.date()),
  endedBy: z.nullable(personSchema),
  state: z.enum(["planned", "held", "over"]),
  /** Which of the two the reader is; either may end it while it is not over. */
  reader: z.nullable(z.enum(["delegator", "delegate"])),
});
export type DelegationDto = z.infer<typeof delegationSchema>;

export const delegationsOutput = z.object({
  /** Those that are not over first, then the newest. */
  rows: z.array(delegationSchema),
  /** Who could stand in for the reader; empty for who decides nothing. */
  candidates: z.array(personSchema),
});
export type Delegations = z.infer<typeof delegationsOutput>;

export const giveDelegationInput = z.object({
  delegateId: uuidSchema,
  /** Real time; absent, or passed, is now. */
  startsAt: z.optional(z.date()),
  endsAt: z.date(),
});

export const endDelegationInput = z.object({ delegationId: uuidSchema });
