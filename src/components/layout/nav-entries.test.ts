import { describe, expect, test } from "vitest";
import { permissionsOf } from "#core/permissions.ts";
import { entryOfPath, permittedEntries } from "./nav-entries.ts";

const titles = (permissions: Parameters<typeof permittedEntries>[0]) =>
  permittedEntries(permissions).map((entry) => entry.title);

describe("the rail", () => {
  test("shows only what the role may know of", () => {
    expect(titles(permissionsOf("support"))).not.toContain("Ledger");
    expect(titles(permissionsOf("finance"))).toEqual([
      "Overview",
      "Review queue",
      "Payments",
      "Customers",
      "Disputes",
      "Approvals",
      "Bulk refunds",
      "Webhooks",
      "Ledger",
      "Payouts",
      "Reconciliation",
      "Policy",
      "Operations",
    ]);
    expect(titles(permissionsOf("admin"))).not.toContain("Reconciliation");
    expect(titles([])).toEqual([]);
  });

  test.each([
    ["/", "Overview"],
    ["/payments", "Payments"],
    ["/payments/pi_123", "Payments"],
    ["/reviews/case_1", "Review queue"],
  ])("%s belongs to %s", (path, title) => {
    expect(entryOfPath(path)?.title).toBe(title);
  });

  test("a path that only begins alike belongs to none", () => {
    expect(entryOfPath("/paymentsx")).toBeNull();
  });
});
