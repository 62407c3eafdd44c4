import { describe, expect, it } from "vitest";
import { newTotpSecret, stepOfCode, totpUri } from "./totp.ts";

/** The secret of RFC 6238, appendix B, and the last six digits of its values for SHA-1. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1_000);

describe("a one-time code", () => {
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_234_567_890, "005924"],
    [20_000_000_000, "353130"],
  ])("is RFC 6238's at %s seconds", (seconds, code) => {
    expect(stepOfCode(SECRET, code, at(seconds), null)).toBe(BigInt(Math.floor(seconds / 30)));
  });

  it("counts one step early or late, not two", () => {
    const step = (seconds: number) => stepOfCode(SECRET, "005924", at(seconds), null);
    expect([-60, -30, 0, 30, 60].map((late) => step(1_234_567_890 + late) !== null)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it("counts once, and none before it counts after it", () => {
    const now = at(1_234_567_890);
    const step = stepOfCode(SECRET, "005924", now, null);
    expect(step).not.toBeNull();
    expect(stepOfCode(SECRET, "005924", now, step)).toBeNull();
    expect(stepOfCode(SECRET, "005924", now, (step ?? 0n) - 1n)).toBe(step);
  });

  it("comes from a secret of 160 bits that an app reads from an address", () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    expect(totpUri(secret, "ada@example.test")).toBe(
      `otpauth://totp/Countersign:ada%40example.test?issuer=Countersign&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
