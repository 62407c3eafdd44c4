import { describe, expect, it } from "vitest";
import { eventBytes, signatureOf } from "#tests/support/signed-webhook.ts";
import { readWebhookSecrets, verifyWebhook } from "./verify-webhook.ts";

const now = new Date("2026-11-20T12:00:00Z");
const seconds = (offset: number) => new Date(now.getTime() + offset * 1000);
const bytes = eventBytes({
  id: "evt_1",
  type: "charge.succeeded",
  created: 1_790_000_000,
  object: { object: "charge", id: "ch_1" },
});
const [first] = readWebhookSecrets("whsec_a");
const [second] = readWebhookSecrets("whsec_b");
if (first === undefined || second === undefined) throw new Error("two secrets are needed");

const verify = (header: string | null, body: Uint8Array = bytes) =>
  verifyWebhook(body, header, [first, second], now);

describe("the signature of a webhook", () => {
  it("is right when Stripe's own package made it, with any of the secrets, and tells which", () => {
    expect(verify(signatureOf(bytes, now, "whsec_a"))).toEqual({
      kind: "valid",
      signedAt: now,
      secretKeyId: first.keyId,
    });
    expect(verify(signatureOf(bytes, now, "whsec_b"))).toMatchObject({
      kind: "valid",
      secretKeyId: second.keyId,
    });
    expect(first.keyId).toMatch(/^[0-9a-f]{8}$/);
    expect(first.keyId).not.toBe(second.keyId);
  });

  it("is right when one of several is: Stripe sends both while a secret is rolled", () => {
    const [time, old] = signatureOf(bytes, now, "whsec_gone").split(",");
    const fresh = signatureOf(bytes, now, "whsec_b").split(",")[1];
    expect(verify(`${time},${old},${fresh}`)).toMatchObject({ kind: "valid" });
  });

  it("is bad when a byte, the time or the secret differs, or when there is none", () => {
    const header = signatureOf(bytes, now, "whsec_a");
    expect(verify(header, Buffer.concat([bytes, Buffer.from(" ")])).kind).toBe("bad_signature");
    expect(verify(header.replace(/t=\d+/, `t=${now.getTime() / 1000 + 1}`)).kind).toBe(
      "bad_signature",
    );
    expect(verify(signatureOf(bytes, now, "whsec_c")).kind).toBe("bad_signature");
    expect(verify(header.replace("v1=", "v0=")).kind).toBe("bad_signature");
    for (const nothing of [null, "", "t=,v1=", "v1=00", "t=1"])
      expect(verify(nothing).kind).toBe("bad_signature");
  });

  it("does not take other bytes that decode to the same text", () => {
    const withMark = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    expect(verify(signatureOf(bytes, now, "whsec_a"), withMark).kind).toBe("bad_signature");
  });

  it("is too old after 300 seconds and from the future beyond 60", () => {
    expect(verify(signatureOf(bytes, seconds(-300), "whsec_a")).kind).toBe("valid");
    expect(verify(signatureOf(bytes, seconds(-301), "whsec_a")).kind).toBe("too_old");
    expect(verify(signatureOf(bytes, seconds(60), "whsec_a")).kind).toBe("valid");
    expect(verify(signatureOf(bytes, seconds(61), "whsec_a")).kind).toBe("from_future");
  });
});

describe("the list of secrets", () => {
  it("forgives white space and empty places", () => {
    expect(readWebhookSecrets(" whsec_a , whsec_b,\n").map(({ value }) => value)).toEqual([
      "whsec_a",
      "whsec_b",
    ]);
  });
});
