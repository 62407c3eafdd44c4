import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEvidence, type Evidence, evidenceHash } from "#server/modules/commands/index.ts";
import { signedEvidence } from "#tests/support/signed-evidence.ts";
import type { KeyKind, Oddity } from "#tests/support/software-authenticator.ts";

const KINDS: readonly KeyKind[] = ["ES256", "RS256", "EdDSA"];
const evidence: Readonly<Record<KeyKind, Evidence>> = {
  ES256: signedEvidence("ES256"),
  RS256: signedEvidence("RS256"),
  EdDSA: signedEvidence("EdDSA"),
};

type Signed = NonNullable<Evidence["signed"]>;
const BYTES = ["publicKey", "clientData", "authenticatorData", "signature"] as const;
const TEXTS = ["message", "challenge", "origin", "rpId"] as const;

function withByte(
  kind: KeyKind,
  field: (typeof BYTES)[number],
  at: number,
  bits: number,
): Evidence {
  const signed: Signed | null = evidence[kind].signed;
  if (signed === null) throw new Error("a passkey signs");
  const changed = Buffer.from(signed[field], "base64url");
  const place = at % changed.length;
  changed.writeUInt8(changed.readUInt8(place) ^ bits, place);
  return { ...evidence[kind], signed: { ...signed, [field]: changed.toString("base64url") } };
}

function withCharacter(kind: KeyKind, field: (typeof TEXTS)[number], at: number): Evidence {
  const text = evidence[kind][field];
  const place = at % text.length;
  const other = text.charAt(place) === "x" ? "y" : "x";
  return { ...evidence[kind], [field]: text.slice(0, place) + other + text.slice(place + 1) };
}

describe("the evidence of an approval", () => {
  it.each(KINDS)("holds as it was signed with %s", (kind) => {
    expect(checkEvidence(evidence[kind])).toBeNull();
  });

  it("fails with any byte of what was signed, with what, or by whom changed", () => {
    const change = fc.tuple(
      fc.constantFrom(...KINDS),
      fc.constantFrom(...BYTES),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
    );
    fc.assert(
      fc.property(change, ([kind, field, at, bits]) => {
        expect(checkEvidence(withByte(kind, field, at, bits))).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it("fails with every single byte of a signature, a key and the authenticator's data changed", () => {
    for (const field of ["publicKey", "authenticatorData", "signature"] as const) {
      const { signed } = evidence.ES256;
      const length = Buffer.from(signed?.[field] ?? "", "base64url").length;
      for (let at = 0; at < length; at += 1)
        for (let bit = 0; bit < 8; bit += 1)
          expect([
            field,
            at,
            bit,
            checkEvidence(withByte("ES256", field, at, 1 << bit)),
          ]).not.toEqual([field, at, bit, null]);
    }
  });

  it("fails with the key's point spelled in the hybrid form of X9.62", () => {
    const POINT_AT = 26;
    const { signed } = evidence.ES256;
    const isOdd = (Buffer.from(signed?.publicKey ?? "", "base64url").at(-1) ?? 0) & 1;
    const hybrid = withByte("ES256", "publicKey", POINT_AT, 0x04 ^ (0x06 | isOdd));
    expect(checkEvidence(hybrid)).toBe("key unreadable");
  });

  it("fails with any character of the message, the challenge or the address changed", () => {
    const change = fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom(...TEXTS), fc.nat());
    fc.assert(
      fc.property(change, ([kind, field, at]) => {
        expect(checkEvidence(withCharacter(kind, field, at))).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, Oddity]>([
    ["signed at another address", { origin: "https://evil.example" }],
    ["signed at another address", { crossOrigin: true }],
    ["signed for another site", { rpId: "evil.example" }],
    ["person not verified", { userVerified: false }],
    ["not a signature of a passkey", { type: "webauthn.create" }],
  ])("says why: %s", (fault, oddity) => {
    expect(checkEvidence(signedEvidence("ES256", oddity))).toBe(fault);
  });

  it("of a one-time code is checked as far as it goes, and never passes for a signature", () => {
    const code: Evidence = { ...evidence.ES256, method: "totp", signed: null };
    expect(checkEvidence(code)).toBeNull();
    expect(checkEvidence({ ...code, method: "passkey" })).toBe("not a signature of a passkey");
    expect(checkEvidence({ ...evidence.ES256, method: "totp" })).toBe(
      "not a signature of a passkey",
    );
    expect(checkEvidence({ ...code, message: "{}" })).toBe("message unreadable");
  });

  it("has a hash that no field leaves as it was", () => {
    const whole = evidence.ES256;
    const { signed } = whole;
    if (signed === null) throw new Error("a passkey signs");
    const hashes = [
      evidenceHash(whole),
      ...Object.keys(whole).map((name) => evidenceHash({ ...whole, [name]: "other" })),
      ...Object.keys(signed).map((name) =>
        evidenceHash({
          ...whole,
          signed: { ...signed, [name]: name === "algorithm" ? 1 : "other" },
        }),
      ),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
