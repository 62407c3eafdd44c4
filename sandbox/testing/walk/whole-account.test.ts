import fc from "fast-check";
import { expect, inject, it } from "vitest";
import { addConnectedAccount } from "../../resources/connect/add-connected-account.ts";
import { customerWith, recurringPrice } from "../billing-account.ts";
import { brokenEvents, brokenMoney, brokenPayouts, readAccount } from "../money-invariants.ts";
import { openAccount, type TestAccount } from "../test-account.ts";
import { type Walker, walks } from "./walk-commands.ts";

const USUAL_RUNS = 8;

async function walkerOn(account: TestAccount): Promise<Walker> {
  const { world } = account.sandbox.engine;
  const facts = { country: "NL", currency: "eur", email: "s@example.com", name: "Example Seller" };
  const seller = world.store.transact(() =>
    addConnectedAccount(world, { ...facts, type: "custom", metadata: {}, complete: true }),
  );
  const { id: price } = await recurringPrice(account);
  return {
    account,
    customer: await customerWith(account, "pm_card_visa"),
    price,
    seller: seller.id,
  };
}

async function problemsOf({ account: { stripe }, seller }: Walker): Promise<string[]> {
  const state = await readAccount(stripe);
  return [
    ...brokenMoney(state),
    ...brokenMoney(await readAccount(stripe, seller)),
    ...(await brokenPayouts(stripe, state)),
    ...(await brokenEvents(stripe, state)),
  ];
}

/** `SANDBOX_WALK_RUNS=200 npx vitest run whole-account` walks more, each time by another seed, which a failure prints. */
it("adds up after any walk through all that moves money", { timeout: 600_000 }, async () => {
  const runs = inject("sandboxWalkRuns");
  const usual = { numRuns: USUAL_RUNS, seed: 20_261_120 };
  await fc.assert(
    fc.asyncProperty(walks(), async (commands) => {
      const walker = await walkerOn(await openAccount());
      await fc.asyncModelRun(() => ({ model: { payments: [], held: [] }, real: walker }), commands);
      expect(await problemsOf(walker)).toEqual([]);
    }),
    { ...(runs === null ? usual : { numRuns: runs }), endOnFailure: true },
  );
});

declare module "vitest" {
  interface ProvidedContext {
    /** How many random walks; null for the usual few. */
    sandboxWalkRuns: number | null;
  }
}
