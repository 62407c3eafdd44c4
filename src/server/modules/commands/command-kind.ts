import type { BasisLine, CommandDetail } from "#core/contracts/commands.ts";
import type { VerdictDto } from "#core/contracts/refunds.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { MutationOutcome } from "#server/platform/stripe/outcome.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import type { StoredMutation, StripeWriter } from "#server/platform/stripe/stripe-writer.ts";
import type { CommandRow } from "./commands.repo.ts";
import type { Settlement } from "./settle-command.ts";

/**
 * What Stripe made for a command. `record` writes it in the caller's transaction, through the same path that webhooks
 * and the import take, and settles the command; repeatable. False when the object is not what the command asked for.
 */
export interface Effect {
  readonly objectId: string;
  record(tx: Transaction, scope: AccountScope): Promise<boolean>;
}

/** An object that an event in our inbox says was made by a request with the command's idempotency key. */
export interface InboxTrace {
  readonly objectType: string;
  readonly objectId: string;
}

/** What every kind says of itself. The life cycle (approval, hold, execution, evidence) is the same for all. */
interface KindBasics {
  readonly kind: string;
  /** Judges the stored command again with the facts of now. `role` is the requester's role of today. */
  judge(
    tx: Transaction,
    scope: AccountScope,
    command: CommandRow,
    circumstances: Circumstances,
  ): Promise<VerdictDto>;
  /** What the command rests on now, in words: an approval of something else counts no more. */
  basis(tx: Transaction, scope: AccountScope, command: CommandRow): Promise<readonly BasisLine[]>;
  /** Gives back what the command reserved, when it certainly will not happen. */
  release(tx: Transaction, scope: AccountScope, command: CommandRow): Promise<void>;
  /** What only this kind knows of a command's detail. */
  describe(
    runtime: Runtime,
    actor: Actor,
    command: CommandRow,
  ): Promise<Pick<CommandDetail, "preview" | "prediction">>;
}

/** A kind whose effect is at Stripe: sent with a key, and looked for when the answer is lost. */
export interface StripeKind extends KindBasics {
  readonly effect: "stripe";
  /** Sends the stored request, once. Never throws for what Stripe or the network does. */
  send(
    writer: StripeWriter,
    mutation: StoredMutation,
    command: CommandRow,
  ): Promise<MutationOutcome<Effect>>;
  /**
   * What our mirror says became of a command that was sent and has no final answer; null while it says nothing. Absent where
   * the object settles its command wherever it is taken in.
   */
  became?(
    tx: Transaction,
    scope: AccountScope,
    command: CommandRow,
  ): Promise<Omit<Settlement, "commandId"> | null>;
  /** Looks at Stripe for what the command may have made; null when there is none. Throws when Stripe cannot be asked. */
  find(
    reader: StripeReader,
    command: CommandRow,
    traces: readonly InboxTrace[],
  ): Promise<Effect | null>;
}

/** A kind whose effect is in our own books: it commits together with the command's success, or not at all. */
export interface BooksKind extends KindBasics {
  readonly effect: "books";
  /**
   * Writes what was approved, in the executor's transaction. Out: what it made. A DomainError ends the command as failed,
   * with the error's words, and undoes what was written.
   */
  execute(tx: Transaction, runtime: Runtime, command: CommandRow): Promise<{ objectId: string }>;
}

/** What differs between kinds of commands. */
export type CommandKind = StripeKind | BooksKind;

export interface Circumstances {
  readonly role: Actor["role"];
  /** Business time. */
  readonly now: Date;
}

/** Every kind of command by its name; put together by the composition root, since kinds build on this module. */
export type CommandKinds = Readonly<Record<string, CommandKind>>;
