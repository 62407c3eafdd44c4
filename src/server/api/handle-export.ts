import { startExportInput } from "#core/contracts/exports.ts";
import { DomainError } from "#core/errors.ts";
import { type CreatedExport, createExport } from "#server/modules/exports/index.ts";
import { createContext } from "./context.ts";
import { parseCookies } from "./cookies.ts";
import { recordDenial } from "./procedures.ts";

const EXPORT_PATH = "api/exports";
/** A request is a few hundred bytes. */
const MAX_FORM_BYTES = 10_000;

const refusal = (status: number, sentence: string): Response =>
  new Response(`${sentence}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });

/**
 * Sends one file. The request is a form of our own pages, so that the browser itself saves what it receives and no page
 * holds it in memory; another site's form is refused by Fetch Metadata or Origin (OWASP CSRF Prevention Cheat Sheet).
 */
export async function handleExport(request: Request): Promise<Response> {
  if (!isOwnForm(request)) return refusal(403, "Cross-site request refused.");
  const cookies = parseCookies(request.headers.get("cookie") ?? "");
  const { runtime, session } = await createContext({
    cookie: (name) => cookies.get(name),
    header: (name) => request.headers.get(name),
  });
  if (!session) return refusal(401, "Your session has ended. Sign in again.");
  const input = startExportInput.safeParse(await formOf(request));
  if (!input.success) return refusal(400, "What was asked for cannot be read.");
  try {
    const created = createExport(runtime, session.actor, input.data);
    return await fileResponse(created);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "NOT_PERMITTED") throw error;
    await recordDenial(runtime, session.actor, "export:create", EXPORT_PATH);
    return refusal(403, "Your role does not allow this export.");
  }
}

function isOwnForm(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === request.headers.get("host");
}

async function formOf(request: Request): Promise<unknown> {
  const size = Number(request.headers.get("content-length") ?? Number.POSITIVE_INFINITY);
  if (!(size <= MAX_FORM_BYTES)) return null;
  const fields = new URLSearchParams(await request.text());
  try {
    return JSON.parse(fields.get("export") ?? "") as unknown;
  } catch {
    return null;
  }
}

/** The first chunk is made before the answer begins, so that what fails at once is still an error and not an empty file. */
async function fileResponse({ id, fileName, bytes }: CreatedExport): Promise<Response> {
  const first = await bytes.next();
  return new Response(streamOf(first, bytes), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-export-id": id,
    },
  });
}

/** A chunk is made when the connection has room for it; a client that goes away ends the reading. */
function streamOf(
  first: IteratorResult<Uint8Array, void>,
  bytes: AsyncGenerator<Uint8Array, void>,
): ReadableStream<Uint8Array> {
  let ahead: IteratorResult<Uint8Array, void> | null = first;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = ahead ?? (await bytes.next());
        ahead = null;
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => {
        await bytes.return();
      },
    },
    { highWaterMark: 0 },
  );
}
