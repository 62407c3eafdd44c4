import { openWeb, type WebDeps } from "#server/deps/open-web.ts";

const shared = globalThis as { countersignWeb?: Promise<WebDeps> };

/**
 * The web process's dependencies: opened at the first request, shared by all of them and by every bundle of the process.
 * A failure (say, the database is away) is not kept, so that the next request tries again.
 */
export function webRuntime(): Promise<WebDeps> {
  shared.countersignWeb ??= openWeb().catch((error: unknown) => {
    delete shared.countersignWeb;
    throw error;
  });
  return shared.countersignWeb;
}
