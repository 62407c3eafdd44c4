import { describe, expect, it } from "vitest";
import type { DomainError } from "#core/errors.ts";
import { useBooksDesk } from "#tests/support/books-desk.ts";
import { assignBreak, handBackBreak, investigateBreak, noteOnBreak } from "./work-on-break.ts";

const desk = useBooksDesk(new Date("2026-11-20T10:00:00Z"));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );
const breakOf = (id: string) =>
  desk().owner.db.prisma.ledgerBreak.findUniqueOrThrow({ where: { id } });

describe("work on a break", () => {
  it("goes from hand to hand, and each step is told with who took it", async () => {
    const { web, owner, finance, colleague } = desk();
    const { breakId } = await desk().suspense(900);
    await assignBreak(web, finance, { breakId, version: 1, personId: colleague.userId });
    expect(await breakOf(breakId)).toMatchObject({ state: "assigned", ownerId: colleague.userId });
    await investigateBreak(web, colleague, { breakId, version: 2 });
    await noteOnBreak(web, colleague, { breakId, version: 3, note: "asked Stripe" });
    expect(await breakOf(breakId)).toMatchObject({ state: "investigating", version: 4 });
    await assignBreak(web, colleague, { breakId, version: 4, personId: finance.userId });
    expect(await breakOf(breakId)).toMatchObject({
      state: "investigating",
      ownerId: finance.userId,
    });
    await handBackBreak(web, finance, { breakId, version: 5, note: "on leave" });
    expect(await breakOf(breakId)).toMatchObject({ state: "open", ownerId: null });
    const steps = await owner.db.prisma.breakStep.findMany({
      where: { breakId },
      orderBy: { id: "asc" },
    });
    expect(steps.map(({ step, personId, note }) => [step, personId, note])).toEqual([
      ["opened", null, null],
      ["assigned", finance.userId, expect.stringContaining("Given to")],
      ["investigated", colleague.userId, null],
      ["noted", colleague.userId, "asked Stripe"],
      ["noted", colleague.userId, expect.stringContaining("Given to")],
      ["returned", finance.userId, "on leave"],
    ]);
    const audit = await owner.db.prisma.auditEvent.count({ where: { resourceId: breakId } });
    expect(audit).toBe(steps.length);
  });

  it("of two at once takes one", async () => {
    const { web, finance, colleague } = desk();
    const { breakId } = await desk().suspense(900);
    const answers = await Promise.all([
      codeOf(investigateBreak(web, finance, { breakId, version: 1 })),
      codeOf(investigateBreak(web, colleague, { breakId, version: 1 })),
    ]);
    expect(answers.toSorted()).toEqual(["BREAK_VERSION_CONFLICT", "done"]);
  });

  it("is not given to who may not do it", async () => {
    const { web, finance, manager } = desk();
    const { breakId } = await desk().suspense(900);
    const given = assignBreak(web, finance, { breakId, version: 1, personId: manager.userId });
    expect(await codeOf(given)).toBe("INVALID_INPUT");
  });

  it("rests while a change waits for its signature, but for notes", async () => {
    const { web, finance, colleague, ask } = desk();
    const { breakId } = await desk().suspense(900);
    await ask({ kind: "ledger_write_off", breakId });
    const { version } = await breakOf(breakId);
    expect(await codeOf(investigateBreak(web, colleague, { breakId, version }))).toBe(
      "BOOKS_CHANGE_STALE",
    );
    expect(await codeOf(handBackBreak(web, finance, { breakId, version }))).toBe(
      "BOOKS_CHANGE_STALE",
    );
    expect(await codeOf(noteOnBreak(web, colleague, { breakId, version, note: "ok" }))).toBe(
      "done",
    );
  });

  it("is over once a run no longer finds the break", async () => {
    const { web, owner, finance } = desk();
    const { breakId } = await desk().suspense(900);
    await owner.db.prisma.ledgerBreak.update({
      where: { id: breakId },
      data: { state: "resolved", resolvedAt: new Date() },
    });
    expect(await codeOf(investigateBreak(web, finance, { breakId, version: 1 }))).toBe(
      "BREAK_RESOLVED",
    );
    expect(await codeOf(noteOnBreak(web, finance, { breakId, version: 1, note: "x" }))).toBe(
      "BREAK_RESOLVED",
    );
  });
});
