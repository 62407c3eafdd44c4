import { initTRPC } from "@trpc/server";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { appRouter } from "#server/api/root.ts";
import {
  proceduresOf,
  withoutAudit,
  withoutOutput,
  withoutPermission,
} from "./procedure-metadata.ts";

const t = initTRPC.meta<{ permission?: string; audit?: string }>().create();
const done = () => true;
const careless = proceduresOf(
  t.router({
    good: t.procedure
      .meta({ permission: "refund:request", audit: "refund.requested" })
      .output(z.boolean())
      .mutation(done),
    nested: t.router({
      open: t.procedure.output(z.boolean()).query(done),
      misspelt: t.procedure.meta({ permission: "refund:ask" }).output(z.boolean()).query(done),
      silent: t.procedure.meta({ permission: "refund:request" }).output(z.boolean()).mutation(done),
      loose: t.procedure.meta({ permission: "refund:request" }).query(done),
    }),
  }),
);
const procedures = proceduresOf(appRouter);

describe("the procedures of the router", () => {
  it("would be found out if they were careless", () => {
    expect(careless.length).toBe(5);
    expect(withoutPermission(careless)).toEqual(["nested.open", "nested.misspelt"]);
    expect(withoutAudit(careless)).toEqual(["nested.silent"]);
    expect(withoutOutput(careless)).toEqual(["nested.loose"]);
  });

  it("are found at all, mutations among them", () => {
    expect(procedures.length).toBeGreaterThan(10);
    expect(procedures.filter(({ type }) => type === "mutation").length).toBeGreaterThan(3);
  });

  it("each demand a permission of the table", () => {
    expect(withoutPermission(procedures)).toEqual([]);
  });

  it("name an audit action where they change something", () => {
    expect(withoutAudit(procedures)).toEqual([]);
  });

  it("declare what they return, so that no row slips out with it", () => {
    expect(withoutOutput(procedures)).toEqual([]);
  });
});
