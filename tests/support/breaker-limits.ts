import type { CommandExecutor } from "#server/modules/commands/index.ts";

/** For tests in which Stripe fails more often than any breaker would bear, and which are about something else. */
export const NEVER_OPENS: CommandExecutor["breaker"] = {
  windowMs: 60_000,
  minCalls: 1_000_000,
  failurePercent: 100,
  pauseMs: 1,
  longestPauseMs: 1,
};
