import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import superjson from "superjson";

const STALE_MS = 5_000;

/** One query client for each browser, or for each request on the server. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: STALE_MS, retry: shouldRetry, refetchOnWindowFocus: true },
      mutations: { retry: false },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}

const MAX_RETRIES = 2;

/** A refusal is final; only a lost connection or a busy server is worth a second try. */
function shouldRetry(failures: number, error: Error): boolean {
  const data = "data" in error && typeof error.data === "object" ? error.data : null;
  if (data !== null && "retryable" in data && data.retryable === false) return false;
  return failures < MAX_RETRIES;
}
