import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "#core/errors.ts";
import { isPermitted } from "#core/permissions.ts";
import { ROLES, type Role } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { LiveEvents } from "#server/platform/outbox/live-events.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import type { Context } from "./context.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory, type ProcedureMeta } from "./trpc.ts";

const database = useTestDatabase();
const createCaller = createCallerFactory(appRouter);
const paths = Object.keys(appRouter._def.procedures);
let web: Runtime;
let live: LiveEvents;

beforeAll(() => {
  web = testRuntime(database(), "countersign_web");
  live = new LiveEvents(web.db.pool);
});
afterAll(async () => {
  await live.close();
  await web.db.close();
});

function contextOf(role: Role | null): Context {
  const session =
    role === null
      ? null
      : {
          actor: {
            userId: newId(),
            name: role,
            role,
            sessionId: newId(),
            requestId: newId(),
            ip: null,
          },
          email: `${role}@example.test`,
          timeZone: "UTC",
        };
  return {
    runtime: web,
    live,
    session,
    requestId: newId(),
    isSessionAlive: () => Promise.resolve(false),
  };
}

function metaOf(path: string): ProcedureMeta {
  const all: unknown = appRouter._def.procedures;
  const procedures = all as Record<string, { _def: { meta?: ProcedureMeta } }>;
  return procedures[path]?._def.meta ?? {};
}

/** Calls a procedure without any input: what a permitted role gets is a complaint about that at most. */
async function refusalOf(path: string, role: Role | null): Promise<string | null> {
  const abort = new AbortController();
  abort.abort();
  const caller: unknown = path
    .split(".")
    .reduce<unknown>(
      (node, key) => (node as Record<string, unknown>)[key],
      createCaller(contextOf(role), { signal: abort.signal }),
    );
  try {
    await (caller as () => Promise<unknown>)();
    return null;
  } catch (error) {
    if (error instanceof TRPCError && error.cause instanceof DomainError) return error.cause.code;
    return error instanceof TRPCError ? error.code : String(error);
  }
}

describe("the router", () => {
  it("has procedures to walk", () => expect(paths.length).toBeGreaterThan(10));

  it.each(paths)("%s is closed to nobody", async (path) => {
    expect(await refusalOf(path, null)).toBe("SIGNED_OUT");
  });

  it.each(paths.flatMap((path) => ROLES.map((role) => [path, role] as const)))(
    "%s as %s follows the table",
    async (path, role) => {
      const { permission } = metaOf(path);
      if (!permission) throw new Error(`${path} names no permission`);
      const denied = () =>
        web.db.prisma.auditEvent.count({
          where: { action: "permission.denied", resourceId: path, actorRole: role },
        });
      const before = await denied();
      const refusal = await refusalOf(path, role);
      if (isPermitted(role, permission)) {
        expect(refusal).not.toBe("NOT_PERMITTED");
        expect(refusal).not.toBe("SIGNED_OUT");
        expect(await denied()).toBe(before);
      } else {
        expect(refusal).toBe("NOT_PERMITTED");
        expect(await denied()).toBe(before + 1);
      }
    },
  );
});
