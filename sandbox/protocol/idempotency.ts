import { createHash } from "node:crypto";
import type { ObjectStore } from "../store/object-store.ts";
import { ApiError } from "./api-error.ts";

const MAX_KEY_LENGTH = 255;
const KEEP_MS = 24 * 3_600_000;

export interface SavedAnswer {
  readonly requestId: string;
  readonly status: number;
  readonly body: string;
}

/** What must be equal for a key to be used again: endpoint and parameters, in any order. */
export function fingerprintOf(method: string, path: string, form: string): string {
  const pairs = [...new URLSearchParams(form)]
    .map(([name, value]) => `${name}=${value}`)
    .toSorted();
  return createHash("sha256")
    .update(JSON.stringify([method, path, pairs]))
    .digest("hex");
}

/** The answer saved under the key, null for a new key. The same key with another request is refused. */
export function savedAnswer(
  store: ObjectStore,
  key: string,
  fingerprint: string,
  nowMs: number,
): SavedAnswer | null {
  if (key.length > MAX_KEY_LENGTH) {
    throw new ApiError(
      400,
      {
        type: "invalid_request_error",
        message: `Idempotency keys can be up to ${MAX_KEY_LENGTH} characters long.`,
      },
      { validation: true },
    );
  }
  store.sql("DELETE FROM idempotency WHERE created_ms < ?").run(nowMs - KEEP_MS);
  const row = store
    .sql("SELECT fingerprint, request_id, status, body FROM idempotency WHERE key = ?")
    .get(rowKey(store, key));
  if (row === undefined) return null;
  if (row["fingerprint"] !== fingerprint) {
    throw new ApiError(
      400,
      {
        type: "idempotency_error",
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      },
      { validation: true },
    );
  }
  return {
    requestId: String(row["request_id"]),
    status: Number(row["status"]),
    body: String(row["body"]),
  };
}

/** A key counts within its account: each connected account has its own. */
function rowKey(store: ObjectStore, key: string): string {
  return store.account === null ? key : `${store.account} ${key}`;
}

/** Keeps the first answer under its key, in the transaction of its effects. */
export function saveAnswer(
  store: ObjectStore,
  key: string,
  fingerprint: string,
  answer: SavedAnswer,
  nowMs: number,
): void {
  store
    .sql(
      "INSERT INTO idempotency (key, fingerprint, request_id, created_ms, status, body) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .run(rowKey(store, key), fingerprint, answer.requestId, nowMs, answer.status, answer.body);
}

/** The answer to a second request that comes while the first one with its key is still under way. */
export function keyInUse(): ApiError {
  return new ApiError(
    409,
    {
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message:
        "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through).",
    },
    { validation: true },
  );
}
