import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import {
  CSV_DATE_FORMATS,
  type CsvMapping,
  type CsvPreview,
} from "#core/contracts/bank-statements.ts";
import { CsvSample } from "./csv-sample.tsx";

interface CsvMappingFormProps {
  csv: CsvPreview;
  onChange: (mapping: CsvMapping) => void;
}

const COLUMN_FIELDS = [
  ["bookedOn", "Booked on"],
  ["valueOn", "Value day"],
  ["amount", "Amount"],
  ["side", "Side (debit or credit)"],
  ["debit", "Debit amount"],
  ["credit", "Credit amount"],
  ["currency", "Currency"],
  ["reference", "Reference"],
  ["counterparty", "Counterparty"],
  ["externalId", "Bank’s id of the line"],
] as const;

const DELIMITER_WORDS = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar" } as const;
const MARK_WORDS = { ".": "1,234.56", ",": "1.234,56" } as const;

/** What each column of a CSV file means: guessed, shown with the first rows, and changed by the person. */
export function CsvMappingForm({ csv, onChange }: CsvMappingFormProps) {
  const { mapping, columns, missing } = csv;
  return (
    <details className="rounded-md border" open={missing.length > 0}>
      <summary className="cursor-pointer px-3 py-2 font-medium">
        {missing.length === 0 ? "Columns" : `Columns: ${missing.join(", ")} still missing`}
      </summary>
      <div className="grid gap-3 border-t p-3">
        <CsvSample csv={csv} />
        <div className="grid grid-cols-2 gap-3">
          {COLUMN_FIELDS.map(([field, label]) => (
            <ColumnSelect
              columns={columns}
              key={field}
              label={label}
              onChange={(column) => onChange({ ...mapping, [field]: column })}
              value={mapping[field]}
            />
          ))}
          <ColumnSelect
            columns={columns}
            label="Description"
            onChange={(column) =>
              onChange({ ...mapping, description: column === null ? [] : [column] })
            }
            value={mapping.description[0] ?? null}
          />
          <WritingFields mapping={mapping} onChange={onChange} />
        </div>
      </div>
    </details>
  );
}

interface ColumnSelectProps {
  label: string;
  columns: readonly string[];
  value: string | null;
  onChange: (column: string | null) => void;
}

function ColumnSelect({ label, columns, value, onChange }: ColumnSelectProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
          value={value ?? ""}
        >
          <option value="">None</option>
          {columns.map((column) => (
            <option key={column} value={column}>
              {column}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** How days, amounts and cells are written. */
function WritingFields({
  mapping,
  onChange,
}: {
  mapping: CsvMapping;
  onChange: CsvMappingFormProps["onChange"];
}) {
  return (
    <>
      <ChoiceSelect
        choices={CSV_DATE_FORMATS.map((format) => [format, format])}
        label="Days are written"
        onChange={(dateFormat) => onChange({ ...mapping, dateFormat })}
        value={mapping.dateFormat}
      />
      <ChoiceSelect
        choices={([".", ","] as const).map((mark) => [mark, MARK_WORDS[mark]] as const)}
        label="Amounts are written"
        onChange={(decimalMark) => onChange({ ...mapping, decimalMark })}
        value={mapping.decimalMark}
      />
      <ChoiceSelect
        choices={([",", ";", "\t", "|"] as const).map(
          (sign) => [sign, DELIMITER_WORDS[sign]] as const,
        )}
        label="Cells are parted by"
        onChange={(delimiter) => onChange({ ...mapping, delimiter })}
        value={mapping.delimiter}
      />
    </>
  );
}

interface ChoiceSelectProps<Value extends string> {
  label: string;
  choices: readonly (readonly [Value, string])[];
  value: Value | null;
  onChange: (value: Value) => void;
}

function ChoiceSelect<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: ChoiceSelectProps<Value>) {
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          onChange={(event) => {
            const chosen = choices.find(([one]) => one === event.target.value);
            if (chosen) onChange(chosen[0]);
          }}
          value={value ?? ""}
        >
          {value === null ? <option value="">Choose</option> : null}
          {choices.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
