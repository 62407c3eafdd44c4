import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, expectTypeOf, it } from "vitest";
import { type StoredMutation, type StripeWriter, storedMutation } from "./stripe-writer.ts";

const SRC = join(import.meta.dirname, "../../..");

describe("a mutation whose key was not stored", () => {
  it("does not compile: the compiler reads these lines, and a plain object would fail them", () => {
    type Unstored = Omit<StoredMutation, symbol> & {
      commandId: string;
      idempotencyKey: string;
      body: string;
      apiVersion: string;
      objectId: string;
    };
    const row = { commandId: "c", idempotencyKey: "k", body: "{}", apiVersion: "v", objectId: "o" };
    expectTypeOf<Unstored>().not.toExtend<StoredMutation>();
    expectTypeOf(row).not.toExtend<StoredMutation>();
    expectTypeOf<Parameters<StripeWriter["send"]>[1]>().toEqualTypeOf<StoredMutation>();
    expect(storedMutation(row)).toEqual(row);
  });

  it("cannot be declared stored but by the commands, which read it back", () => {
    const callers = readdirSync(SRC, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
      .filter((path) => /\bstoredMutation\(/.test(readFileSync(join(SRC, path), "utf8")))
      .filter((path) => path !== "server/platform/stripe/stripe-writer.ts");
    expect(callers.filter((path) => !path.startsWith("server/modules/commands/"))).toEqual([]);
  });
});
