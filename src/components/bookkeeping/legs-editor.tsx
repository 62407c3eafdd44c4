"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type LegDraft, type LegsReading, withLeg } from "./legs-draft.ts";

interface Account {
  readonly code: string;
  readonly label: string;
}

interface LegsEditorProps {
  draft: readonly LegDraft[];
  onChange: (draft: readonly LegDraft[]) => void;
  accounts: readonly Account[];
  currency: string;
  reading: LegsReading;
}

const MOST = 12;
const FEWEST = 2;

function LegFields({
  leg,
  place,
  accounts,
  onChange,
  onRemove,
}: {
  leg: LegDraft;
  place: number;
  accounts: readonly Account[];
  onChange: (change: Partial<LegDraft>) => void;
  onRemove: (() => void) | null;
}) {
  const name = `Leg ${place}`;
  return (
    <li className="grid grid-cols-[1fr_auto] gap-2 rounded-md border bg-card p-2">
      <Select
        aria-label={`${name}: account`}
        className={onRemove ? undefined : "col-span-2"}
        onChange={(event) => onChange({ account: event.target.value })}
        value={leg.account}
      >
        <option value="">Choose an account</option>
        {accounts.map(({ code, label }) => (
          <option key={code} value={code}>
            {`${label} (${code})`}
          </option>
        ))}
      </Select>
      {onRemove ? (
        <IconButton icon={Trash2} label={`Remove leg ${place}`} onClick={onRemove} />
      ) : null}
      <div className="col-span-2 grid grid-cols-[7rem_1fr] gap-2">
        <Select
          aria-label={`${name}: side`}
          onChange={(event) =>
            onChange({ side: event.target.value === "credit" ? "credit" : "debit" })
          }
          value={leg.side}
        >
          <option value="debit">Debit</option>
          <option value="credit">Credit</option>
        </Select>
        <Input
          aria-label={`${name}: amount`}
          autoComplete="off"
          className="num text-right"
          inputMode="decimal"
          onChange={(event) => onChange({ amountText: event.target.value })}
          value={leg.amountText}
        />
      </div>
    </li>
  );
}

/** The legs of an entry: account, side and amount of each, and whether they balance. */
export function LegsEditor({ draft, onChange, accounts, currency, reading }: LegsEditorProps) {
  const replace = (id: number, change: Partial<LegDraft>) =>
    onChange(draft.map((leg) => (leg.id === id ? { ...leg, ...change } : leg)));
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 font-medium">{`Entry in ${currency.toUpperCase()}`}</legend>
      <ol className="grid gap-2">
        {draft.map((leg, index) => (
          <LegFields
            accounts={accounts}
            key={leg.id}
            leg={leg}
            onChange={(change) => replace(leg.id, change)}
            onRemove={
              draft.length > FEWEST ? () => onChange(draft.filter(({ id }) => id !== leg.id)) : null
            }
            place={index + 1}
          />
        ))}
      </ol>
      <div className="flex items-center justify-between gap-2">
        {draft.length < MOST ? (
          <Button onClick={() => onChange(withLeg(draft, currency))} size="sm" variant="ghost">
            <Plus aria-hidden="true" className="size-4" /> Add leg
          </Button>
        ) : null}
        <span aria-live="polite" className="text-meta text-secondary-foreground">
          {reading.difference === 0n
            ? "Debits and credits are equal."
            : `Out of balance by ${moneyText(reading.difference, currency)}.`}
        </span>
      </div>
      {reading.problem === null ? null : (
        <p className="text-meta text-muted-foreground">{reading.problem}</p>
      )}
    </fieldset>
  );
}
