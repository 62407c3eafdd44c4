import { describe, expect, it } from "vitest";
import type { Overview } from "#core/contracts/kpis.ts";
import { attentionItems } from "./attention-strip.tsx";

type Attention = Overview["attention"];

const nothing: Attention = {
  cases: 0,
  approvals: 0,
  unknownCommands: 0,
  parkedEvents: 0,
  drift: 0n,
};
const items = (attention: Partial<Attention>) =>
  attentionItems({ attention: { ...nothing, ...attention }, currency: "eur" });

describe("the strip of what waits", () => {
  it("keeps each kind in its place, whether something waits or not", () => {
    const quiet = items({});
    const loud = items({ cases: 1, parkedEvents: 12, drift: 450n });
    expect(quiet.every((item) => item.isQuiet)).toBe(true);
    expect(loud.map((item) => item.href)).toEqual(quiet.map((item) => item.href));
    expect(loud.filter((item) => !item.isQuiet).map((item) => item.text)).toEqual([
      "1 case to review",
      "12 webhooks not applied",
      "Ledger differs by 4.50 EUR",
    ]);
  });

  it("does not speak of what the person may not see", () => {
    const hrefs = items({ approvals: null, drift: null }).map((item) => item.href);
    expect(hrefs).not.toContain("/approvals");
    expect(hrefs).not.toContain("/ledger");
  });
});
