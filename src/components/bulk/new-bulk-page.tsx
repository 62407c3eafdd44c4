"use client";

import { usePermitted } from "#components/commands/command-provider.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { REFUND_REASON_TITLES } from "#components/refunds/refund-reasons.ts";
import { EmptyNoPermission } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { BULK_LIMITS } from "#core/contracts/bulk.ts";
import { refundReasons } from "#core/contracts/refunds.ts";
import { AskPanel } from "./ask-panel.tsx";
import { DryRunTable } from "./dry-run-table.tsx";
import { type BulkDraft, useBulkDraft } from "./use-bulk-draft.ts";

/** A list to refund: pasted or chosen, run dry, its total typed, asked for. `ids` were chosen in a list of payments. */
export function NewBulkPage({ ids }: { ids: readonly string[] }) {
  const mayAsk = usePermitted("bulk:request");
  return (
    <>
      <PageHeader
        description="Nothing is sent before a manager has signed the list"
        title="New bulk refund"
      />
      {mayAsk ? (
        <Drafting ids={ids} />
      ) : (
        <EmptyNoPermission grantedTo="finance" what="Asking for a bulk" />
      )}
    </>
  );
}

function Drafting({ ids }: { ids: readonly string[] }) {
  const draft = useBulkDraft(ids);
  return (
    <form className="grid gap-3" noValidate onSubmit={(event) => event.preventDefault()}>
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <ListPanel draft={draft} />
        <AskPanel draft={draft} />
      </div>
      {draft.tryError ? <ApiErrorPanel error={draft.tryError} onRetry={draft.dryRun} /> : null}
      {draft.isTrying ? (
        <Panel title="Dry run">
          <SkeletonLines lines={8} />
        </Panel>
      ) : null}
      {draft.run ? <DryRunTable run={draft.run} /> : null}
    </form>
  );
}

function ListPanel({ draft }: { draft: BulkDraft }) {
  return (
    <Panel title="Payments to refund">
      <div className="grid gap-3">
        <Field
          hint={`One a line or between commas, at most ${BULK_LIMITS.rows}. With an amount: pi_…, 12.50, EUR. Without one, all that is left is refunded.`}
          label="Ids of payments or charges"
        >
          {(control) => (
            <Textarea
              {...control}
              autoComplete="off"
              className="max-h-96 min-h-48 font-mono text-meta"
              onChange={({ target }) => draft.setText(target.value)}
              placeholder={"pi_3Qx…\npi_3Qy…, 12.50\nch_3Qz…, 7.00, EUR"}
              rows={10}
              spellCheck={false}
              value={draft.text}
            />
          )}
        </Field>
        <Field label="Reason">
          {(control) => (
            <Select
              {...control}
              onChange={({ target }) =>
                draft.setReason(refundReasons.find((one) => one === target.value) ?? null)
              }
              value={draft.reason ?? ""}
            >
              <option disabled value="">
                Choose one
              </option>
              {refundReasons.map((reason) => (
                <option key={reason} value={reason}>
                  {REFUND_REASON_TITLES[reason]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div>
          <GuardedButton
            aria-busy={draft.isTrying || undefined}
            onClick={draft.dryRun}
            unavailableBecause={draft.cannotTry}
            variant={draft.run === null && draft.cannotTry === undefined ? "primary" : "secondary"}
          >
            {draft.isTrying ? "Looking at each payment…" : "Dry run"}
          </GuardedButton>
        </div>
      </div>
    </Panel>
  );
}
