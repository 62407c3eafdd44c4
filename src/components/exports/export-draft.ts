import {
  EVERY_DAY,
  EXPORT_FORMATS,
  type ExportKind,
  type ExportRequest,
  exportRequestSchema,
  type ListedExport,
} from "#core/contracts/exports.ts";

/** A list as somebody has it on screen: what it is filtered by, and how that reads. */
export interface ShownList {
  readonly list: ListedExport;
  readonly words: readonly string[];
}

/** The filters that a list is asked for with, as an export carries them: without their page, instants as text. */
export function withoutPage<Input extends { cursor?: string; from?: Date; to?: Date }>({
  cursor: _,
  from,
  to,
  ...filters
}: Input) {
  return {
    ...filters,
    ...(from === undefined ? {} : { from: from.toISOString() }),
    ...(to === undefined ? {} : { to: to.toISOString() }),
  };
}

/** What a person has chosen so far; an empty `currency` stands for all of them, `list` for the rows on screen and no others. */
export type ExportDraft = Omit<ExportRequest, "currency" | "list"> & {
  readonly currency: string;
  readonly list: ListedExport | null;
};

/** First and last day, both inside, UTC. */
export type Span = Pick<ExportRequest, "from" | "to">;

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The spans one asks for most, at an instant. */
export function usualSpans(nowMs: number): readonly { label: string; span: Span }[] {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const lastMonth = {
    from: dayText(Date.UTC(year, month - 1, 1)),
    to: dayText(Date.UTC(year, month, 0)),
  };
  const today = dayText(nowMs);
  return [
    { label: "This month", span: { from: dayText(Date.UTC(year, month, 1)), to: today } },
    { label: "Last month", span: lastMonth },
    { label: "This year", span: { from: dayText(Date.UTC(year, 0, 1)), to: today } },
  ];
}

/** Where the choice starts: what is on screen, or else everything of this month, as plain CSV. */
export function firstDraft(
  kind: ExportKind,
  nowMs: number,
  list: ListedExport | null = null,
): ExportDraft {
  const [thisMonth] = usualSpans(nowMs);
  return {
    kind,
    format: "csv",
    from: thisMonth?.span.from ?? "",
    to: thisMonth?.span.to ?? "",
    detail: "lines",
    currency: "",
    taxRate: "Tax Exempt",
    byteOrderMark: false,
    list,
  };
}

/** The choice that was made for a file that left before. */
export function draftOf({ currency = "", list, ...rest }: ExportRequest): ExportDraft {
  return { ...rest, currency, list: list ?? null };
}

/** Where the format changes: systems want one currency a file, and people want days rather than legs in them. */
export function withFormat(
  draft: ExportDraft,
  format: ExportRequest["format"],
  baseCurrency: string,
): ExportDraft {
  const { oneCurrency } = EXPORT_FORMATS[format];
  return {
    ...draft,
    format,
    detail: format === "csv" ? draft.detail : "daily",
    currency: oneCurrency && draft.currency === "" ? baseCurrency : draft.currency,
  };
}

/** The request, or null while it cannot be one: a day is missing, or the last lies before the first. */
export function requestOf({ list, currency, ...rest }: ExportDraft): ExportRequest | null {
  const { kind, byteOrderMark } = rest;
  const request = exportRequestSchema.safeParse(
    list === null
      ? { ...rest, ...(currency === "" ? {} : { currency }) }
      : { kind, byteOrderMark, list, ...EVERY_DAY },
  );
  return request.success ? request.data : null;
}
