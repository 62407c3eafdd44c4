import { receiveWebRequest } from "#server/api/webhook-intake.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** The small installation's intake of webhooks; the listener's path for others. */
export function POST(request: Request): Promise<Response> {
  return receiveWebRequest(request);
}
