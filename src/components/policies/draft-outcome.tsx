import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { PolicyVerdict } from "#components/refunds/policy-verdict.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { isCommitChord } from "#components/ui/commit-keys.ts";
import { Field } from "#components/ui/field.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { SimulationPanel } from "./simulation-panel.tsx";
import type { PolicyDraft } from "./use-policy-draft.ts";

const MAX_NOTE = 2000;

/** What a draft changes, its trial, and the request. */
export function DraftOutcome({ draft, next }: { draft: PolicyDraft; next: number }) {
  const { trial, trialError, isTrying, simulate, cannotTry } = draft;
  return (
    <div className="grid gap-3">
      <Panel title="What changes">
        <div className="grid gap-3">
          <Changes draft={draft} />
          <Problems problems={draft.problems} />
          <GuardedButton
            aria-busy={isTrying || undefined}
            onClick={simulate}
            unavailableBecause={cannotTry}
            variant={trial === null && cannotTry === undefined ? "primary" : "secondary"}
          >
            {isTrying ? "Trying…" : "Try it on the last 90 days"}
          </GuardedButton>
          {trialError ? <ApiErrorPanel error={trialError} onRetry={simulate} /> : null}
        </div>
      </Panel>
      {trial === null ? null : <SimulationPanel simulation={trial.simulation} />}
      {trial === null ? null : (
        <Panel title="Ask for it">
          <div className="grid gap-3">
            <PolicyVerdict verdict={trial.preview.verdict} />
            <Asking draft={draft} next={next} />
          </div>
        </Panel>
      )}
    </div>
  );
}

function Changes({ draft: { changes } }: { draft: PolicyDraft }) {
  if (changes.length === 0)
    return <p className="text-secondary-foreground">Nothing differs from the policy in force.</p>;
  return (
    <ul aria-label="Changes of the draft" className="grid gap-1.5">
      {changes.map(({ key, label, before, after, touchesLimits }) => (
        <li className="grid gap-0.5" key={key}>
          <span className="text-secondary-foreground">{label}</span>
          <span className="flex flex-wrap items-center gap-x-2">
            <span>
              {before} → <strong>{after}</strong>
            </span>
            {touchesLimits ? <Status tone="pend">A manager signs too</Status> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Problems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <ul aria-label="What no policy may say" className="grid gap-1 text-bad">
      {problems.map((sentence) => (
        <li key={sentence}>✕ {sentence}</li>
      ))}
    </ul>
  );
}

function Asking({ draft, next }: { draft: PolicyDraft; next: number }) {
  const { isAsked, note, setNote, ask, askError, isAsking, cannotAsk } = draft;
  if (isAsked) {
    return (
      <Banner tone="info">
        It is asked for and waits for signatures:{" "}
        <Link className="underline" href="/approvals?tab=mine">
          my requests
        </Link>
        .
      </Banner>
    );
  }
  return (
    <>
      <Field label="Note">
        {(control) => (
          <Textarea
            {...control}
            maxLength={MAX_NOTE}
            onChange={({ target }) => setNote(target.value)}
            onKeyDown={(event) => {
              if (!isCommitChord(event)) return;
              event.preventDefault();
              ask();
            }}
            placeholder="Why, for who signs and who audits"
            rows={2}
            value={note}
          />
        )}
      </Field>
      {askError ? <ApiErrorPanel error={askError} /> : null}
      <CommitButton onCommit={ask} pending={isAsking} unavailableBecause={cannotAsk}>
        {`Ask for approval: publish version ${next}`}
      </CommitButton>
    </>
  );
}
