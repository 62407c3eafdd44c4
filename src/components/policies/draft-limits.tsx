import { Panel } from "#components/ui/panel.tsx";
import type { PolicyDocument, RoleLimits, SumLimits } from "#core/contracts/policy-document.ts";
import type { Role } from "#core/roles.ts";
import { CountField, UnitsField } from "./draft-fields.tsx";
import { limitedRoles } from "./policy-words.ts";
import type { PolicyDraft } from "./use-policy-draft.ts";

const GRID = "grid grid-cols-2 gap-3 sm:grid-cols-3";

function RoleFields({
  role,
  limits,
  onChange,
}: {
  role: Role;
  limits: RoleLimits;
  onChange: (limits: RoleLimits) => void;
}) {
  const set = (change: Partial<RoleLimits>) => onChange({ ...limits, ...change });
  const { together } = limits;
  return (
    <fieldset className={GRID}>
      <legend className="mb-1 font-medium">One person of {role}</legend>
      <UnitsField label="One" onChange={(each) => set({ each: each ?? "" })} value={limits.each} />
      <UnitsField label="24 hours" onChange={(day) => set({ day: day ?? "" })} value={limits.day} />
      <UnitsField
        label="30 days"
        onChange={(month) => set({ month: month ?? "" })}
        value={limits.month}
      />
      <CountField
        label="How many a day"
        onChange={(countDay) => set({ countDay })}
        optional
        value={limits.countDay}
      />
      <UnitsField
        label="All, 24 hours"
        onChange={(day) => set({ together: { ...together, day } })}
        optional
        value={together.day}
      />
      <UnitsField
        label="All, 30 days"
        onChange={(month) => set({ together: { ...together, month } })}
        optional
        value={together.month}
      />
    </fieldset>
  );
}

function SumFields({
  who,
  limits,
  onChange,
}: {
  who: string;
  limits: SumLimits;
  onChange: (limits: SumLimits) => void;
}) {
  return (
    <fieldset className={GRID}>
      <legend className="mb-1 font-medium">{who}</legend>
      <UnitsField
        label="24 hours"
        onChange={(day) => onChange({ ...limits, day })}
        optional
        value={limits.day}
      />
      <UnitsField
        label="30 days"
        onChange={(month) => onChange({ ...limits, month })}
        optional
        value={limits.month}
      />
    </fieldset>
  );
}

/** The limits of a draft, in whole units of the base currency. */
export function DraftLimits({ draft, code }: { draft: PolicyDraft; code: string }) {
  const { document, setDocument } = draft;
  const set = (change: Partial<PolicyDocument>) => setDocument({ ...document, ...change });
  return (
    <Panel title={`Limits without another person, whole ${code.toUpperCase()}`}>
      <div className="grid gap-4">
        {limitedRoles(document).map((role) => {
          const own = document.limits[role];
          return own ? (
            <RoleFields
              key={role}
              limits={own}
              onChange={(next) => set({ limits: { ...document.limits, [role]: next } })}
              role={role}
            />
          ) : null;
        })}
        <SumFields
          limits={document.customer}
          onChange={(customer) => set({ customer })}
          who="One customer"
        />
        <SumFields limits={document.card} onChange={(card) => set({ card })} who="One card" />
      </div>
    </Panel>
  );
}
