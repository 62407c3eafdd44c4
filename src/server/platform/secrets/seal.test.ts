import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { open, seal } from "./seal.ts";

const key = randomBytes(32);

describe("sealing", () => {
  it("opens with the same key and context only", () => {
    const sealed = seal(key, "stripe_call.request", "körper");
    expect(open(key, "stripe_call.request", sealed)).toBe("körper");
    expect(() => open(key, "stripe_call.response", sealed)).toThrow();
    expect(() => open(randomBytes(32), "stripe_call.request", sealed)).toThrow();
  });

  it("notices each changed byte and never repeats itself", () => {
    const sealed = seal(key, "c", "text");
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte));
      expect(() => open(key, "c", changed)).toThrow();
    }
    expect(Buffer.from(seal(key, "c", "text")).equals(Buffer.from(sealed))).toBe(false);
  });
});
