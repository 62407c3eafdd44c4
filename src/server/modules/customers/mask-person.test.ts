import { describe, expect, it } from "vitest";
import { maskedEmail, maskedName, maskedPhone } from "./mask-person.ts";

describe("personal data", () => {
  it("keeps no more than first letters", () => {
    expect(maskedEmail("ada.lovelace@shop.example", "support")).toBe("a•••@s•••.example");
    expect(maskedName("Ada  lovelace", "finance")).toBe("A. L.");
    expect(maskedPhone("+49 170 12345-67", "support")).toBe("•••67");
  });

  it("is absent for a manager", () => {
    expect(maskedEmail("ada@shop.example", "manager")).toBeNull();
    expect(maskedName("Ada Lovelace", "manager")).toBeNull();
    expect(maskedPhone("+49 170 1234567", "manager")).toBeNull();
  });
});
