import { describe, expect, test } from "vitest";
import { crumbsOf } from "./crumbs.ts";

const texts = (path: string) => crumbsOf(path).map((crumb) => crumb.text);

describe("the way to a page", () => {
  test.each([
    ["/", ["Overview"]],
    ["/payments", ["Payments"]],
    ["/payments/pi_3NxkQ81aZ0b7VhM2", ["Payments", "pi_3Nxk…VhM2"]],
    ["/ledger/journals", ["Ledger", "Journals"]],
    ["/ledger/journals/417", ["Ledger", "Journals", "417"]],
    ["/ledger/accounts/5", ["Ledger", "Accounts", "5"]],
    ["/payouts/po_3NxkQ81aZ0b7VhM2", ["Payouts", "po_3Nxk…VhM2"]],
    ["/reconciliation/bank", ["Reconciliation", "Bank"]],
    ["/overrides/0199aa10-7f00-7000-8000-00000000beef", ["Overrides", "0199…beef"]],
    ["/nowhere", []],
  ])("%s is %j", (path, expected) => {
    expect(texts(path)).toEqual(expected);
  });

  test("leads back, but not to where one is", () => {
    const crumbs = crumbsOf("/ledger/accounts/5");
    expect(crumbs.map((crumb) => crumb.href)).toEqual(["/ledger", "/ledger", undefined]);
    expect(crumbs.at(-1)?.isId).toBe(true);
  });
});
