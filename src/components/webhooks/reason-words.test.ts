import { describe, expect, it } from "vitest";
import { reasonText } from "./reason-words.ts";

describe("why an event ended as it did", () => {
  it.each([
    ["no_projection", "The console keeps nothing of this kind"],
    ["read_from_stripe:late", "Read from Stripe, since the event came late"],
    ["covered_by:evt_1I5s", "Covered by the newer event evt_1I5s"],
  ])("%s reads %s", (code, text) => {
    expect(reasonText(code)).toBe(text);
  });

  it("shows what it does not know as it is written", () => {
    expect(reasonText("something_new")).toBe("something_new");
    expect(reasonText("read_from_stripe:new")).toBe("Read from Stripe, since new");
  });
});
