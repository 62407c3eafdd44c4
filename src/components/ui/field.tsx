import { type ReactNode, useId } from "react";

/** What a control must spread to be tied to its label, hint and error. */
export interface FieldControlProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

interface FieldProps {
  label: string;
  /** Stable id, so that the summary of errors can link to the control. */
  id?: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Shown beside the label: "optional" is said, required is the rule. */
  optional?: boolean;
  /** Right of the label, for example "max 722.00 USD". */
  aside?: ReactNode;
  children: (control: FieldControlProps) => ReactNode;
}

/** Label, control, hint and error as one: `<Field label="Note">{(control) => <Input {...control} />}</Field>`. */
export function Field({ label, id, hint, error, optional, aside, children }: FieldProps) {
  const generated = useId();
  const controlId = id ?? generated;
  const hintId = hint ? `${controlId}-hint` : null;
  const errorId = error ? `${controlId}-error` : null;
  const describedBy = [errorId, hintId].filter((part) => part !== null).join(" ");
  return (
    <div className="grid gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <label className="font-medium text-body" htmlFor={controlId}>
          {label}
          {optional ? <span className="font-normal text-muted-foreground"> (optional)</span> : null}
        </label>
        {aside ? <span className="num text-meta text-muted-foreground">{aside}</span> : null}
      </div>
      {children({
        id: controlId,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hint ? (
        <p className="text-meta text-muted-foreground" id={hintId ?? undefined}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="flex gap-1 text-bad text-meta" id={errorId ?? undefined}>
          <span aria-hidden="true">✕</span>
          {error}
        </p>
      ) : null}
    </div>
  );
}
