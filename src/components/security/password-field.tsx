import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface PasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
}

/** The password once more: a first credential must not be a stranger's at an open screen. */
export function PasswordField({ value, onChange }: PasswordFieldProps) {
  return (
    <Field hint="You signed in some minutes ago." label="Your password">
      {(control) => (
        <Input
          {...control}
          autoComplete="current-password"
          onChange={(event) => onChange(event.target.value)}
          type="password"
          value={value}
        />
      )}
    </Field>
  );
}
