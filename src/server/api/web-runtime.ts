import { createRuntime } from "#server/deps.ts";
import { readEnvironment } from "#server/platform/env/read-environment.ts";
import type { Environment } from "#server/platform/env/variables.ts";
import { LiveEvents } from "#server/platform/outbox/live-events.ts";
import type { Runtime } from "#server/platform/runtime.ts";

/** The web process's runtime: made at the first request, shared by all of them and by every bundle of the process. */
export interface WebRuntime {
  readonly env: Environment<"web">;
  readonly runtime: Runtime;
  readonly live: LiveEvents;
}

const shared = globalThis as { countersignWeb?: Promise<WebRuntime> };

/** Opens the runtime once; a failure (say, the database is away) is not kept, so that the next request tries again. */
export function webRuntime(): Promise<WebRuntime> {
  shared.countersignWeb ??= open().catch((error: unknown) => {
    delete shared.countersignWeb;
    throw error;
  });
  return shared.countersignWeb;
}

async function open(): Promise<WebRuntime> {
  const env = readEnvironment("web");
  const runtime = await createRuntime("web", env);
  return { env, runtime, live: new LiveEvents(runtime.db.pool) };
}
