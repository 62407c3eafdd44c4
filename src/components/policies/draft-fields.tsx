import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** Whole units of the base currency. Empty is no limit where there may be none. */
export function UnitsField({
  label,
  value,
  onChange,
  optional = false,
}: {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
  optional?: boolean;
}) {
  return (
    <Field label={label} optional={optional}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          maxLength={12}
          onChange={({ target }) => {
            const text = target.value.trim();
            onChange(optional && text === "" ? null : text);
          }}
          placeholder={optional ? "no limit" : undefined}
          value={value ?? ""}
        />
      )}
    </Field>
  );
}

/** A whole number; what is none reads as 0, which no policy may say. */
export function CountField({
  label,
  value,
  onChange,
  optional = false,
}: {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  optional?: boolean;
}) {
  return (
    <Field label={label} optional={optional}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          maxLength={6}
          onChange={({ target }) => {
            const text = target.value.trim();
            if (optional && text === "") onChange(null);
            else onChange(/^\d+$/.test(text) ? Number(text) : 0);
          }}
          placeholder={optional ? "no limit" : undefined}
          value={value ?? ""}
        />
      )}
    </Field>
  );
}
