import { captureSubject, creditSubject } from "./override-subjects.ts";
import { refundSubject } from "./refund-subject.ts";
import type { Subject } from "./subject.ts";

/** Every kind of override that the campaign tries. */
export const subjects: readonly [Subject, ...Subject[]] = [
  refundSubject,
  creditSubject,
  captureSubject,
];

/** The kind of that name. */
export function subjectOf(kind: string): Subject {
  const found = subjects.find((subject) => subject.kind === kind);
  if (found === undefined) throw new Error(`the campaign knows no ${kind}`);
  return found;
}
