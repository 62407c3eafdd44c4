import type {
  RetryAdvice,
  RetryMethodDto,
  RetryParams,
  RetryVerdictDto,
} from "#core/contracts/retries.ts";

/** At once, at the time that was proposed, or at one that the person types. */
export const RETRY_TIMES = ["now", "better", "at"] as const;
export type RetryTime = (typeof RETRY_TIMES)[number];

/** What the person chose so far; null is what the sheet chooses for them. */
export interface RetryDraft {
  readonly methodId: string | null;
  readonly time: RetryTime | null;
  /** The instant that was typed; null while it is none. */
  readonly typedAt: Date | null;
}

/** What would be asked for, or why not. */
export interface RetryPlan {
  readonly method: RetryMethodDto | null;
  readonly time: RetryTime;
  readonly params: RetryParams | null;
  /** What the person has yet to enter. */
  readonly problem: string | null;
  /** What forbids it, with the rule's name: neither button nor keys send it. */
  readonly forbiddenBy: string | null;
}

/** The method that was chosen, else the first that may be tried, the customer's default before others. */
function chosenMethod(advice: RetryAdvice, methodId: string | null): RetryMethodDto | null {
  const { methods } = advice;
  return (
    methods.find(({ id }) => id === methodId) ??
    methods.find(({ verdict }) => verdict.kind === "allowed") ??
    methods.find(({ verdict, better }) => verdict.kind === "later" || better !== null) ??
    methods[0] ??
    null
  );
}

/** Puts the draft together with what is known. A forbidden retry is no parameters, and the rule's words. */
export function planOf(advice: RetryAdvice, draft: RetryDraft): RetryPlan {
  const method = chosenMethod(advice, draft.methodId);
  if (method === null) {
    const forbiddenBy = advice.verdict ? forbiddingRule(advice.verdict) : "No method is on file.";
    return { method, time: "now", params: null, problem: null, forbiddenBy };
  }
  const time = timeOf(method, draft.time);
  const problem = problemOf(time, draft, advice.now);
  const isOpen = time === "better" || problem !== null;
  const forbiddenBy = isOpen ? null : forbiddingRule(method.verdict);
  const { paymentId, invoiceId } = advice;
  const at = { now: null, better: method.better?.at ?? null, at: draft.typedAt }[time];
  const params =
    (problem ?? forbiddenBy) === null ? { paymentId, methodId: method.id, invoiceId, at } : null;
  return { method, time, params, problem, forbiddenBy };
}

/** What was chosen, else the better time where now is not the time. */
function timeOf({ better, verdict }: RetryMethodDto, chosen: RetryTime | null): RetryTime {
  const wanted = chosen ?? (verdict.kind === "allowed" ? "now" : "better");
  return wanted === "better" && better === null ? "now" : wanted;
}

function problemOf(time: RetryTime, { typedAt }: RetryDraft, now: Date): string | null {
  if (time !== "at") return null;
  if (typedAt === null) return "Enter a day and a time.";
  return typedAt <= now ? "That time is over." : null;
}

/** The first rule that forbids it: "The bank will not take this card again. (decline.lost_card)". */
function forbiddingRule({ kind, reasons: [first] }: RetryVerdictDto): string | null {
  if (kind !== "forbidden") return null;
  return first ? `${first.text} (${first.rule})` : "The rules forbid it.";
}
