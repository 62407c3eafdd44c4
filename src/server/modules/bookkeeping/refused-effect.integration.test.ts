import { expect, it } from "vitest";
import { DomainError } from "#core/errors.ts";
import { useBooksDesk } from "#tests/support/books-desk.ts";
import type { CommandKinds } from "../commands/index.ts";
import { bookkeepingKinds } from "./index.ts";

const desk = useBooksDesk(new Date("2026-11-20T10:00:00Z"));

/** Adjustments that write everything and then refuse: the worst moment to change one's mind. */
function refusingAtTheEnd(): CommandKinds {
  const kind = bookkeepingKinds["ledger_adjustment"];
  if (kind?.effect !== "books") throw new Error("adjustments are made in the books");
  const execute: typeof kind.execute = async (tx, runtime, command) => {
    await kind.execute(tx, runtime, command);
    throw new DomainError("BOOKS_CHANGE_STALE", { why: "Something else changed." });
  };
  return { ...bookkeepingKinds, ledger_adjustment: { ...kind, execute } };
}

it("a change that is refused after it wrote has left nothing, and says why", async () => {
  const { ask, decide, execute, colleague, owner } = desk();
  const { breakId } = await desk().suspense(3_300);
  const eur = (amountMinor: bigint) => ({ amountMinor, currency: "eur" });
  const commandId = await ask({
    kind: "ledger_adjustment",
    breakId,
    legs: [
      { account: "X.suspense", amount: eur(3_300n) },
      { account: "I.sales", amount: eur(-3_300n) },
    ],
  });
  await decide(colleague, commandId, "approved");
  await execute(refusingAtTheEnd());
  const { prisma } = owner.db;
  expect(await prisma.journal.count({ where: { commandId } })).toBe(0);
  expect(await prisma.command.findUniqueOrThrow({ where: { id: commandId } })).toMatchObject({
    state: "failed",
    failureCode: "BOOKS_CHANGE_STALE",
    failureMessage: "Something else changed.",
  });
  const found = await prisma.ledgerBreak.findUniqueOrThrow({ where: { id: breakId } });
  expect(found.state).toBe("investigating");
});
