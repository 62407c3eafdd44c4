import { describe, expect, it } from "vitest";
import { linkMessage } from "./link-message.ts";

const link = {
  url: "https://checkout.stripe.com/c/pay/cs_test_1#secret",
  expiresAt: new Date("2026-11-30T12:00:00Z"),
  shop: "Tea & Co",
};
const until = "30 Nov 2026, 12:00:00 UTC";

describe("the message with a link", () => {
  it("names the shop, the amount, the link and its end, and never asks for card data", () => {
    const { subject, body } = linkMessage({ link, until, unpaid: "42.00 EUR" });
    expect(subject).toBe("Renew your payment method at Tea & Co");
    for (const part of ["42.00 EUR", link.url, until, "Never send us your card number"])
      expect(body).toContain(part);
    expect(body.endsWith("Thank you\nTea & Co")).toBe(true);
  });

  it("says nothing of an amount where none is unpaid, and of no shop that has no name", () => {
    const { subject, body } = linkMessage({ link: { ...link, shop: null }, until, unpaid: null });
    expect(subject).toBe("Renew your payment method");
    expect(body).toContain("Please renew the payment method");
    expect(body).not.toContain("null");
  });
});
