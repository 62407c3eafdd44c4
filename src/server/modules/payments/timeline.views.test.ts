import { describe, expect, it } from "vitest";
import type { TimelineDeed } from "./timeline.repo.ts";
import { deedEntry } from "./timeline.views.ts";

const deed: TimelineDeed = {
  id: "command-1",
  at: new Date(0),
  what: "asked",
  who: "Fin",
  role: "finance",
  outcome: "",
  amount: null,
  currency: null,
  commandId: "1",
  kind: "refund",
  caseId: null,
};

describe("what a person did", () => {
  it.each<[Partial<TimelineDeed>, string]>([
    [{}, "Fin asked for a refund"],
    [{ kind: "dispute_accept" }, "Fin asked for an accepted dispute"],
    [
      { kind: "dispute_submit", what: "approved" },
      "Fin approved the submission of dispute evidence",
    ],
    [{ kind: "payment_capture", what: "rejected" }, "Fin refused the capture"],
    [{ kind: "of another version" }, "Fin asked for an override"],
    [{ kind: null, commandId: null, what: "noted" }, "Fin wrote a note"],
  ])("is named by its kind: %j", (facts, title) => {
    expect(deedEntry({ ...deed, ...facts }).title).toBe(title);
  });
});
