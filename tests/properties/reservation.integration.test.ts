import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recomputeChargeGuard } from "#server/modules/refunds/index.ts";
import { releaseReservation, reserve } from "#server/modules/refunds/reservations.repo.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addUnsentPayment, guardOf } from "#tests/faults/paid-charge.ts";
import { type RefundDesk } from "#tests/faults/refund-desk.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";

const CAPTURED = 1_000n;
const database = useTestDatabase();
let worker: Runtime;
let owner: RefundDesk["owner"];

beforeAll(() => {
  worker = testRuntime(database(), "countersign_worker");
  owner = testRuntime(database(), "countersign_owner").db;
});
afterAll(async () => {
  await Promise.all([worker.db.close(), owner.close()]);
});

/** What a charge is in the model: reservations that are held, and refunds by their status at Stripe. */
interface Model {
  held: Map<string, bigint>;
  refunds: Map<string, { amount: bigint; status: string }>;
}
interface Real {
  chargeId: string;
}

const COUNTED = new Set(["pending", "requires_action", "succeeded"]);
const sum = (amounts: Iterable<bigint>): bigint =>
  [...amounts].reduce((total, amount) => total + amount, 0n);
const heldOf = (model: Model): bigint => sum(model.held.values());
const refundedOf = (model: Model): bigint =>
  sum(
    [...model.refunds.values()]
      .filter(({ status }) => COUNTED.has(status))
      .map(({ amount }) => amount),
  );

async function agree(model: Model, real: Real): Promise<void> {
  const held = heldOf(model);
  expect(await guardOf(owner, real.chargeId)).toEqual({
    captured: CAPTURED,
    refunded: refundedOf(model),
    held,
    reserved: held,
  });
}

/** What was granted fits, and whoever was refused did not fit beside those who were not. */
function fit(room: bigint, granted: readonly bigint[], refused: readonly bigint[]): void {
  const taken = sum(granted);
  expect(taken <= (room > 0n ? room : 0n)).toBe(true);
  expect(refused.filter((amount) => taken + amount <= room)).toEqual([]);
}

const reserveIn = (chargeId: string, commandId: string, amount: bigint): Promise<boolean> =>
  worker.db.transaction((tx) =>
    reserve(tx, worker.scope, {
      commandId,
      chargeId,
      amount,
      currency: "eur",
      at: worker.clock.now(),
    }),
  );

class Reserve implements fc.AsyncCommand<Model, Real> {
  readonly amounts: readonly bigint[];
  constructor(amounts: readonly bigint[]) {
    this.amounts = amounts;
  }
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const room = CAPTURED - refundedOf(model) - heldOf(model);
    const asked = this.amounts.map((amount) => ({ id: newId(), amount }));
    const granted = await Promise.all(
      asked.map(({ id, amount }) => reserveIn(real.chargeId, id, amount)),
    );
    const won = asked.filter((_one, index) => granted[index]);
    for (const { id, amount } of won) model.held.set(id, amount);
    fit(
      room,
      won.map(({ amount }) => amount),
      asked.filter((_one, index) => !granted[index]).map(({ amount }) => amount),
    );
    await agree(model, real);
  }
  toString = (): string => `reserve(${this.amounts.join(", ")})`;
}

class Release implements fc.AsyncCommand<Model, Real> {
  readonly pick: number;
  constructor(pick: number) {
    this.pick = pick;
  }
  check = (model: Readonly<Model>): boolean => model.held.size > 0;
  async run(model: Model, real: Real): Promise<void> {
    const id = [...model.held.keys()][this.pick % model.held.size] ?? "";
    // Twice at once, since a release may be repeated.
    await Promise.all(
      [1, 2].map(() => worker.db.transaction((tx) => releaseReservation(tx, worker.scope, id))),
    );
    model.held.delete(id);
    await agree(model, real);
  }
  toString = (): string => `release(${this.pick})`;
}

class OutsideRefund implements fc.AsyncCommand<Model, Real> {
  readonly amount: bigint;
  readonly status: string;
  constructor(amount: bigint, status: string) {
    this.amount = amount;
    this.status = status;
  }
  // Stripe's own cap, which knows nothing of what we hold.
  check = (model: Readonly<Model>): boolean => refundedOf(model) + this.amount <= CAPTURED;
  async run(model: Model, real: Real): Promise<void> {
    const id = `re_${newId().slice(-12)}`;
    await owner.prisma.refund.create({
      data: {
        ...worker.scope,
        id,
        chargeId: real.chargeId,
        amount: this.amount,
        currency: "eur",
        status: this.status,
        createdAt: worker.clock.now(),
      },
    });
    await worker.db.transaction((tx) => recomputeChargeGuard(tx, worker.scope, real.chargeId));
    model.refunds.set(id, { amount: this.amount, status: this.status });
    await agree(model, real);
  }
  toString = (): string => `outside(${this.amount}, ${this.status})`;
}

class RefundFails implements fc.AsyncCommand<Model, Real> {
  readonly pick: number;
  constructor(pick: number) {
    this.pick = pick;
  }
  check = (model: Readonly<Model>): boolean => model.refunds.size > 0;
  async run(model: Model, real: Real): Promise<void> {
    const id = [...model.refunds.keys()][this.pick % model.refunds.size] ?? "";
    await owner.prisma.refund.updateMany({ where: { id }, data: { status: "failed" } });
    await worker.db.transaction((tx) => recomputeChargeGuard(tx, worker.scope, real.chargeId));
    const refund = model.refunds.get(id);
    if (refund) model.refunds.set(id, { ...refund, status: "failed" });
    await agree(model, real);
  }
  toString = (): string => `fails(${this.pick})`;
}

const amounts = fc.bigInt(1n, 700n);
const commands = fc.commands<Model, Real, false>(
  [
    fc.array(amounts, { minLength: 1, maxLength: 5 }).map((some) => new Reserve(some)),
    fc.nat(20).map((pick) => new Release(pick)),
    fc
      .tuple(
        amounts,
        fc.constantFrom("pending", "requires_action", "succeeded", "failed", "canceled"),
      )
      .map(([amount, status]) => new OutsideRefund(amount, status)),
    fc.nat(20).map((pick) => new RefundFails(pick)),
  ],
  { maxCommands: 14 },
);

describe("reservations of one charge", () => {
  it("follow the model whatever happens in whatever order, and never grant what is not there", async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (some) => {
        const { chargeId } = await addUnsentPayment(worker, CAPTURED);
        const model: Model = { held: new Map(), refunds: new Map() };
        await fc.asyncModelRun(() => ({ model, real: { chargeId } }), some);
      }),
      { numRuns: 40 },
    );
  });
});
