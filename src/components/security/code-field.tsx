import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface CodeFieldProps {
  value: string;
  onChange: (value: string) => void;
  label?: string;
  hint?: string;
}

/** Six digits of an authenticator app; may be pasted, spaces and all. */
export function CodeField({ value, onChange, label = "One-time code", hint }: CodeFieldProps) {
  return (
    <Field hint={hint} label={label}>
      {(control) => (
        <Input
          {...control}
          autoComplete="one-time-code"
          className="num font-mono"
          inputMode="numeric"
          maxLength={11}
          onChange={(event) => onChange(event.target.value)}
          value={value}
        />
      )}
    </Field>
  );
}

/** Whether a text has the digits of a code. */
export function isCode(text: string): boolean {
  return /^\d{6}$/.test(text.replaceAll(" ", ""));
}
