import type { AuditAction } from "#core/audit-actions.ts";
import type { Canonical } from "#core/canonical-json.ts";
import type { BooksPreview } from "#core/contracts/books-changes.ts";
import type { Control } from "#core/contracts/operations.ts";
import type { Money } from "#core/money.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { CommandRow } from "../commands/index.ts";

/** What taking a stop off, or declaring that Stripe made nothing, is about: worked out before anybody judges it. */
export interface ControlPlan {
  readonly target: { readonly type: string; readonly id: string };
  /** What lists show: what is at stake, or zero. */
  readonly amount: Money;
  readonly base: { readonly amount: bigint | null; readonly currency: string };
  readonly title: string;
  readonly href: string;
  readonly facts: BooksPreview["facts"];
  /** What it rests on and what it does; the preview is bound to it. */
  readonly effect: { readonly [key: string]: Canonical };
}

/** What differs between the two kinds. Their commands live as every other does. */
export interface ControlWork<C extends Control = Control> {
  readonly audit: AuditAction;
  /** Works it out. Throws NOT_FOUND, and CONTROL_REFUSED with `why` where it cannot be asked for. */
  plan(tx: Transaction, runtime: Runtime, control: C): Promise<ControlPlan>;
  /** Why what it rests on is no longer so, in a sentence; null while it is. */
  standing(tx: Transaction, runtime: Pick<Runtime, "scope">, control: C): Promise<string | null>;
  /** Does it, in the executor's transaction. Out: what it was done to. Throws CONTROL_REFUSED. */
  execute(tx: Transaction, runtime: Runtime, command: CommandRow, control: C): Promise<string>;
}
