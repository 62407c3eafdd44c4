import * as z from "zod/mini";

/** What a line of a command's history tells of. The words for each are the screen's. */
export const commandSteps = [
  "asked",
  "judged",
  "sign",
  "approve",
  "reject",
  "expire",
  "cancel",
  "claim",
  "resend",
  "require-approval",
  "refuse",
  "return",
  "lose",
  "decline",
  "give-up",
  "disprove",
  "answered-pending",
  "answered-succeeded",
  "answered-failed",
  "inquired",
  "inquiry-answered",
  "breaker-opened",
  "breaker-tried",
  "breaker-closed",
  "posted",
  "other",
] as const;
export type CommandStep = (typeof commandSteps)[number];

const commandEntrySchema = z.object({
  id: z.string(),
  /** Business time. */
  at: z.date(),
  step: z.enum(commandSteps),
  /** A person's name and role, or the part of ours that did it. */
  by: z.object({ name: z.string(), role: z.nullable(z.string()), isPerson: z.boolean() }),
  /** The state that it brought; null where it brought none. */
  to: z.nullable(z.string()),
  /** Why, in the words of the person, the policy or the answer. */
  reason: z.nullable(z.string()),
  /** Ids and figures that go with it, each with its name. */
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  href: z.nullable(z.string()),
});
export type CommandEntry = z.infer<typeof commandEntrySchema>;

export const commandHistoryOutput = z.object({ entries: z.array(commandEntrySchema) });
