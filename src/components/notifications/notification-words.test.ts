import { describe, expect, it } from "vitest";
import { type NotificationDto, notificationKinds } from "#core/contracts/notifications.ts";
import { notificationWords } from "./notification-words.ts";

const told = (change: Partial<NotificationDto>): NotificationDto => ({
  id: "n",
  kind: "approval_half",
  subjectId: "c1",
  command: {
    kind: "refund",
    targetId: "pi_1",
    amount: { amountMinor: 20_000n, currency: "eur" },
    state: "pending_approval",
  },
  onBehalfOf: null,
  ageMs: 0,
  isNew: true,
  ...change,
});

describe("a notification", () => {
  it("names the amount and leads to the request", () => {
    expect(notificationWords(told({}))).toEqual({
      title: "Waits for you: refund of 200.00 EUR",
      detail: "Half of the time to decide is over.",
      href: "/approvals?tab=waiting&request=c1",
    });
  });

  it("says for whom one is reminded, and that somebody was faster", () => {
    const onBehalfOf = { id: "m", name: "Max Weber", role: "manager" };
    expect(notificationWords(told({ onBehalfOf })).title).toContain("standing in for Max Weber");
    const { command } = told({});
    const decided = command && { ...command, state: "held" };
    expect(notificationWords(told({ command: decided })).detail).toContain("decided meanwhile");
  });

  it("reads in whole sentences, whatever its kind", () => {
    for (const kind of notificationKinds) {
      const { title, detail, href } = notificationWords(told({ kind, command: null }));
      expect([title.length > 10, /^[A-Z].+\.$/.test(detail), href.startsWith("/")]).toEqual([
        true,
        true,
        true,
      ]);
    }
  });
});
