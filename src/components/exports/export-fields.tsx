"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioList, SegmentedControl } from "#components/ui/segmented-control.tsx";
import { EXPORT_FORMATS, EXPORT_KINDS, type ExportFormat } from "#core/contracts/exports.ts";
import { useTRPC } from "#trpc/client.tsx";
import { type ExportDraft, type ShownList, usualSpans, withFormat } from "./export-draft.ts";

const FORMAT_HINTS: Readonly<Record<ExportFormat, string>> = {
  csv: "For spreadsheets and other programs",
  quickbooks: "Journal entries of one currency",
  xero: "Manual journals of one currency, 300 lines a file",
  netsuite: "Journal entries for the import assistant",
};

interface ExportFieldsProps {
  draft: ExportDraft;
  nowMs: number;
  onChange: (draft: ExportDraft) => void;
}

interface RowsFieldProps extends Pick<ExportFieldsProps, "draft" | "onChange"> {
  shown: ShownList;
}

/** Whether the file holds what is on screen, or days that are chosen here. */
export function RowsField({ draft, shown, onChange }: RowsFieldProps) {
  const filters = shown.words.length === 0 ? "No filter: all there are" : shown.words.join(" · ");
  return (
    <RadioList
      choices={[
        { value: "shown", label: "As on screen", hint: filters },
        {
          value: "days",
          label: "Of days that you choose",
          hint: "Whatever the list is filtered by",
        },
      ]}
      label="Rows"
      onChange={(rows) =>
        onChange({ ...draft, format: "csv", list: rows === "shown" ? shown.list : null })
      }
      value={draft.list === null ? "days" : "shown"}
    />
  );
}

/** What can be chosen of an export: of days their span, format and how fine; of what is on screen how it is written. */
export function ExportFields(props: ExportFieldsProps) {
  const { draft, onChange } = props;
  return (
    <>
      {draft.list === null ? <DaysFields {...props} /> : null}
      {draft.format === "csv" ? (
        <Checkbox
          checked={draft.byteOrderMark}
          label="Mark as UTF-8 for Excel"
          onChange={(event) => onChange({ ...draft, byteOrderMark: event.target.checked })}
        />
      ) : null}
    </>
  );
}

function DaysFields({ draft, nowMs, onChange }: ExportFieldsProps) {
  const trpc = useTRPC();
  const choices = useQuery(trpc.exports.choices.queryOptions()).data;
  const { formats } = EXPORT_KINDS[draft.kind];
  return (
    <>
      {formats.length > 1 ? (
        <RadioList
          choices={formats.map((value) => ({
            value,
            label: EXPORT_FORMATS[value].title,
            hint: FORMAT_HINTS[value],
          }))}
          label="Format"
          onChange={(format) => onChange(withFormat(draft, format, choices?.baseCurrency ?? "eur"))}
          value={draft.format}
        />
      ) : null}
      <SpanFields draft={draft} nowMs={nowMs} onChange={onChange} />
      {draft.kind === "journals" ? <DetailField draft={draft} onChange={onChange} /> : null}
      <CurrencyField currencies={choices?.currencies ?? []} draft={draft} onChange={onChange} />
      {draft.format === "xero" ? (
        <Field hint="As it is spelt in Xero's tax settings" label="Tax rate without tax">
          {(control) => (
            <Input
              {...control}
              onChange={(event) => onChange({ ...draft, taxRate: event.target.value })}
              value={draft.taxRate}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}

function SpanFields({ draft, nowMs, onChange }: ExportFieldsProps) {
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-1">
        {usualSpans(nowMs).map(({ label, span }) => (
          <Button key={label} onClick={() => onChange({ ...draft, ...span })} size="sm">
            {label}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Field label="From">
          {(control) => (
            <Input
              {...control}
              onChange={(event) => onChange({ ...draft, from: event.target.value })}
              type="date"
              value={draft.from}
            />
          )}
        </Field>
        <Field error={draft.to < draft.from ? "Before the first day" : undefined} label="To">
          {(control) => (
            <Input
              {...control}
              onChange={(event) => onChange({ ...draft, to: event.target.value })}
              type="date"
              value={draft.to}
            />
          )}
        </Field>
      </div>
      <p className="text-meta text-muted-foreground">
        {SPAN_WORDS[draft.kind]}; both included, UTC
      </p>
    </div>
  );
}

/** By which of its times a row belongs to the span. */
const SPAN_WORDS: Readonly<Record<ExportDraft["kind"], string>> = {
  journals: "Days of accounting",
  "trial-balance": "Days of accounting: opening, movement and closing",
  "balance-transactions": "Days of creation",
  payments: "Days of creation",
  payouts: "Days of arrival at the bank",
  "payout-lines": "Days of arrival at the bank",
  breaks: "Breaks open on any of these days",
  reconciliations: "Days for which was reconciled",
  "bank-lines": "Value dates",
  "bulk-rows": "Days on which bulks began",
};

function DetailField({ draft, onChange }: Pick<ExportFieldsProps, "draft" | "onChange">) {
  return (
    <div className="grid gap-1">
      <span className="font-medium">Lines</span>
      <SegmentedControl
        choices={[
          { value: "daily", label: "Sums of each day" },
          { value: "lines", label: "Every leg" },
        ]}
        label="Lines"
        onChange={(detail) => onChange({ ...draft, detail })}
        value={draft.detail}
      />
    </div>
  );
}

interface CurrencyFieldProps extends Pick<ExportFieldsProps, "draft" | "onChange"> {
  currencies: readonly string[];
}

function CurrencyField({ currencies, draft, onChange }: CurrencyFieldProps) {
  const { oneCurrency } = EXPORT_FORMATS[draft.format];
  return (
    <Field label="Currency">
      {(control) => (
        <select
          {...control}
          className="h-8 w-full rounded-md border border-input bg-card px-2 text-foreground"
          onChange={(event) => onChange({ ...draft, currency: event.target.value })}
          value={draft.currency}
        >
          {oneCurrency ? null : <option value="">All</option>}
          {currencies.map((code) => (
            <option key={code} value={code}>
              {code.toUpperCase()}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
