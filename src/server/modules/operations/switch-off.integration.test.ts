import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EVERYTHING } from "#core/contracts/operations.ts";
import type { DomainError } from "#core/errors.ts";
import type { Actor, Role } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { intent, refund } from "#tests/faults/paid-charge.ts";
import { executeAll, KINDS, openDesk, type RefundDesk } from "#tests/faults/refund-desk.ts";
import { boundTo, decideWithPasskey } from "#tests/support/approve.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import type { CommandKinds } from "../commands/index.ts";
import { controlKinds, controlWorks } from "./control-kinds.ts";
import { coverable } from "./coverable.ts";
import { readOperations } from "./read-operations.ts";
import { previewControl, requestControl } from "./request-control.ts";
import { stopOverrides } from "./switch-on.ts";

const kinds: CommandKinds = { ...KINDS, ...controlKinds(KINDS) };
const works = controlWorks(KINDS);

const database = useTestDatabase();
let desk: RefundDesk;
let people: Record<Role, Actor>;
let switchId: string;

beforeAll(async () => {
  desk = await openDesk(database());
  const [support, finance, manager, admin, auditor] = [
    await desk.person("support"),
    await desk.person("finance"),
    await desk.person("manager"),
    await desk.person("admin"),
    await desk.person("auditor"),
  ];
  people = { support, finance, manager, admin, auditor };
});
afterAll(() => desk.close());
beforeEach(async () => {
  const request = { covers: EVERYTHING, reason: "a loop" };
  const { switches } = await stopOverrides(desk.web, people.support, kinds, request);
  switchId = switches[0]?.id ?? "";
});

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );

async function askOff(by: Actor) {
  const control = { kind: "kill_switch_off", switchId } as const;
  const { previewHash } = await previewControl(desk.web, by, works, control);
  const request = { commandId: newId(), control, note: "the loop is fixed", previewHash };
  return await requestControl(desk.web, by, works, request);
}

async function sign(id: string, by: Actor) {
  const bound = await boundTo(desk.web, by, kinds, id);
  return await decideWithPasskey(desk.web, by, kinds, { ...bound, decision: "approved" });
}

const execute = () => executeAll(desk, { ...desk.executor, kinds });
const isOn = async () => (await readOperations(desk.web, kinds)).stops.switches.length > 0;

async function turnOff() {
  const { id } = await askOff(people.finance);
  await sign(id, people.manager);
  await execute();
  expect(await isOn()).toBe(false);
  return id;
}

describe("the end of a stop", () => {
  it("is asked for by one person, signed by another, and no switch holds it back", async () => {
    const paid = await desk.pay(1_000);
    const waiting = intent(paid.paymentId, 400n);
    await refund(desk.web, people.support, waiting);
    const { id, state } = await askOff(people.admin);
    expect(state).toBe("pending_approval");
    await execute();
    expect(await isOn()).toBe(true);
    expect(await outcome(sign(id, people.admin))).toBe("APPROVER_IS_REQUESTER");
    await sign(id, people.finance);
    await execute();
    expect(await isOn()).toBe(false);
    expect(await desk.refundsAt(paid.chargeId)).toHaveLength(1);
    const { earlier } = await readOperations(desk.web, kinds);
    expect(earlier[0]).toMatchObject({ id: switchId, offCommandId: id, reason: "a loop" });
    const log = await desk.owner.prisma.auditEvent.findMany({ where: { commandId: id } });
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["kill-switch.off-requested", "command.approved", "kill-switch.off"]),
    );
  });

  it("is signed by finance or a manager, by nobody else", async () => {
    const { id } = await askOff(people.finance);
    for (const role of ["support", "admin", "auditor"] as const)
      expect(await outcome(sign(id, people[role]))).toBe("APPROVER_LACKS_AUTHORITY");
    await sign(id, people.manager);
    await execute();
    expect(await isOn()).toBe(false);
  });

  it("is not asked for by support, nor twice at once", async () => {
    expect(await outcome(askOff(people.support))).toBe("POLICY_DENIED");
    const both = [askOff(people.finance), askOff(people.manager)].map(outcome);
    const outcomes = await Promise.all(both);
    expect(outcomes.filter((one) => one === "done")).toHaveLength(1);
    await turnOffOpen();
  });

  it("is not asked for again once it is off, and a new stop is another", async () => {
    await turnOff();
    const off = switchId;
    expect(await outcome(askOff(people.finance))).toBe("CONTROL_REFUSED");
    const request = { covers: EVERYTHING, reason: "again" };
    const { switches } = await stopOverrides(desk.web, people.finance, kinds, request);
    expect(switches[0]?.id).not.toBe(off);
    switchId = switches[0]?.id ?? "";
    await turnOff();
  });

  it("is shown beside the switch while it waits", async () => {
    const { id } = await askOff(people.finance);
    const { stops } = await readOperations(desk.web, kinds);
    expect(stops.switches).toMatchObject([{ id: switchId, offAt: null, offCommandId: id }]);
    await sign(id, people.manager);
    await execute();
  });

  it("and what settles commands are the only kinds that no switch covers", () => {
    expect(coverable(kinds)).toEqual([EVERYTHING, "refund"]);
    expect(Object.keys(kinds)).toEqual(["refund", "kill_switch_off", "command_resolution"]);
  });
});

/** Signs the request for the end that is open. */
async function turnOffOpen() {
  const { stops } = await readOperations(desk.web, kinds);
  await sign(stops.switches[0]?.offCommandId ?? "", await desk.person("manager"));
  await execute();
}
