import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPermitted } from "#core/permissions.ts";
import { ROLES, type Role } from "#core/roles.ts";
import {
  type CountedSignature,
  chooseMandate,
  isEnoughSigned,
  mandatesOf,
  mayStandIn,
  type Powers,
} from "./approval-mandate.policy.ts";

const person = (id: string, role: Role, isGone = false) => ({
  id,
  name: id,
  role,
  disabledAt: isGone ? new Date(0) : null,
});
type Person = ReturnType<typeof person>;

const signer = ({ id, role }: Person) => ({ userId: id, role });
const standingIn = (...people: Person[]): Powers => ({
  breakGlass: null,
  delegations: people.map((delegator) => ({ id: `for-${delegator.id}`, delegator })),
});
const NONE = standingIn();
const OPEN: Powers = { ...NONE, breakGlass: { id: "glass" } };
const waiting = (approverRoles: readonly Role[], signed: readonly CountedSignature[] = []) => ({
  kind: "refund",
  requesterId: "asker",
  approverRoles,
  signed,
});
const yes = (approverId: string, role: Role, onBehalfOf: string | null = null) => ({
  approverId,
  role,
  onBehalfOf,
});

const ida = person("ida", "finance");
const max = person("max", "manager");
const ada = person("ada", "admin");

describe("in whose right somebody signs", () => {
  it.each<[string, Person, Powers, ReturnType<typeof waiting>, string[]]>([
    ["their own", ida, NONE, waiting(["finance"]), ["own finance"]],
    ["none, where the rules name others", ida, NONE, waiting(["manager"]), []],
    ["of who is away", ida, standingIn(max), waiting(["manager"]), ["delegation manager"]],
    [
      "their own before that of who is away",
      ida,
      standingIn(max),
      waiting(["finance", "manager"]),
      ["own finance", "delegation manager"],
    ],
    ["not of who left", ida, standingIn(person("max", "manager", true)), waiting(["manager"]), []],
    [
      "not of who asked for it",
      ida,
      standingIn(person("asker", "manager")),
      waiting(["manager"]),
      [],
    ],
    [
      "not of who has signed",
      ida,
      standingIn(max),
      waiting(["manager"], [yes("max", "manager")]),
      [],
    ],
    [
      "not when somebody signed for them",
      max,
      NONE,
      waiting(["manager"], [yes("ida", "manager", "max")]),
      [],
    ],
    ["not twice", ida, standingIn(max), waiting(["manager"], [yes("ida", "finance")]), []],
    [
      "no money for an admin who would stand in for a manager",
      ada,
      standingIn(max),
      waiting(["manager"]),
      [],
    ],
    [
      "of the roles an admin does not have, under break-glass",
      ada,
      OPEN,
      waiting(["finance", "manager"]),
      ["break-glass finance", "break-glass manager"],
    ],
    [
      "their own first, under break-glass too",
      ada,
      OPEN,
      waiting(["admin", "manager"]),
      ["own admin", "break-glass manager"],
    ],
    [
      "nothing of their own request under break-glass",
      person("asker", "admin"),
      OPEN,
      waiting(["manager"]),
      [],
    ],
    [
      "not twice under break-glass",
      ada,
      OPEN,
      waiting(["admin", "manager"], [yes("ada", "admin")]),
      [],
    ],
    [
      "no rules, under break-glass",
      ada,
      OPEN,
      { ...waiting(["manager"]), kind: "policy_change" },
      [],
    ],
    ["no bulk, under break-glass", ada, OPEN, { ...waiting(["manager"]), kind: "bulk" }, []],
    ["nothing for a manager under break-glass", max, OPEN, waiting(["finance"]), []],
    [
      "nothing for who decides nothing",
      person("sam", "support"),
      standingIn(max),
      waiting(["manager"]),
      [],
    ],
  ])("%s", (_name, who, powers, request, expected) => {
    const found = mandatesOf(signer(who), powers, request);
    expect(found.map(({ by, role }) => `${by} ${role}`)).toEqual(expected);
  });

  it("is the one for a role that is still missing, where several must sign", () => {
    const request = waiting(["finance", "manager"], [yes("eva", "finance")]);
    const mandates = mandatesOf(signer(ida), standingIn(max), request);
    expect(chooseMandate(mandates, request.signed)).toMatchObject({ role: "manager" });
    expect(chooseMandate(mandates, [])).toMatchObject({ by: "own" });
    expect(chooseMandate([], [])).toBeNull();
  });
});

describe("enough signatures", () => {
  const two = { approvals: 2, approverRoles: ["finance", "manager"] };
  it.each<[string, CountedSignature[], boolean]>([
    ["of both roles", [yes("ida", "finance"), yes("max", "manager")], true],
    ["one for who is away", [yes("eva", "finance"), yes("ida", "manager", "max")], true],
    ["twice the same person", [yes("ida", "finance"), yes("ida", "manager", "max")], false],
    [
      "who is away and their stand-in",
      [yes("ida", "manager", "max"), yes("max", "finance")],
      false,
    ],
    ["for the same one twice", [yes("ida", "finance", "max"), yes("eva", "manager", "max")], false],
    ["of one role alone", [yes("ida", "finance"), yes("eva", "finance")], false],
  ])("are those %s: %#", (_name, signed, expected) => {
    expect(isEnoughSigned(signed, two)).toBe(expected);
  });
});

/** A firm: people of any roles, some gone, who stand in for each other in any way at all, also in ways no rule allows. */
const firms = fc
  .array(fc.tuple(fc.constantFrom(...ROLES), fc.boolean()), { minLength: 2, maxLength: 7 })
  .chain((made) => {
    const people = made.map(([role, isGone], n) => person(`p${n}`, role, isGone));
    const anyone = fc.constantFrom(...people);
    const away = fc.array(fc.tuple(anyone, anyone), { maxLength: 8 });
    const roles = fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 3 });
    const order = fc.array(anyone, { maxLength: 12 });
    const approvals = fc.integer({ min: 1, max: 3 });
    const opened = fc.uniqueArray(anyone);
    const kind = fc.constantFrom("refund", "policy_change", "ledger_adjustment");
    return fc.record({
      people: fc.constant(people),
      requester: anyone,
      away,
      roles,
      order,
      approvals,
      opened,
      kind,
    });
  });

interface Arrangement {
  readonly away: readonly (readonly [Person, Person])[];
  /** Who has a break-glass open, whatever their role. */
  readonly opened: readonly Person[];
}

const powersOf = (who: Person, { away, opened }: Arrangement): Powers => ({
  ...standingIn(...away.filter(([, delegate]) => delegate.id === who.id).map(([from]) => from)),
  breakGlass: opened.includes(who) ? { id: `glass-${who.id}` } : null,
});

describe("in any firm", () => {
  it("nobody signs what they asked for, in any right, nor is it signed in theirs", () => {
    fc.assert(
      fc.property(firms, ({ people, requester, roles, kind, ...firm }) => {
        const request = { kind, requesterId: requester.id, approverRoles: roles, signed: [] };
        expect(mandatesOf(signer(requester), powersOf(requester, firm), request)).toEqual([]);
        for (const who of people)
          for (const mandate of mandatesOf(signer(who), powersOf(who, firm), request))
            expect(mandate.by === "delegation" && mandate.onBehalfOf === requester.id).toBe(false);
      }),
    );
  });

  it("a delegate has no more than who is away, and only of those who chose them", () => {
    fc.assert(
      fc.property(firms, ({ people, requester, roles, kind, ...firm }) => {
        const request = { kind, requesterId: requester.id, approverRoles: roles, signed: [] };
        for (const who of people)
          for (const mandate of mandatesOf(signer(who), powersOf(who, firm), request)) {
            if (mandate.by !== "delegation") continue;
            const from = people.find(({ id }) => id === mandate.onBehalfOf);
            if (!from) throw new Error("nobody is away by that id");
            expect(firm.away.some(([one, to]) => one.id === from.id && to.id === who.id)).toBe(
              true,
            );
            const theirs = mandatesOf(signer(from), NONE, request);
            expect(theirs).toContainEqual({ by: "own", role: mandate.role });
            expect(isPermitted(who.role, "approval:decide")).toBe(true);
            expect(mayStandIn(from.role, who.role)).toBe(true);
          }
      }),
    );
  });

  it("break-glass gives a signature to admins alone, and none on what binds it", () => {
    fc.assert(
      fc.property(firms, ({ people, requester, roles, kind, ...firm }) => {
        const request = { kind, requesterId: requester.id, approverRoles: roles, signed: [] };
        for (const who of people)
          for (const mandate of mandatesOf(signer(who), powersOf(who, firm), request)) {
            if (mandate.by !== "break-glass") continue;
            expect([who.role, firm.opened.includes(who), kind === "policy_change"]).toEqual([
              "admin",
              true,
              false,
            ]);
            expect(roles).toContain(mandate.role);
          }
      }),
    );
  });

  it("as many different people have signed as the verdict asks for, whoever stands in for whom", () => {
    fc.assert(
      fc.property(firms, ({ requester, roles, order, approvals, kind, ...firm }) => {
        const signed: CountedSignature[] = [];
        for (const who of order) {
          const request = { kind, requesterId: requester.id, approverRoles: roles, signed };
          const mandate = chooseMandate(
            mandatesOf(signer(who), powersOf(who, firm), request),
            signed,
          );
          if (!mandate) continue;
          const onBehalfOf = mandate.by === "delegation" ? mandate.onBehalfOf : null;
          signed.push({ approverId: who.id, onBehalfOf, role: mandate.role });
        }
        const hands = new Set(signed.map(({ approverId }) => approverId));
        const rights = new Set(signed.map((one) => one.onBehalfOf ?? one.approverId));
        expect([hands.size, rights.size]).toEqual([signed.length, signed.length]);
        expect(hands.has(requester.id) || rights.has(requester.id)).toBe(false);
        if (isEnoughSigned(signed, { approvals, approverRoles: roles }))
          expect(hands.size).toBeGreaterThanOrEqual(approvals);
      }),
    );
  });
});
