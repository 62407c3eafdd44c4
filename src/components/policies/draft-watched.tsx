import { Checkbox } from "#components/ui/checkbox.tsx";
import {
  type Circumstance,
  circumstances,
  type KindRules,
} from "#core/contracts/policy-document.ts";
import { CIRCUMSTANCE_WORDS } from "#core/policy-lines.ts";

type Watched = Pick<KindRules, "asksAnother" | "forbidden">;

function CircumstanceBoxes({
  legend,
  chosen,
  onChange,
}: {
  legend: string;
  chosen: readonly Circumstance[];
  onChange: (chosen: Circumstance[]) => void;
}) {
  return (
    <fieldset className="grid content-start">
      <legend className="mb-1 font-medium">{legend}</legend>
      {circumstances.map((name) => (
        <Checkbox
          checked={chosen.includes(name)}
          key={name}
          label={CIRCUMSTANCE_WORDS[name]}
          onChange={({ target }) => {
            const others = chosen.filter((one) => one !== name);
            onChange(target.checked ? [...others, name] : others);
          }}
        />
      ))}
    </fieldset>
  );
}

/** What asks another person, and what nobody can sign for. */
export function DraftWatched({
  rules,
  onChange,
}: {
  rules: Watched;
  onChange: (change: Partial<Watched>) => void;
}) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <CircumstanceBoxes
        chosen={rules.asksAnother}
        legend="Asks another person when"
        onChange={(asksAnother) => onChange({ asksAnother })}
      />
      <CircumstanceBoxes
        chosen={rules.forbidden}
        legend="Forbidden when"
        onChange={(forbidden) => onChange({ forbidden })}
      />
    </div>
  );
}
