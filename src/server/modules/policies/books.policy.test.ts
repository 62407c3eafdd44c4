import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { booksChangeKinds } from "#core/contracts/books-changes.ts";
import { money } from "#core/money.ts";
import { ROLES } from "#core/roles.ts";
import { type BooksFacts, decideBooksChange } from "./books.policy.ts";
import { booksPolicyFile } from "./books-policy-file.ts";

const plain: BooksFacts = {
  kind: "ledger_adjustment",
  role: "finance",
  atStake: money(5_000n, "eur"),
  exceptions: [],
  stale: null,
};

const judge = (facts: Partial<BooksFacts>) => {
  const { kind, reasons, approverRoles } = decideBooksChange(booksPolicyFile, {
    ...plain,
    ...facts,
  });
  return [kind, reasons.map(({ rule }) => rule), approverRoles];
};
const SECOND = "books.second-person";

describe("the policy for changes of the books", () => {
  it.each<[string, Partial<BooksFacts>, ReturnType<typeof judge>]>([
    ["an adjustment within the limit", {}, ["approval", [SECOND], ["finance"]]],
    [
      "an adjustment at the limit",
      { atStake: money(100_000n, "eur") },
      ["approval", [SECOND], ["finance"]],
    ],
    [
      "an adjustment a cent above",
      { atStake: money(100_001n, "eur") },
      ["approval", [SECOND, "books.limit"], ["manager"]],
    ],
    [
      "a write-off at its own limit",
      { kind: "ledger_write_off", atStake: money(10_000n, "eur") },
      ["approval", [SECOND], ["finance"]],
    ],
    [
      "a write-off a cent above",
      { kind: "ledger_write_off", atStake: money(10_001n, "eur") },
      ["approval", [SECOND, "books.limit"], ["manager"]],
    ],
    [
      "a match without difference",
      { kind: "bank_match", atStake: money(0n, "eur") },
      ["approval", [SECOND], ["finance"]],
    ],
    [
      "a match that leaves more than the limit",
      { kind: "bank_match", atStake: money(10_001n, "eur") },
      ["approval", [SECOND, "books.limit"], ["manager"]],
    ],
    ["no rate", { atStake: null }, ["approval", [SECOND, "books.no-rate"], ["manager"]]],
    [
      "a month with nothing open",
      { kind: "period_close", atStake: null },
      ["approval", [SECOND], ["finance"]],
    ],
    [
      "a month with something listed",
      { kind: "period_close", exceptions: ["2 breaks are open."] },
      ["approval", [SECOND, "books.close-with-exceptions"], ["manager"]],
    ],
    ["what is no longer so", { stale: "The break is resolved." }, ["deny", ["books.stale"], []]],
    ["support", { role: "support" }, ["deny", ["books.permission"], []]],
    ["a manager", { role: "manager" }, ["deny", ["books.permission"], []]],
    [
      "a limit in yen, which has no minor unit",
      { atStake: money(1_001n, "jpy") },
      ["approval", [SECOND, "books.limit"], ["manager"]],
    ],
  ])("%s", (_name, facts, expected) => {
    expect(judge(facts)).toEqual(expected);
  });

  it("says in words what is above which limit", () => {
    const { reasons } = decideBooksChange(booksPolicyFile, {
      ...plain,
      atStake: money(123_456n, "eur"),
    });
    expect(reasons.at(-1)?.text).toBe(
      "1234.56 EUR is above 1000.00 EUR, up to which another finance reviewer may sign.",
    );
  });

  it("has a new version for new figures", () => {
    const { version, ...figures } = booksPolicyFile;
    expect([version, figures]).toEqual([
      "2026-11-20",
      {
        approver: "finance",
        lastResort: "manager",
        limitMajor: {
          ledger_adjustment: 1_000n,
          ledger_write_off: 100n,
          bank_match: 100n,
          journal_reversal: 1_000n,
          period_close: null,
        },
      },
    ]);
  });

  it("lets nobody sign alone, and names a signer exactly when it asks for one, whatever the facts", () => {
    const facts = fc.record({
      kind: fc.constantFrom(...booksChangeKinds),
      role: fc.constantFrom(...ROLES),
      atStake: fc.option(fc.bigInt(0n, 10_000_000n).map((amount) => money(amount, "eur"))),
      exceptions: fc.array(fc.string(), { maxLength: 2 }),
      stale: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(facts, (some) => {
        const verdict = decideBooksChange(booksPolicyFile, some);
        expect(verdict.kind).not.toBe("allow");
        expect(verdict.reasons.length).toBeGreaterThan(0);
        expect(verdict.approverRoles.length > 0).toBe(verdict.kind === "approval");
      }),
    );
  });
});
