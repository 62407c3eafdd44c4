import { canonicalJson } from "#core/canonical-json.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { ParsedLine } from "./formats/parsed-statement.ts";

/** What of a line a later statement may tell differently. */
export interface LineContent {
  readonly bookedOn: string;
  readonly valueOn: string;
  readonly amountMinor: bigint;
  readonly reference: string | null;
  readonly description: string;
  readonly counterparty: string | null;
}

/** A stored line of the same account. */
export interface KnownLine extends LineContent {
  readonly id: string;
  readonly externalId: string;
}

/** What becomes of a line of a file. */
export interface PlannedLine {
  readonly line: ParsedLine;
  readonly externalId: string;
  readonly state: "new" | "known" | "amended";
  readonly known: KnownLine | null;
}

const KEY_LENGTH = 32;

/** The content of a line alone, in the order in which changes are told. */
export function contentOf(line: LineContent) {
  const { bookedOn, valueOn, amountMinor, reference, description, counterparty } = line;
  return { bookedOn, valueOn, amountMinor, reference, description, counterparty };
}

/** The hash by which two tellings of a line are compared. */
export function contentHash(line: LineContent): string {
  return sha256(canonicalJson(contentOf(line)));
}

/** The ids under which a line may be known already; `own` is made of day, amount, reference and occurrence. */
interface Candidates {
  readonly own: string;
  readonly byReference: string | null;
  readonly byReferenceAndDay: string | null;
}

function candidatesOf(lines: readonly ParsedLine[]): Candidates[] {
  const occurrences = new Map<string, number>();
  return lines.map(({ bookedOn, amountMinor, reference, bankReference }) => {
    const key = sha256(canonicalJson([bookedOn, amountMinor, reference ?? bankReference]));
    const nth = (occurrences.get(key) ?? 0) + 1;
    occurrences.set(key, nth);
    const byReference = bankReference === null ? null : `ref:${bankReference}`;
    return {
      own: `own:${key.slice(0, KEY_LENGTH)}#${nth}`,
      byReference,
      byReferenceAndDay: byReference === null ? null : `${byReference}@${bookedOn}`,
    };
  });
}

/** Every id under which lines of a file may be known already. */
export function candidateIds(lines: readonly ParsedLine[]): string[] {
  const ids = candidatesOf(lines).flatMap((one) => Object.values(one) as (string | null)[]);
  return [...new Set(ids)].filter((id) => id !== null);
}

/**
 * Tells which lines of one account's file are new, known, or known but told differently. A bank's reference names a line,
 * but banks also reuse references, or give all lines the same: so a line is only taken for a known one when day or
 * amount agree too, and a reference that stands twice in a file names nothing. Each known line is taken once.
 */
export function planLines(
  lines: readonly ParsedLine[],
  known: ReadonlyMap<string, KnownLine>,
): PlannedLine[] {
  const candidates = candidatesOf(lines);
  const references = Map.groupBy(candidates, ({ byReference }) => byReference);
  const taken = new Set<string>();
  return lines.map((line, at): PlannedLine => {
    const own = candidates[at] ?? { own: `own:${at}`, byReference: null, byReferenceAndDay: null };
    const isNamed = own.byReference !== null && references.get(own.byReference)?.length === 1;
    const before = findKnown(line, own, isNamed, (id) =>
      taken.has(id) ? undefined : known.get(id),
    );
    const externalId = before?.externalId ?? newId(own, isNamed, known, taken);
    taken.add(externalId);
    if (!before) return { line, externalId, state: "new", known: null };
    const isSame = contentHash(before) === contentHash(line);
    return { line, externalId, state: isSame ? "known" : "amended", known: before };
  });
}

function findKnown(
  line: ParsedLine,
  { own, byReference, byReferenceAndDay }: Candidates,
  isNamed: boolean,
  lookUp: (id: string) => KnownLine | undefined,
): KnownLine | undefined {
  const named = [byReference, byReferenceAndDay].flatMap((id) =>
    id === null ? [] : (lookUp(id) ?? []),
  );
  const sameDay = (one: KnownLine) => one.bookedOn === line.bookedOn;
  const sameAmount = (one: KnownLine) => one.amountMinor === line.amountMinor;
  return (
    named.find((one) => sameDay(one) && sameAmount(one)) ??
    lookUp(own) ??
    (isNamed ? named.find((one) => sameDay(one) || sameAmount(one)) : undefined)
  );
}

function newId(
  { own, byReference, byReferenceAndDay }: Candidates,
  isNamed: boolean,
  known: ReadonlyMap<string, KnownLine>,
  taken: ReadonlySet<string>,
): string {
  const isFree = (id: string | null) => id !== null && !known.has(id) && !taken.has(id);
  const named = isNamed ? [byReference, byReferenceAndDay].find(isFree) : undefined;
  return named ?? own;
}
