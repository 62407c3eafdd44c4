import { randomBytes, randomUUID } from "node:crypto";

/** A random UUID v7: time-ordered, so that index pages stay warm. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A random id without order, for request and trace ids. */
export function newRequestId(): string {
  return randomUUID();
}

const NONCE_BYTES = 32;

/** 256 unguessable bits in base64url, for challenges. */
export function newNonce(): string {
  return randomBytes(NONCE_BYTES).toString("base64url");
}

/** A uniform random factor in [1 - spread, 1 + spread], for back-off jitter. */
export function jitter(spread: number): number {
  return 1 - spread + Math.random() * 2 * spread;
}
