/** How many reminders a request that waits should have had. */
export type ReminderStage = 0 | 1 | 2;

/** Shares of the time to decide that are left when the first and the second reminder are due. */
export const REMINDED_AT = { first: 0.5, second: 0.2 } as const;

/** The stage of a request at a real instant: 1 from half of its time on, 2 when a fifth is left; 0 again once it is over. */
export function reminderStage(
  { waitingSince, expiresAt }: { readonly waitingSince: Date; readonly expiresAt: Date },
  realNow: Date,
): ReminderStage {
  const left = expiresAt.getTime() - realNow.getTime();
  const whole = expiresAt.getTime() - waitingSince.getTime();
  if (left <= 0) return 0;
  if (left <= whole * REMINDED_AT.second) return 2;
  return left <= whole * REMINDED_AT.first ? 1 : 0;
}
