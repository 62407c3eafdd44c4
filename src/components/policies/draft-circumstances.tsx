import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import { CountField } from "./draft-fields.tsx";
import type { PolicyDraft } from "./use-policy-draft.ts";

type Settings = PolicyDocument["circumstances"];
type Hours = NonNullable<Settings["quietHours"]>;

const NIGHT: Hours = { zone: "UTC", from: 22, to: 6 };

/** What counts as remarkable in a draft. */
export function DraftCircumstances({ draft }: { draft: PolicyDraft }) {
  const { document, setDocument } = draft;
  const settings = document.circumstances;
  const set = (change: Partial<Settings>) =>
    setDocument({ ...document, circumstances: { ...settings, ...change } });
  const { quietHours } = settings;
  return (
    <Panel title="What is remarkable">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <CountField
          label="Old after days"
          onChange={(days) => set({ maxAgeDays: days ?? 0 })}
          value={settings.maxAgeDays}
        />
        <Field label="Risky from">
          {(control) => (
            <Select
              {...control}
              onChange={({ target }) =>
                set({ riskFrom: target.value === "highest" ? "highest" : "elevated" })
              }
              value={settings.riskFrom}
            >
              <option value="elevated">elevated</option>
              <option value="highest">highest</option>
            </Select>
          )}
        </Field>
        <CountField
          label="Rows of one bulk"
          onChange={(rows) => set({ maxBulkRows: rows ?? 0 })}
          value={settings.maxBulkRows}
        />
        <Checkbox
          checked={quietHours !== null}
          className="col-span-full"
          label="There are quiet hours"
          onChange={({ target }) => set({ quietHours: target.checked ? NIGHT : null })}
        />
        {quietHours === null ? null : (
          <QuietHours hours={quietHours} onChange={(hours) => set({ quietHours: hours })} />
        )}
      </div>
    </Panel>
  );
}

function QuietHours({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  return (
    <>
      <CountField
        label="From, full hour"
        onChange={(from) => onChange({ ...hours, from: from ?? 0 })}
        value={hours.from}
      />
      <CountField
        label="To, full hour"
        onChange={(to) => onChange({ ...hours, to: to ?? 0 })}
        value={hours.to}
      />
      <Field label="Time zone">
        {(control) => (
          <Input
            {...control}
            maxLength={64}
            onChange={({ target }) => onChange({ ...hours, zone: target.value })}
            value={hours.zone}
          />
        )}
      </Field>
    </>
  );
}
