/**
 * The id of an intent, made once when a person opens the sheet: the browser's own secure generator, since the server must
 * not invent it (a repeated request would then be a second refund).
 */
export function newCommandId(): string {
  return globalThis.crypto.randomUUID();
}
