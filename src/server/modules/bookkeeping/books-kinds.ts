import { booksChangeKinds } from "#core/contracts/books-changes.ts";
import { money } from "#core/money.ts";
import { type BooksKind, type CommandKinds, comparePrediction } from "../commands/index.ts";
import { decideOverride, policyInForce } from "../policies/index.ts";
import { findLegsOfCommand } from "./balances.repo.ts";
import { readBooksPreview, readChange } from "./books-params.ts";
import { factsOfChange, storedStake } from "./stake.ts";
import { workOf } from "./works.ts";

/** How the shared life of commands handles each change of the books. */
export const bookkeepingKinds: CommandKinds = Object.fromEntries(
  booksChangeKinds.map((kind) => [kind, booksKind(kind)]),
);

function booksKind(kind: string): BooksKind {
  return {
    kind,
    effect: "books",
    async judge(tx, scope, command, { role, now }) {
      const change = readChange(command);
      const { stale, exceptions } = await workOf(change).standing(tx, scope, command, change, now);
      const stood = {
        kind: change.kind,
        role,
        atStake: storedStake(command),
        amount: money(command.amount, command.currency),
        exceptions,
        stale,
      };
      const facts = await factsOfChange(tx, scope, stood, now);
      return decideOverride(await policyInForce(tx, scope), facts);
    },
    // What a change of the books rests on is part of its preview, and `judge` says when it is no longer so.
    basis: () => Promise.resolve([]),
    async release(tx, scope, command) {
      const change = readChange(command);
      await workOf(change).release(tx, scope, command, change);
    },
    async execute(tx, runtime, command) {
      const change = readChange(command);
      return { objectId: await workOf(change).execute(tx, runtime, command, change) };
    },
    async describe(runtime, _actor, command) {
      const books = readBooksPreview(command);
      const posted = await findLegsOfCommand(runtime.db.prisma, runtime.scope, command.id);
      return {
        preview: { of: "books", books },
        prediction: comparePrediction(books.postings, posted),
      };
    },
  };
}
