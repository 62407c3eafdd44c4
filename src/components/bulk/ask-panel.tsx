"use client";

import type { KeyboardEvent } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { PolicyVerdict } from "#components/refunds/policy-verdict.tsx";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { isCommitChord } from "#components/ui/commit-keys.ts";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { BULK_LIMITS, type BulkTotal, type DryRun } from "#core/contracts/bulk.ts";
import { moneyWords } from "#core/money.ts";
import { rowsText, totalsText } from "./bulk-words.ts";
import { type BulkDraft, isTyped } from "./use-bulk-draft.ts";

const MAX_NOTE = 2000;

/** What the dry run came to, who must sign, and asking for it: each total typed by hand. */
export function AskPanel({ draft }: { draft: BulkDraft }) {
  const { run } = draft;
  return (
    <Panel title="Ask for it">
      {run === null ? (
        <p className="text-secondary-foreground">
          The dry run says which payments would be refunded, with how much, and which would not and
          why. It changes nothing.
        </p>
      ) : (
        <div className="grid gap-3">
          <Sums run={run} />
          {run.preview ? <PolicyVerdict verdict={run.preview.verdict} /> : null}
          {run.preview === null || run.preview.verdict.kind === "deny" ? null : (
            <Asking draft={draft} run={run} />
          )}
        </div>
      )}
    </Panel>
  );
}

function Sums({ run }: { run: DryRun }) {
  const { totals, included, excluded, notUnderstood } = run;
  return (
    <div className="grid gap-2">
      <dl aria-label="Totals" className="grid gap-1">
        {totals.map(({ amount, rows }) => (
          <div className="flex items-baseline justify-between gap-3" key={amount.currency}>
            <dt className="text-secondary-foreground">{rowsText(rows, "refund")}</dt>
            <dd className="num font-medium text-section">{moneyWords(amount)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-secondary-foreground">
        {included} in · {excluded} left out · {notUnderstood} not understood
      </p>
    </div>
  );
}

/** Enter in a field does not commit; the chord does. */
const committing = (ask: () => void) => (event: KeyboardEvent) => {
  if (!isCommitChord(event)) return;
  event.preventDefault();
  ask();
};

function TotalField({ draft, total }: { draft: BulkDraft; total: BulkTotal }) {
  const { amount } = total;
  const said = draft.typed[amount.currency] ?? "";
  const isWrong = said !== "" && !isTyped(total, draft.typed);
  return (
    <Field
      error={isWrong ? `It is ${moneyWords(amount)}.` : undefined}
      label={`Type ${moneyWords(amount)} to confirm`}
    >
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          className="num"
          onChange={({ target }) => draft.type(amount.currency, target.value)}
          onKeyDown={committing(draft.ask)}
          value={said}
        />
      )}
    </Field>
  );
}

function Asking({ draft, run }: { draft: BulkDraft; run: DryRun }) {
  const { ask, askError, isAsking, cannotAsk, note, setNote } = draft;
  return (
    <div className="grid gap-3">
      {run.totals.map((total) => (
        <TotalField draft={draft} key={total.amount.currency} total={total} />
      ))}
      <Field label="Note">
        {(control) => (
          <Textarea
            {...control}
            maxLength={MAX_NOTE}
            onChange={({ target }) => setNote(target.value)}
            onKeyDown={committing(ask)}
            placeholder="Why, for who signs and who audits"
            rows={2}
            value={note}
          />
        )}
      </Field>
      <p className="text-meta text-muted-foreground">
        Once signed, {BULK_LIMITS.canary} refunds go out first; the rest waits until a person lets
        it go.
      </p>
      {askError ? <ApiErrorPanel error={askError} /> : null}
      <CommitButton onCommit={ask} pending={isAsking} unavailableBecause={cannotAsk}>
        {`Ask for approval: ${totalsText(run.totals)}`}
      </CommitButton>
    </div>
  );
}
