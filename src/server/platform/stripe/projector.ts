import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "../db/database.ts";
import type { StripeObjects, StripeObjectType } from "./stripe-objects.ts";

/**
 * How a module receives one Stripe object's newest state, from a lane or from the import: always inside a transaction
 * that the caller owns, always by the one writer of that object. `project` must be repeatable (same object, same rows).
 */
export interface Projector<T extends StripeObjectType = StripeObjectType> {
  readonly objectType: T;
  project(tx: Transaction, scope: AccountScope, object: StripeObjects[T]): Promise<void>;
  /** The same for a page of different objects, in few statements: what makes an import fast. Absent where it is not needed. */
  projectPage?(
    tx: Transaction,
    scope: AccountScope,
    objects: readonly StripeObjects[T][],
  ): Promise<void>;
  /** The object no longer exists at Stripe; absent where Stripe never deletes it. */
  forget?(tx: Transaction, scope: AccountScope, objectId: string): Promise<void>;
}

/** One projector for each kind of object the console keeps. */
export type Projectors = { readonly [T in StripeObjectType]: Projector<T> };
