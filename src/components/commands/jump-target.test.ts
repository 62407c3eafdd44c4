import { describe, expect, test } from "vitest";
import { jumpTarget, jumpTargets } from "./jump-target.ts";

describe("what people paste into the palette", () => {
  test.each([
    ["pi_3NxkQ81aZ0b7VhM2", "/payments/pi_3NxkQ81aZ0b7VhM2"],
    ["  pi_3NxkQ81aZ0b7VhM2\n", "/payments/pi_3NxkQ81aZ0b7VhM2"],
    [
      "https://dashboard.stripe.com/test/payments/pi_3NxkQ81aZ0b7VhM2",
      "/payments/pi_3NxkQ81aZ0b7VhM2",
    ],
    ["ch_3NxkQ81aZ0b7VhM2", "/payments?query=ch_3NxkQ81aZ0b7VhM2"],
    ["re_3NxkQ81aZ0b7VhM2", "/payments?query=re_3NxkQ81aZ0b7VhM2"],
    ["cus_NxkQ81aZ0b7VhM", "/customers/cus_NxkQ81aZ0b7VhM"],
    ["du_1PxkQ81aZ0b7VhM2", "/disputes/du_1PxkQ81aZ0b7VhM2"],
    ["dp_1PxkQ81aZ0b7VhM2", "/disputes/dp_1PxkQ81aZ0b7VhM2"],
    ["evt_1PxkQ81aZ0b7VhM2", "/webhooks?query=evt_1PxkQ81aZ0b7VhM2"],
    ["po_1PxkQ81aZ0b7VhM2", "/payouts/po_1PxkQ81aZ0b7VhM2"],
    ["txn_1PxkQ81aZ0b7VhM2", "/ledger/journals?query=txn_1PxkQ81aZ0b7VhM2"],
    ["ada@example.com", "/payments?query=ada%40example.com"],
    ["4242", "/payments?query=4242"],
    ["•••• 4242", "/payments?query=4242"],
    ["42.00", "/payments?query=42.00"],
    ["€1,234.50", "/payments?query=1234.50"],
    ["42,00 EUR", "/payments?query=42.00"],
  ])("%s leads to %s", (text, href) => {
    expect(jumpTarget(text)?.href).toBe(href);
  });

  test.each(["refund", "go to payments", "", "12", "xx_notanobject1"])(
    "%s is no target",
    (text) => {
      expect(jumpTarget(text)).toBeNull();
    },
  );

  test("an id inside an address does not carry the address into the link", () => {
    expect(jumpTarget("javascript:alert(1)//pi_3NxkQ81aZ0b7VhM2")?.href).toBe(
      "/payments/pi_3NxkQ81aZ0b7VhM2",
    );
  });

  test("an id of our own may be of a break or of an override; all else names one thing at most", () => {
    const id = "0199aa10-7f00-7000-8000-00000000beef";
    expect(jumpTargets(` ${id.toUpperCase()} `).map(({ href }) => href)).toEqual([
      `/reconciliation/breaks/${id}`,
      `/overrides/${id}`,
    ]);
    expect(jumpTargets("po_1PxkQ81aZ0b7VhM2").map(({ kind }) => kind)).toEqual(["Payout"]);
    expect(jumpTargets("refund")).toEqual([]);
  });
});
