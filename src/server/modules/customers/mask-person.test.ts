import { describe, expect, it } from "vitest";
import { maskedEmail, maskedName } from "./mask-person.ts";

describe("personal data", () => {
  it("keeps no more than first letters", () => {
    expect(maskedEmail("ada.lovelace@shop.example", "support")).toBe("a•••@s•••.example");
    expect(maskedName("Ada  lovelace", "finance")).toBe("A. L.");
  });

  it("is absent for a manager", () => {
    expect(maskedEmail("ada@shop.example", "manager")).toBeNull();
    expect(maskedName("Ada Lovelace", "manager")).toBeNull();
  });
});
