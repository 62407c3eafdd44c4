"use client";

import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { askLevels, type KindRules } from "#core/contracts/policy-document.ts";
import { type OverrideKind, overrideKinds } from "#core/override-kinds.ts";
import { ROLES, type Role } from "#core/roles.ts";
import { DraftSigners } from "./draft-signers.tsx";
import { DraftWatched } from "./draft-watched.tsx";
import { ASK_WORDS, kindTitle } from "./policy-words.ts";
import type { PolicyDraft } from "./use-policy-draft.ts";

/** The rules of one kind of override in a draft; which one is chosen above. */
export function DraftKind({ draft, code }: { draft: PolicyDraft; code: string }) {
  const { document, setDocument } = draft;
  const [kind, setKind] = useState<OverrideKind>("refund");
  const rules = document.kinds[kind];
  const set = (change: Partial<KindRules>) => {
    if (rules === undefined) return;
    setDocument({ ...document, kinds: { ...document.kinds, [kind]: { ...rules, ...change } } });
  };
  return (
    <Panel title="Rules by override">
      <div className="grid gap-4">
        <Field label="Override">
          {(control) => (
            <Select
              {...control}
              onChange={({ target }) =>
                setKind(overrideKinds.find((one) => one === target.value) ?? "refund")
              }
              value={kind}
            >
              {overrideKinds.map((one) => (
                <option key={one} value={one}>
                  {kindTitle(one)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {rules === undefined ? (
          <p>The draft has no rules for it, so that nobody may ask. Write them as JSON below.</p>
        ) : (
          <>
            <AskFields ask={rules.ask} onChange={(ask) => set({ ask })} />
            <DraftWatched onChange={set} rules={rules} />
            <DraftSigners code={code} onChange={set} rules={rules} />
          </>
        )}
      </div>
    </Panel>
  );
}

const NOT_AT_ALL = "not at all";

function AskFields({
  ask,
  onChange,
}: {
  ask: KindRules["ask"];
  onChange: (ask: KindRules["ask"]) => void;
}) {
  const pick = (role: Role, text: string) => {
    const level = askLevels.find((one) => one === text);
    const rest = Object.fromEntries(Object.entries(ask).filter(([name]) => name !== role));
    onChange(level === undefined ? rest : { ...rest, [role]: level });
  };
  return (
    <fieldset className="grid grid-cols-2 gap-3 sm:grid-cols-5">
      <legend className="mb-1 font-medium">Who may</legend>
      {ROLES.map((role) => (
        <Field key={role} label={role}>
          {(control) => (
            <Select
              {...control}
              onChange={({ target }) => pick(role, target.value)}
              value={ask[role] ?? NOT_AT_ALL}
            >
              {askLevels.map((level) => (
                <option key={level} value={level}>
                  {ASK_WORDS[level]}
                </option>
              ))}
              <option value={NOT_AT_ALL}>{NOT_AT_ALL}</option>
            </Select>
          )}
        </Field>
      ))}
    </fieldset>
  );
}
