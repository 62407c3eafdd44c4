import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addPayments, addPerson } from "#tests/support/review-fixtures.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { type TestClock, testClock, testRuntime } from "#tests/support/test-runtime.ts";
import { addNote } from "./add-note.ts";
import { pinNote, takeBackNote } from "./change-note.ts";
import { listNotes } from "./list-notes.ts";

const database = useTestDatabase();
const subject = { type: "payment", id: "pi_noted" } as const;
const start = new Date("2026-11-20T10:00:00Z");
const MINUTE_MS = 60_000;
let clock: TestClock;
let web: Runtime;
let worker: Runtime;
let sam: Actor;
let fin: Actor;

beforeAll(async () => {
  clock = testClock(start);
  web = testRuntime(database(), "countersign_web", { clock });
  worker = testRuntime(database(), "countersign_worker", { clock });
  sam = await addPerson(web, "support", "Sam");
  fin = await addPerson(web, "finance", "Fin");
  await addPayments(worker, [{ id: subject.id, at: start }]);
});
afterAll(() => Promise.all([web.db.close(), worker.db.close()]));
beforeEach(() => clock.set(new Date(clock.now().getTime() + 60 * MINUTE_MS)));

const add = (actor: Actor, text: string) => addNote(web, actor, { subject, text });
const textsFor = async (actor: Actor) =>
  (await listNotes(web, actor, { subject })).rows.map(({ text }) => text);
const traces = async (action: string) => {
  const events = await web.db.prisma.outboxEvent.findMany({ where: { topic: "note.changed" } });
  const rows = await web.db.prisma.auditEvent.findMany({ where: { action } });
  return { events: events.length, rows };
};

describe("a note", () => {
  it("is read by colleagues with who and when; neither log nor event hold its text", async () => {
    const before = await traces("note.added");
    await add(sam, "Called; the parcel came.");
    const { rows } = await listNotes(web, fin, { subject });
    expect(rows[0]).toMatchObject({
      text: "Called; the parcel came.",
      author: { name: "Sam", role: "support" },
      at: clock.now(),
      pinned: false,
      takeBackUntil: null,
    });
    const after = await traces("note.added");
    expect(after.events).toBe(before.events + 1);
    expect(after.rows.length).toBe(before.rows.length + 1);
    expect(JSON.stringify(after.rows)).not.toContain("parcel");
  });

  it.each(["Card 4242 4242 4242 4242", "378282246310005"])(
    "with a whole card number is not stored: %s",
    async (text) => {
      const before = await textsFor(sam);
      await expect(add(sam, text)).rejects.toMatchObject({ code: "CARD_NUMBER_IN_TEXT" });
      expect(await textsFor(sam)).toEqual(before);
    },
  );

  it("needs something to be about", async () => {
    const unknown = { type: "customer", id: "cus_nobody" } as const;
    await expect(addNote(web, sam, { subject: unknown, text: "Hm." })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("is pinned above newer ones, by anybody who may write, and let go again", async () => {
    const { id } = await add(sam, "Speaks German only.");
    clock.advance(MINUTE_MS);
    await add(sam, "Newer.");
    await pinNote(web, fin, { noteId: id, pinned: true });
    expect((await textsFor(sam))[0]).toBe("Speaks German only.");
    await pinNote(web, sam, { noteId: id, pinned: false });
    expect((await textsFor(sam))[0]).toBe("Newer.");
    expect((await traces("note.pinned")).rows.length).toBe(2);
  });
});

describe("taking a note back", () => {
  it("is its author's, for ten minutes, and leaves nothing of the text", async () => {
    const { id } = await add(sam, "Wrong customer, sorry.");
    clock.advance(10 * MINUTE_MS);
    const { rows } = await listNotes(web, sam, { subject });
    expect(rows.find((note) => note.id === id)?.takeBackUntil).toEqual(clock.now());
    await expect(takeBackNote(web, fin, { noteId: id })).rejects.toMatchObject({
      code: "NOT_PERMITTED",
    });
    await takeBackNote(web, sam, { noteId: id });
    expect(await textsFor(fin)).not.toContain("Wrong customer, sorry.");
    const row = await web.db.prisma.note.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ text: "", authorId: sam.userId, takenBackAt: clock.now() });
    await expect(takeBackNote(web, sam, { noteId: id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("is too late after that", async () => {
    const { id } = await add(sam, "It stays.");
    clock.advance(10 * MINUTE_MS + 1);
    await expect(takeBackNote(web, sam, { noteId: id })).rejects.toMatchObject({
      code: "NOTE_UNDO_TOO_LATE",
    });
    expect(await textsFor(sam)).toContain("It stays.");
  });

  it("happens once, however often it is asked at the same time", async () => {
    const { id } = await add(sam, "Twice pressed.");
    const asked = await Promise.allSettled(
      Array.from({ length: 5 }, () => takeBackNote(web, sam, { noteId: id })),
    );
    expect(asked.filter(({ status }) => status === "fulfilled").length).toBe(1);
  });
});
