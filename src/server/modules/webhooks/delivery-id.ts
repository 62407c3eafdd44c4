/** A delivery's key: the table is partitioned by time, so an id without its instant would search every partition. */
export interface DeliveryKey {
  /** Microseconds since 1970 (UTC) at which the delivery arrived. */
  readonly receivedMicros: bigint;
  readonly id: bigint;
}

const TEXT = /^(\d{1,18})-(\d{1,18})$/;

/** `${microseconds}-${id}`: the form of a delivery's id outside the database, and of a page's cursor. */
export function deliveryIdText(key: DeliveryKey): string {
  return `${key.receivedMicros}-${key.id}`;
}

/** Reads what {@link deliveryIdText} wrote; null for anything else. */
export function parseDeliveryId(text: string): DeliveryKey | null {
  const match = TEXT.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { receivedMicros: BigInt(match[1]), id: BigInt(match[2]) };
}
