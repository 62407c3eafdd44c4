import type { PeriodDetail } from "#core/contracts/bookkeeping.ts";

type Limited = Pick<PeriodDetail, "state" | "isNext" | "checklist" | "request">;

/** Why a month cannot be locked, unlocked or signed now; undefined where it can. */
export interface PeriodLimits {
  readonly lock: string | undefined;
  readonly unlock: string | undefined;
  readonly close: string | undefined;
}

/** What the state of a month and its checklist allow. The server decides; this says it beforehand. */
export function periodLimits({ state, isNext, checklist, request }: Limited): PeriodLimits {
  if (state === "closed") {
    const closed = "The month is closed for ever.";
    return { lock: closed, unlock: closed, close: closed };
  }
  const isOver = checklist.find(({ id }) => id === "over")?.state === "done";
  const order = isOver ? undefined : "The month is not over yet.";
  const blocking = checklist.find((check) => check.state === "blocks");
  if (state === "open") {
    return {
      lock: order ?? (isNext ? undefined : "An earlier month is still open."),
      unlock: "The month is open.",
      close: "Lock the month first.",
    };
  }
  const isSigned = request !== null && request.state !== "pending_approval";
  return {
    lock: "The month is locked.",
    unlock: isSigned ? "Its closing is signed already." : undefined,
    close: request
      ? "Its closing is asked for already."
      : blocking && `${blocking.title}: ${blocking.text}`,
  };
}
