/** Why an event ended as it did, by the code that is kept with it. */
const REASONS: Readonly<Record<string, string>> = {
  no_projection: "The console keeps nothing of this kind",
  books_compared: "Nothing of it is kept; the books are compared with Stripe's balance",
  failed_too_often: "Applying it failed too often",
  poison: "The worker died over it",
  no_json: "The body is no JSON",
  no_event: "The body is no event",
};

/** Why the object was read from Stripe instead of taken from the event. */
const READ_REASONS: Readonly<Record<string, string>> = {
  unreliable_snapshot: "events of this kind overtake each other",
  same_second: "several events carry the same second",
  late: "the event came late",
  api_version: "the event has another API version",
  deletion: "the event tells of a deletion",
  tombstone: "the object had been deleted",
  failed_before: "applying it had failed before",
};

const READ_AGAIN = "read_from_stripe:";
const COVERED = "covered_by:";

/** In: a code such as "read_from_stripe:late". Out: a sentence without its full stop; an unknown code as it is written. */
export function reasonText(code: string): string {
  if (code.startsWith(READ_AGAIN)) {
    const why = code.slice(READ_AGAIN.length);
    return `Read from Stripe, since ${READ_REASONS[why] ?? why}`;
  }
  if (code.startsWith(COVERED)) return `Covered by the newer event ${code.slice(COVERED.length)}`;
  return REASONS[code] ?? code;
}
