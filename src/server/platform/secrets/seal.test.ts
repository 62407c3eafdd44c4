import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { open, seal } from "./seal.ts";

const key = randomBytes(32);
/** What the cipher says when the tag does not fit. */
const REFUSED = /unable to authenticate/;

describe("sealing", () => {
  it("opens with the same key and context only", () => {
    const sealed = seal(key, "stripe_call.request", "körper");
    expect(open(key, "stripe_call.request", sealed)).toBe("körper");
    expect(() => open(key, "stripe_call.response", sealed)).toThrow(REFUSED);
    expect(() => open(randomBytes(32), "stripe_call.request", sealed)).toThrow(REFUSED);
  });

  it("notices each changed byte and never repeats itself", () => {
    const sealed = seal(key, "c", "text");
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte));
      expect(() => open(key, "c", changed)).toThrow(REFUSED);
    }
    expect(Buffer.from(seal(key, "c", "text")).equals(Buffer.from(sealed))).toBe(false);
  });
});
