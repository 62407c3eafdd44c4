import { readiness } from "#server/api/health.ts";

export const dynamic = "force-dynamic";

/** 200 when this process can serve people, 503 with the failing check otherwise. */
export async function GET(): Promise<Response> {
  const state = await readiness();
  return Response.json(state, {
    status: state.ready ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
