import { describe, expect, it } from "vitest";
import type { CommandState, CommandSummary } from "#core/contracts/commands.ts";
import type { DisputeDetail } from "#core/contracts/disputes.ts";
import { whyNoAcceptance, whyNoSubmission, whyUnderWay } from "./why-no-answer.ts";

const NOW = 1_000;
const dispute = (facts: Partial<DisputeDetail["dispute"]>) =>
  ({
    status: "needs_response",
    inquiry: false,
    dueAt: new Date(NOW + 1),
    ...facts,
  }) as DisputeDetail["dispute"];
const version = {
  version: 1,
  by: { id: "1", name: "Fin", role: "finance" as const },
  at: new Date(0),
  hash: "h",
};
const staged = (fields: number | null, open = true) => ({
  open,
  versions: fields === null ? [] : [{ ...version, fields }],
});
const command = (state: CommandState, kind = "dispute_submit") =>
  ({ state, kind, requester: { name: "Fin" } }) as CommandSummary;

describe("why a dispute cannot be answered", () => {
  it.each([
    [{}, staged(2), undefined],
    [{}, undefined, "The staged evidence is being read."],
    [{}, staged(null), "Nothing is staged yet: save what is to be said first."],
    [{}, staged(0), "Nothing is staged yet: save what is to be said first."],
    [{}, staged(2, false), "The dispute takes no evidence now."],
    [{ dueAt: new Date(NOW) }, staged(2), "The time to answer is over."],
    [{ dueAt: null }, staged(2), undefined],
  ])("with evidence: %j %j", (facts, evidence, why) => {
    expect(whyNoSubmission(dispute(facts), evidence, NOW)).toBe(why);
  });

  it.each([
    [{}, undefined],
    [
      { status: "warning_needs_response", inquiry: true },
      "An inquiry cannot be accepted: a refund settles it.",
    ],
    [{ status: "under_review" }, "The dispute does not wait for our answer."],
  ])("by accepting it: %j", (facts, why) => {
    expect(whyNoAcceptance(dispute(facts))).toBe(why);
  });

  it.each([
    [[], undefined],
    [[command("rejected"), command("failed"), command("succeeded")], undefined],
    [[command("unknown")], "Fin asked for it to be answered: that is under way."],
    [
      [command("failed"), command("pending_approval", "dispute_accept")],
      "Fin asked for it to be accepted: that is under way.",
    ],
  ])("while another request is under way", (commands, why) => {
    expect(whyUnderWay(commands)).toBe(why);
  });
});
