import { createHash } from "node:crypto";
import type { ExportRequest } from "#core/contracts/exports.ts";
import { DomainError } from "#core/errors.ts";
import { grantOf, isPermitted } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit, systemActor } from "../audit/index.ts";
import { BYTE_ORDER_MARK } from "./csv-encoding.ts";
import { exportFileName } from "./export-file-name.ts";
import { sourceOf } from "./export-sources.ts";
import { endExport, insertExport, prolongExport } from "./exports.repo.ts";

/** A file that is ready to be sent. */
export interface CreatedExport {
  readonly id: string;
  readonly fileName: string;
  /** The bytes, made as they are asked for. Ending the iteration early ends the export as broken. */
  readonly bytes: AsyncGenerator<Uint8Array, void>;
}

/** Who exports: a person, or null for the command line of the installation. */
type Exporter = Actor | null;

/** What was sent so far. */
interface Sent {
  rows: bigint;
  bytes: bigint;
  readonly hash: ReturnType<typeof createHash>;
}

/**
 * Makes a file out of `request`, streaming: rows are read when bytes are asked for, a batch at a time. `export.started` is
 * written before the first byte; `export.finished` after the last, or when it broke off, with what was sent by then.
 * Throws NOT_PERMITTED when the role may not export, or may not see what the file is made of.
 */
export function createExport(
  runtime: Runtime,
  by: Exporter,
  { id, request }: { readonly id: string; readonly request: ExportRequest },
): CreatedExport {
  const permission = missingPermission(by, request);
  if (permission !== null) throw new DomainError("NOT_PERMITTED", { permission });
  return {
    id,
    fileName: exportFileName(runtime.scope, request),
    bytes: sendExport(runtime, by, id, request),
  };
}

/** The permission that a person lacks for an export, or null. */
export function missingPermission(by: Exporter, request: ExportRequest) {
  const needed = ["export:create", sourceOf(request).permission] as const;
  return needed.find((permission) => by !== null && !isPermitted(by.role, permission)) ?? null;
}

/** Whether columns about customers are in the person's files: a `limited` grant is one without personal data. */
export function mayExportPersonalData(by: Exporter): boolean {
  if (by === null) return false;
  return (
    grantOf(by.role, "export:create") === "allowed" &&
    isPermitted(by.role, "personal-data:read-masked")
  );
}

async function* sendExport(
  runtime: Runtime,
  by: Exporter,
  id: string,
  request: ExportRequest,
): AsyncGenerator<Uint8Array, void> {
  const sent: Sent = { rows: 0n, bytes: 0n, hash: createHash("sha256") };
  const count = (text: string, rows: number): Uint8Array => {
    const chunk = Buffer.from(text, "utf8");
    sent.rows += BigInt(rows);
    sent.bytes += BigInt(chunk.byteLength);
    sent.hash.update(chunk);
    return chunk;
  };
  await start(runtime, by, id, request);
  const stopBeating = keepAlive(runtime, id);
  let state: "finished" | "broken" = "broken";
  try {
    if (request.byteOrderMark) yield count(BYTE_ORDER_MARK, 0);
    const lines = sourceOf(request).lines(runtime, request, mayExportPersonalData(by));
    for await (const { text, rows } of lines) yield count(text, rows);
    state = "finished";
  } finally {
    stopBeating();
    await end(runtime, by, id, { request, sent, state });
  }
}

/** How long an export counts as being sent without a word of its process: real time. */
const ALIVE_MS = 60_000;
const BEATS_AN_ALIVE = 4;

const aliveUntil = ({ clock }: Runtime): Date => new Date(clock.realNow().getTime() + ALIVE_MS);

/** A slow client may take minutes for a batch: the process beats by itself. What a beat missed, the next one makes up. */
function keepAlive(runtime: Runtime, id: string): () => void {
  const timer = setInterval(() => {
    prolongExport(runtime.db, id, aliveUntil(runtime)).catch((error: unknown) =>
      runtime.log.warn({ err: error, id }, "export not prolonged"),
    );
  }, ALIVE_MS / BEATS_AN_ALIVE);
  timer.unref();
  return () => clearInterval(timer);
}

async function start(
  runtime: Runtime,
  by: Exporter,
  id: string,
  request: ExportRequest,
): Promise<void> {
  const { kind, format } = request;
  await runtime.db.transaction(async (tx) => {
    await insertExport(tx, runtime.scope, {
      id,
      kind,
      format,
      filters: storable(request),
      requestedBy: by?.userId ?? null,
      requestedAt: runtime.clock.now(),
      aliveUntil: aliveUntil(runtime),
    });
    await recordAudit(tx, {
      actor: auditActor(by),
      action: "export.started",
      result: "done",
      resource: { type: "export", id },
      details: storable(request),
    });
  });
}

type Storable =
  | string
  | boolean
  | null
  | readonly Storable[]
  | { readonly [key: string]: Storable };

/** As JSON holds it: what was left open is not there. */
function storable(request: ExportRequest): { [key: string]: Storable } {
  return {
    currency: null,
    ...(JSON.parse(JSON.stringify(request)) as { [key: string]: Storable }),
  };
}

interface End {
  readonly request: ExportRequest;
  readonly sent: Sent;
  readonly state: "finished" | "broken";
}

async function end(runtime: Runtime, by: Exporter, id: string, { request, sent, state }: End) {
  const { rows, bytes, hash } = sent;
  const sha256 = hash.digest("hex");
  await runtime.db.transaction(async (tx) => {
    const finishedAt = runtime.clock.now();
    if (!(await endExport(tx, id, { state, finishedAt, rows, bytes, sha256 }))) return;
    await recordAudit(tx, {
      actor: auditActor(by),
      action: "export.finished",
      result: state === "finished" ? "done" : "failed",
      resource: { type: "export", id },
      details: {
        kind: request.kind,
        format: request.format,
        rows: rows.toString(),
        bytes: bytes.toString(),
        sha256,
      },
    });
  });
}

function auditActor(by: Exporter) {
  return by === null ? systemActor("installer") : personActor(by);
}
