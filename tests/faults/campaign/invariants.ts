import { booksAgree, nothingDoubled, nothingLost } from "./effect-invariants.ts";
import type { Evidence } from "./evidence.ts";
import {
  neverOverdrawn,
  neverReleasedEarly,
  reservationsAreWhatIsOpen,
} from "./reservation-invariants.ts";
import {
  attemptsEnd,
  calledOffIsNeverSent,
  neverSentLate,
  oneKeyOneBody,
  signedBeforeSent,
} from "./sending-invariants.ts";
import { auditedOnce, endsSomewhere, listedEdgesOnly } from "./state-invariants.ts";
import type { Invariant, Violation } from "./violation.ts";

/** What must hold after every run, whatever happened in it. */
const INVARIANTS: readonly Invariant[] = [
  nothingDoubled,
  nothingLost,
  booksAgree,
  endsSomewhere,
  listedEdgesOnly,
  auditedOnce,
  oneKeyOneBody,
  neverSentLate,
  calledOffIsNeverSent,
  signedBeforeSent,
  attemptsEnd,
  reservationsAreWhatIsOpen,
  neverOverdrawn,
  neverReleasedEarly,
];

/** Every violation of every invariant. */
export function violationsIn(evidence: Evidence): Violation[] {
  return INVARIANTS.flatMap((holds) => holds(evidence));
}
