import type { Transaction } from "#server/platform/db/database.ts";
import type { Projector, Projectors } from "#server/platform/stripe/projector.ts";
import type { StripeObjects, StripeObjectType } from "#server/platform/stripe/stripe-objects.ts";

/** One version of one object, as a test counts them. */
export type State = { type: StripeObjectType; id: string; version: number };

/** The version that an object carries. */
export const versionOf = (object: object): number =>
  Number((Reflect.get(object, "metadata") as { version?: string } | undefined)?.version ?? 0);

/** An object as Stripe would send it, carrying its version. */
export function stripeObject({ type, id, version }: State): Record<string, unknown> {
  return { object: type, id, metadata: { version: String(version) } };
}

/** The same under the type that a reader promises. */
export function asStripe<T extends StripeObjectType>(
  type: T,
  state: Omit<State, "type">,
): StripeObjects[T] {
  const object: object = stripeObject({ ...state, type });
  return object as StripeObjects[T];
}

/** What Stripe answers for an object: its newest version, or null once it is deleted. */
export class FakeStripe {
  readonly objects = new Map<string, State>();
  reads = 0;
  failing = false;

  async retrieve<T extends StripeObjectType>(
    type: T,
    id: string,
  ): Promise<StripeObjects[T] | null> {
    this.reads += 1;
    await Promise.resolve();
    if (this.failing) throw new Error("Stripe is away");
    const state = this.objects.get(id);
    return state === undefined ? null : asStripe(type, state);
  }
}

function testProjector<T extends StripeObjectType>(
  objectType: T,
  before: () => Promise<void>,
): Projector<T> {
  const write = (tx: Transaction, id: string, version: number) =>
    tx.$executeRaw`INSERT INTO test_projection AS p VALUES (${objectType}, ${id}, ${version}, 1)
      ON CONFLICT (type, id) DO UPDATE SET version = excluded.version, writes = p.writes + 1`;
  return {
    objectType,
    project: async (tx, _scope, object: StripeObjects[T]) => {
      await before();
      await write(tx, object.id, versionOf(object));
    },
    forget: async (tx, _scope, id) => {
      await write(tx, id, -1);
    },
  };
}

/** Projectors that write versions into `test_projection`; `before` runs inside the transaction, before each write. */
export function testProjectors(before: () => Promise<void> = () => Promise.resolve()): Projectors {
  return {
    customer: testProjector("customer", before),
    payment_method: testProjector("payment_method", before),
    payment_intent: testProjector("payment_intent", before),
    charge: testProjector("charge", before),
    refund: testProjector("refund", before),
    payout: testProjector("payout", before),
    dispute: testProjector("dispute", before),
    subscription: testProjector("subscription", before),
    invoice: testProjector("invoice", before),
    review: testProjector("review", before),
    "radar.early_fraud_warning": testProjector("radar.early_fraud_warning", before),
  };
}
