import { handleExport } from "#server/api/handle-export.ts";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Sends a file of rows as it is read from the database. */
export function POST(request: Request): Promise<Response> {
  return handleExport(request);
}
