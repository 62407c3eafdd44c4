import { describe, expect, it } from "vitest";
import { errorOf, openAccount, paidCharge } from "../testing/test-account.ts";

describe("the clock", () => {
  it("stands still, jumps, and runs at a pace", async () => {
    const { control } = await openAccount();
    const standing = { now: "2026-03-02T10:00:00.000Z", frozen: true, speed: 1 };
    expect(await control("GET", "clock")).toEqual(standing);
    expect(await control("POST", "clock", { advanceSeconds: 90 })).toEqual({
      ...standing,
      now: "2026-03-02T10:01:30.000Z",
    });
    expect(await control("POST", "clock", { freeze: false, speed: 86_400 })).toMatchObject({
      frozen: false,
      speed: 86_400,
    });
    await expect
      .poll(async () => (await control("GET", "clock")) as { now: string })
      .toSatisfy(({ now }: { now: string }) => now > "2026-03-02T11");
  });

  it("refuses to run backwards", async () => {
    const { control } = await openAccount();
    expect(await control("POST", "clock", { advanceSeconds: -1 })).toHaveProperty("error.message");
    expect(await control("POST", "clock", { speed: 0 })).toHaveProperty("error.message");
  });

  it("fires what became due in the order it was due", async () => {
    const account = await openAccount();
    await paidCharge(account, 10_000);
    await account.advance(5 * 86_400);
    const events = await account.stripe.events.list({
      types: ["balance.available", "payout.created", "payout.updated", "payout.paid"],
    });
    expect(events.data.map(({ type }) => type).toReversed()).toEqual([
      "balance.available",
      "payout.created",
      "payout.updated",
      "payout.updated",
      "payout.paid",
    ]);
    const times = events.data.map(({ created }) => created);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});

describe("the controls", () => {
  it("tell the account and answer what they do not know", async () => {
    const { control, sandbox } = await openAccount();
    expect(await control("GET", "health")).toEqual({
      ok: true,
      failedTimers: [],
      accountId: sandbox.accountId,
      apiVersion: "2026-10-28.endive",
    });
    expect(await control("GET", "nothing")).toHaveProperty("error.message");
    const answer = await fetch(`${sandbox.url}/_sandbox/clock`, { method: "POST", body: "{" });
    expect(answer.status).toBe(400);
  });

  it("let only a waiting customer authenticate", async () => {
    const account = await openAccount();
    const { intent } = await paidCharge(account, 1_000);
    expect(
      await account.control("POST", `payment_intents/${intent.id}/authenticate`, {}),
    ).toHaveProperty("error.message");
    expect(await errorOf(account.stripe.paymentIntents.cancel(intent.id))).toMatchObject({
      statusCode: 400,
    });
  });
});
