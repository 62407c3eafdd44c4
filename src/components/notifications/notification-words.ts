import { kindWords } from "#components/overrides/command-kind-words.ts";
import { moneyText } from "#components/ui/format-money.ts";
import type { NotificationDto } from "#core/contracts/notifications.ts";

/** A notification as it is shown: what happened, what follows, and where to go. */
export interface NotificationWords {
  readonly title: string;
  readonly detail: string;
  readonly href: string;
}

function nounOf({ command }: NotificationDto): string {
  if (command === null) return "request";
  const { kind, amount, targetId } = command;
  return kindWords(kind).noun(moneyText(amount.amountMinor, amount.currency), targetId);
}

function overtaken({ command }: NotificationDto): boolean {
  return command !== null && command.state !== "pending_approval";
}

function reminder(told: NotificationDto, detail: string): NotificationWords {
  const { onBehalfOf, subjectId } = told;
  const whom = onBehalfOf === null ? "you" : `you, standing in for ${onBehalfOf.name}`;
  return {
    title: `Waits for ${whom}: ${nounOf(told)}`,
    detail: overtaken(told) ? "It has been decided meanwhile." : detail,
    href: `/approvals?tab=waiting&request=${subjectId}`,
  };
}

/** How a notification reads. Amounts and states are those of now. */
export function notificationWords(told: NotificationDto): NotificationWords {
  const own = `/overrides/${told.subjectId}`;
  switch (told.kind) {
    case "approval_half":
      return reminder(told, "Half of the time to decide is over.");
    case "approval_last":
      return reminder(told, "A fifth of the time to decide is left; then it expires.");
    case "approval_expired":
      return {
        title: `Expired: your ${nounOf(told)}`,
        detail: "Nobody decided in time. Nothing was sent and nothing is reserved.",
        href: own,
      };
    case "approval_rejected":
      return {
        title: `Rejected: your ${nounOf(told)}`,
        detail: "Another person said no; their note is with the request. Nothing was sent.",
        href: own,
      };
    case "break_glass_opened":
      return {
        title: "Break-glass was opened",
        detail: "An admin may decide for other roles for a while; everything is marked.",
        href: "/settings/break-glass",
      };
    case "break_glass_to_review":
      return {
        title: "Break-glass ended and waits for a review",
        detail: "Somebody who took no part looks at it within 24 hours.",
        href: "/settings/break-glass",
      };
    case "break_glass_overdue":
      return {
        title: "A review of break-glass is overdue",
        detail: "It should have been reviewed within 24 hours.",
        href: "/settings/break-glass",
      };
    case "delegation_given":
      return {
        title: `You stand in for ${told.onBehalfOf?.name ?? "a colleague"}`,
        detail: "What waits for their signature waits for you too.",
        href: "/settings/away",
      };
  }
}
