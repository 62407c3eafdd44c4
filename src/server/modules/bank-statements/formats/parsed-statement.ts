import { DomainError } from "#core/errors.ts";

export type StatementFormat = "camt" | "mt940" | "bai2" | "csv";

/** A booked line as the bank told it. Days are ISO 8601 (`2026-11-20`). */
export interface ParsedLine {
  readonly bookedOn: string;
  readonly valueOn: string;
  /** Minor units; money in is positive. */
  readonly amountMinor: bigint;
  /** The bank's own id of the line, or null where it gives none. */
  readonly bankReference: string | null;
  /** What payer or payee named it by. */
  readonly reference: string | null;
  readonly description: string;
  readonly counterparty: string | null;
  /** Everything else that the bank said, in the words of the format. */
  readonly details: Readonly<Record<string, string>>;
  /** Where it stands in the file, for people: "line 12". */
  readonly where: string;
}

export interface ParsedStatement {
  /** The bank's name of the statement. */
  readonly reference: string;
  /** IBAN or account number without spaces; null where the file does not say (CSV). */
  readonly account: string | null;
  /** Lower case, as Stripe writes it. */
  readonly currency: string;
  readonly fromDate: string | null;
  readonly toDate: string | null;
  /** Minor units; null where the file does not say. */
  readonly opening: bigint | null;
  readonly closing: bigint | null;
  readonly lines: readonly ParsedLine[];
}

/** A file stops being read here. Throws FILE_NOT_UNDERSTOOD with the format, the place and what is wrong with it. */
export function refuseFile(
  format: StatementFormat | "unknown",
  where: string,
  problem: string,
): never {
  throw new DomainError("FILE_NOT_UNDERSTOOD", { format, where, problem });
}

/** First and last booked day, or nulls without a line. */
export function spanOf(lines: readonly Pick<ParsedLine, "bookedOn">[]) {
  const days = lines.map(({ bookedOn }) => bookedOn).toSorted();
  return { fromDate: days[0] ?? null, toDate: days.at(-1) ?? null };
}

/** Spaces of any kind become one, none at the ends; an empty text is null. */
export function tidy(text: string | null | undefined): string | null {
  const tidied = (text ?? "").replaceAll(/\s+/g, " ").trim();
  return tidied === "" ? null : tidied;
}
