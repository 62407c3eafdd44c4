import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Runtime } from "#server/platform/runtime.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { createPerson, readSession, signIn, signOut } from "./index.ts";

const database = useTestDatabase();
let web: Runtime;

const HOUR_MS = 3_600_000;
const person = {
  email: "Ada@Example.test",
  name: "Ada",
  role: "finance",
  password: "correct horse battery",
} as const;
const attempt = { ip: "203.0.113.7", userAgent: "test", sessionMaxMs: HOUR_MS };
const idle = { requestId: "request", ip: null, idleMs: HOUR_MS };

beforeAll(async () => {
  web = testRuntime(database(), "countersign_web");
  await createPerson(web, person);
});
afterAll(() => web.db.close());

describe("signing in", () => {
  it("opens a session that names the person, writes an audit row, and keeps no password in it", async () => {
    const session = await signIn(web, {
      ...attempt,
      email: " ada@example.test ",
      password: person.password,
    });
    expect(session).toMatchObject({ name: "Ada", role: "finance" });
    const rows = await web.db.prisma.auditEvent.findMany({
      where: { action: "session.signed-in" },
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.details).not.toContain("horse");
    const live = await readSession(web, { ...idle, sessionId: session?.sessionId ?? "" });
    expect(live?.actor).toMatchObject({ role: "finance", name: "Ada" });
  });

  it("answers the same for a wrong password and an unknown address, and records both", async () => {
    expect(
      await signIn(web, { ...attempt, email: "ada@example.test", password: "wrong" }),
    ).toBeNull();
    expect(
      await signIn(web, { ...attempt, email: "nobody@example.test", password: "wrong" }),
    ).toBeNull();
    const rows = await web.db.prisma.auditEvent.findMany({
      where: { action: "session.sign-in-failed" },
    });
    expect(rows).toHaveLength(2);
    expect(rows.every((row) => !row.resourceId.includes("@"))).toBe(true);
  });

  it("stops guessing after ten failures for one person", async () => {
    await createPerson(web, { ...person, email: "guessed@example.test" });
    const guess = { ...attempt, ip: null, email: "guessed@example.test", password: "wrong" };
    for (let n = 0; n < 10; n += 1) await signIn(web, guess);
    await expect(signIn(web, { ...guess, password: person.password })).rejects.toMatchObject({
      code: "TOO_MANY_ATTEMPTS",
    });
  });
});

describe("a session", () => {
  async function open(): Promise<{ sessionId: string; personId: string }> {
    const session = await signIn(web, {
      ...attempt,
      email: "ada@example.test",
      password: person.password,
    });
    if (!session) throw new Error("the right password was refused");
    return session;
  }

  it("ends at sign-out, once", async () => {
    const { sessionId, personId } = await open();
    await signOut(web, sessionId, personId);
    await signOut(web, sessionId, personId);
    expect(await readSession(web, { ...idle, sessionId })).toBeNull();
    expect(
      await web.db.prisma.auditEvent.count({
        where: { action: "session.signed-out", resourceId: sessionId },
      }),
    ).toBe(1);
  });

  it("ends when it was idle too long", async () => {
    const { sessionId } = await open();
    await web.db.prisma.session.update({
      where: { id: sessionId },
      data: { lastSeenAt: new Date(Date.now() - 2 * HOUR_MS) },
    });
    expect(await readSession(web, { ...idle, sessionId })).toBeNull();
  });

  it("ends at its absolute end and when its person is disabled", async () => {
    const first = await open();
    await web.db.prisma.session.update({
      where: { id: first.sessionId },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(await readSession(web, { ...idle, sessionId: first.sessionId })).toBeNull();
    const second = await open();
    await web.db.prisma.person.update({
      where: { id: second.personId },
      data: { disabledAt: new Date() },
    });
    expect(await readSession(web, { ...idle, sessionId: second.sessionId })).toBeNull();
  });
});
