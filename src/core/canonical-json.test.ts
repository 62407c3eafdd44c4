import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

describe("canonical JSON", () => {
  it("does not depend on the order in which keys were written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(record));
      }),
    );
  });

  it("is JSON of the same value", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.boolean(), fc.integer())),
        (record) => {
          expect(JSON.parse(canonicalJson(record))).toEqual(JSON.parse(JSON.stringify(record)));
        },
      ),
    );
  });

  it("writes bigint as a decimal string, drops undefined and refuses fractions", () => {
    expect(canonicalJson({ b: 10n, a: undefined, c: [null, "x"] })).toBe(
      '{"b":"10","c":[null,"x"]}',
    );
    expect(() => canonicalJson({ a: 0.1 })).toThrow(RangeError);
  });
});
