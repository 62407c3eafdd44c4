import * as z from "zod/mini";
import { moneySchema, personSchema, uuidSchema } from "./shared.ts";

/** What a person is told of, each by the name that its row carries. */
export const notificationKinds = [
  /** Half of the time to decide is over; a fifth is left. */
  "approval_half",
  "approval_last",
  /** Nobody decided what the person asked for; somebody said no. */
  "approval_expired",
  "approval_rejected",
  /** A colleague who is away named the person. */
  "delegation_given",
  /** An admin opened break-glass; it ended and waits for a review; the review is overdue. */
  "break_glass_opened",
  "break_glass_to_review",
  "break_glass_overdue",
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

const notificationSchema = z.object({
  id: z.string(),
  kind: z.enum(notificationKinds),
  subjectId: z.string(),
  /** The command that it is about, as it is now; null for what is about none. */
  command: z.nullable(
    z.object({ kind: z.string(), targetId: z.string(), amount: moneySchema, state: z.string() }),
  ),
  /** Who is away, where the person is told as their stand-in. */
  onBehalfOf: z.nullable(personSchema),
  /** How long ago, in real milliseconds. */
  ageMs: z.int(),
  /** Whether it still asks for a look: not read, and not overtaken by somebody's decision. */
  isNew: z.boolean(),
});
export type NotificationDto = z.infer<typeof notificationSchema>;

export const notificationsOutput = z.object({
  /** The newest, at most fifty. */
  rows: z.array(notificationSchema),
  /** How many ask for a look, the older ones included. */
  unread: z.int(),
});
export type Notifications = z.infer<typeof notificationsOutput>;

/** Which are read now; absent: all. */
export const readNotificationsInput = z.object({
  ids: z.optional(z.array(uuidSchema).check(z.maxLength(50))),
});
