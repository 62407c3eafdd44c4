import type * as z from "zod/mini";
import type { AuditAction } from "#core/audit-actions.ts";
import type { Canonical } from "#core/canonical-json.ts";
import type { BasisLine } from "#core/contracts/commands.ts";
import type { OverridePreview } from "#core/contracts/overrides.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Money } from "#core/money.ts";
import type { OverrideCircumstances } from "#core/override-facts.ts";
import type { OverrideKind } from "#core/override-kinds.ts";
import type { Permission } from "#core/permissions.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type {
  OperationResult,
  StripeOperation,
} from "#server/platform/stripe/stripe-operations.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import type { CommandRow, InboxTrace, Settlement } from "../commands/index.ts";
import type { PostedJournal } from "../ledger/index.ts";

/** What the policy looks at that only the kind knows; the rest the life cycle fills in. */
type OwnCircumstances = Omit<
  OverrideCircumstances,
  "kind" | "baseCurrency" | "amountBase" | "at" | "earlier24h"
>;

/** What an override would do, worked out from the facts of now and before anybody judged it. */
export interface OverridePlan
  extends Pick<
    OverridePreview,
    "title" | "href" | "consequences" | "method" | "customerSees" | "fee" | "balance" | "postings"
  > {
  readonly target: { readonly type: string; readonly id: string };
  /** What lists show as its amount; null where no money is concerned. */
  readonly amount: Money | null;
  /** Whom it counts for, besides its requester. */
  readonly customerId: string | null;
  readonly cardFingerprint: string | null;
  readonly caseId: string | null;
  readonly circumstances: OwnCircumstances;
  /** What it rests on, in words: an approval of something else counts no more. */
  readonly basis: readonly BasisLine[];
  /** The object in the path of the request, where that is not the target. */
  readonly objectId: string | null;
  /** The exact parameters for Stripe, without `metadata.command_id`, which is added where Stripe keeps it. */
  readonly body: { readonly [key: string]: Canonical };
}

/** What a plan is worked out with; without settings where a stored command is judged again, whose request is settled. */
export type PlanRuntime = Pick<Runtime, "scope" | "clock"> & Partial<Pick<Runtime, "settings">>;

/** What differs between overrides at Stripe. The life of the command is the same for all. */
export interface OverrideWork<
  Params extends object = object,
  Operation extends StripeOperation = StripeOperation,
> {
  readonly kind: OverrideKind;
  readonly permission: Permission;
  readonly audit: AuditAction;
  /** What Stripe is asked to do. */
  operation(params: Params): Operation;
  /** Who may read the texts of the exact body, where they are personal data; absent: whoever reads the command. */
  readonly readsBody?: Permission;
  /** What is asked for, without id and note. Amounts stand under `amountMinor`, instants under `at` or `…At`. */
  readonly params: z.ZodMiniType<Params>;
  /** The reason as lists show it. */
  reasonOf(params: Params): string;
  /** Whether a note is demanded even where nobody else must sign. */
  needsNote(params: Params): boolean;
  /** When it is to be sent at the earliest (business time), where the person chose a time; null: after the usual hold. */
  notBefore(params: Params): Date | null;
  /** Whether it waits a moment in which it can be undone. False where undoing it afterwards costs nothing. */
  readonly held: boolean;
  /**
   * Works the override out with the facts of now. It is asked again at each approval and before sending; then `command` is
   * the stored one, whose own reservation must not stand against it. Throws what refuses it: NOT_FOUND and others.
   */
  plan(
    tx: Transaction,
    runtime: PlanRuntime,
    params: Params,
    command: CommandRow | null,
  ): Promise<OverridePlan>;
  /** Reserves what it needs, in the transaction of the request; absent where the one open command of the kind is enough. */
  reserve?(
    tx: Transaction,
    scope: AccountScope,
    plan: OverridePlan,
    commandId: string,
  ): Promise<void>;
  /** Gives back what `reserve` took, and whatever else the request marked. */
  release?(tx: Transaction, scope: AccountScope, command: CommandRow): Promise<void>;
  /** Looks at Stripe for what the command may have made; null when there is none. Throws when Stripe cannot be asked. */
  find(
    reader: StripeReader,
    command: CommandRow,
    params: Params,
    traces: readonly InboxTrace[],
  ): Promise<OperationResult<Operation> | null>;
  /**
   * The journal that the plan's postings are compared with, null while there is none. Absent where it is the one of a
   * balance transaction of what Stripe made.
   */
  posted?(db: Database, scope: AccountScope, command: CommandRow): Promise<PostedJournal | null>;
  /** What Stripe's object says of the command. */
  answer(object: OperationResult<Operation>): Answer;
  /** Writes the object into our mirror, through the same path that webhooks take. Absent where nothing of it is kept. */
  write?(tx: Transaction, scope: AccountScope, object: OperationResult<Operation>): Promise<void>;
  /**
   * What our mirror says became of a command that waits for news: accepted, or without a known outcome. Null while it says
   * nothing. Absent where Stripe's answer is final.
   */
  became?(tx: Transaction, scope: AccountScope, command: CommandRow): Promise<Answer | null>;
}

/** What an object of Stripe's says about the command that made or changed it. */
export type Answer = Omit<Settlement, "commandId">;
