import {
  EXPORT_FORMATS,
  type ExportKind,
  type ExportRequest,
  exportRequestSchema,
} from "#core/contracts/exports.ts";

/** What a person has chosen so far; an empty `currency` stands for all of them. */
export type ExportDraft = Omit<ExportRequest, "currency"> & { readonly currency: string };

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

/** Where the choice starts: this month, everything, as plain CSV. */
export function firstDraft(kind: ExportKind, nowMs: number): ExportDraft {
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
  };
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
export function requestOf({ currency, ...rest }: ExportDraft): ExportRequest | null {
  const request = exportRequestSchema.safeParse({
    ...rest,
    ...(currency === "" ? {} : { currency }),
  });
  return request.success ? request.data : null;
}
