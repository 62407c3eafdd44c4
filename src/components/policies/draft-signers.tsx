import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { KindRules, SigningStep } from "#core/contracts/policy-document.ts";
import { isPermitted } from "#core/permissions.ts";
import { ROLES } from "#core/roles.ts";
import { UnitsField } from "./draft-fields.tsx";

type Signing = Pick<KindRules, "signers" | "upTo" | "lastResort">;

const SIGNING_ROLES = ROLES.filter((role) => isPermitted(role, "approval:decide"));
const COUNTS = [1, 2, 3];

function StepFields({
  legend,
  step,
  onChange,
}: {
  legend: string;
  step: SigningStep;
  onChange: (step: SigningStep) => void;
}) {
  return (
    <fieldset className="grid content-start gap-2">
      <legend className="mb-1 font-medium">{legend}</legend>
      <Field label="How many people">
        {(control) => (
          <Select
            {...control}
            onChange={({ target }) => onChange({ ...step, count: Number(target.value) })}
            value={step.count}
          >
            {COUNTS.map((count) => (
              <option key={count} value={count}>
                {count === 1 ? "one of these" : `${count}, each of these among them`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap gap-x-4">
        {SIGNING_ROLES.map((role) => (
          <Checkbox
            checked={step.roles.includes(role)}
            key={role}
            label={role}
            onChange={({ target }) => {
              const others = step.roles.filter((one) => one !== role);
              onChange({ ...step, roles: target.checked ? [...others, role] : others });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Who signs, up to where, and who above that. */
export function DraftSigners({
  rules,
  code,
  onChange,
}: {
  rules: Signing;
  code: string;
  onChange: (change: Partial<Signing>) => void;
}) {
  const { signers, upTo, lastResort } = rules;
  return (
    <div className="grid gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <StepFields
          legend="Signed by"
          onChange={(step) => onChange({ signers: step })}
          step={signers}
        />
        <StepFields
          legend="Above the limit signed by"
          onChange={(step) => onChange({ lastResort: step })}
          step={lastResort}
        />
      </div>
      <UpToFields code={code} onChange={(limit) => onChange({ upTo: limit })} upTo={upTo} />
    </div>
  );
}

function UpToFields({
  upTo,
  code,
  onChange,
}: {
  upTo: Signing["upTo"];
  code: string;
  onChange: (upTo: Signing["upTo"]) => void;
}) {
  return (
    <fieldset className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      <legend className="mb-1 font-medium">
        The limit of the first, whole {code.toUpperCase()}
      </legend>
      <Checkbox
        checked={upTo !== null}
        className="col-span-full"
        label="There is a limit"
        onChange={({ target }) =>
          onChange(target.checked ? { each: "0", day: null, month: null } : null)
        }
      />
      {upTo === null ? null : (
        <>
          <UnitsField
            label="One"
            onChange={(each) => onChange({ ...upTo, each: each ?? "" })}
            value={upTo.each}
          />
          <UnitsField
            label="24 hours"
            onChange={(day) => onChange({ ...upTo, day })}
            optional
            value={upTo.day}
          />
          <UnitsField
            label="30 days"
            onChange={(month) => onChange({ ...upTo, month })}
            optional
            value={upTo.month}
          />
        </>
      )}
    </fieldset>
  );
}
