import { describe, expect, it } from "vitest";
import { openAccount } from "../../testing/test-account.ts";
import { addConnectedAccount } from "./add-connected-account.ts";

describe("an endpoint made with connect", () => {
  it("hears of connected accounts only, and others of the platform only", async () => {
    const account = await openAccount();
    const { world } = account.sandbox.engine;
    const { id } = world.store.transact(() =>
      addConnectedAccount(world, {
        type: "standard",
        country: "NL",
        currency: "eur",
        email: "seller@example.com",
        name: "Example Seller",
        metadata: {},
        complete: true,
      }),
    );
    const url = "http://127.0.0.1:9/hook";
    const events = ["customer.created"] as const;
    const plain = await account.stripe.webhookEndpoints.create({
      url,
      enabled_events: [...events],
    });
    const connect = await account.stripe.webhookEndpoints.create({
      url,
      enabled_events: [...events],
      connect: true,
    });
    await account.stripe.customers.create({ name: "Ours" });
    await account.stripe.customers.create({ name: "Theirs" }, { stripeAccount: id });
    const told = world.store
      .sql(
        "SELECT d.endpoint, e.account FROM delivery d JOIN event e ON e.id = d.event ORDER BY d.seq",
      )
      .all();
    expect(told.map((row) => [row["endpoint"], row["account"]])).toEqual([
      [plain.id, null],
      [connect.id, id],
    ]);
  });
});
