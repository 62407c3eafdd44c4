/** What authenticators write: integers, bytes, text and maps (RFC 8949, definite lengths). */
export type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>;

/** The CBOR bytes of a value, in the order in which its maps were made. */
export function cbor(value: Cbor): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") {
    const text = Buffer.from(value);
    return Buffer.concat([head(3, text.length), text]);
  }
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const items = [...value].flatMap(([key, item]) => [cbor(key), cbor(item)]);
  return Buffer.concat([head(5, value.size), ...items]);
}

const ONE_BYTE = 24;
const TWO_BYTES = 25;

function head(major: number, argument: number): Buffer {
  const type = major << 5;
  if (argument < ONE_BYTE) return Buffer.from([type | argument]);
  if (argument < 0x100) return Buffer.from([type | ONE_BYTE, argument]);
  return Buffer.from([type | TWO_BYTES, argument >> 8, argument & 0xff]);
}
