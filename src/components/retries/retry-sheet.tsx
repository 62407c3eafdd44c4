"use client";

import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { methodText } from "#components/payments/method-text.ts";
import { moneyText } from "#components/ui/format-money.ts";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RetryAdvice } from "#core/contracts/retries.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { RetryChances } from "./retry-chances.tsx";
import { RetryFields } from "./retry-fields.tsx";
import type { RetryPlan } from "./retry-plan.ts";
import { RetryVerdict } from "./retry-verdict.tsx";
import { useRetryDraft } from "./use-retry-draft.ts";

function Failure({ failure }: { failure: NonNullable<RetryAdvice["failure"]> }) {
  return (
    <section aria-label="Why it failed">
      <h3 className="font-medium">Why it failed</h3>
      <p>
        {failure.why}{" "}
        <span className="font-mono text-meta text-muted-foreground">{failure.code}</span>
      </p>
      <p className="text-meta text-secondary-foreground">
        <MethodLabel method={failure.method} />, <Time at={failure.at} />
      </p>
    </section>
  );
}

function commitLabel(amount: MoneyDto, plan: RetryPlan | null): string {
  const money = moneyText(amount.amountMinor, amount.currency);
  if (!plan?.method) return `Retry ${money}`;
  const target = methodText(plan.method.method);
  return plan.time === "now"
    ? `Retry ${money} on ${target}`
    : `Schedule retry of ${money} on ${target}`;
}

interface RetrySheetProps {
  paymentId: string;
  amount: MoneyDto;
  /** The method that it begins with, where it is still on file; else the one that is most likely to pay. */
  methodId?: string;
  onClose: () => void;
}

type Retrying = ReturnType<typeof useRetryDraft>;

const HINT = "Pick a method and a time, to see what would happen.";

/** What is known, which method and when, what the rules say, and the chance. */
function Body({ retrying, advice }: { retrying: Retrying; advice: RetryAdvice }) {
  const { plan, typed, choose, chooseTime, typeTime } = retrying;
  const verdict = plan?.method?.verdict ?? advice.verdict;
  return (
    <>
      {advice.failure ? <Failure failure={advice.failure} /> : null}
      {plan ? (
        <RetryFields
          advice={advice}
          onChoose={choose}
          onChooseTime={chooseTime}
          onType={typeTime}
          plan={plan}
          typed={typed}
        />
      ) : null}
      {verdict && plan?.time !== "better" ? <RetryVerdict verdict={verdict} /> : null}
      {plan?.method ? <RetryChances advice={advice} method={plan.method} /> : null}
    </>
  );
}

/**
 * Tries a failed payment again: why it failed, what the rules say, with which method and when, and how likely it is to pay.
 * Mount it to open it.
 */
export function RetrySheet({ paymentId, amount, methodId, onClose }: RetrySheetProps) {
  const retrying = useRetryDraft(paymentId, onClose, methodId);
  const { advice, advising, plan, drafting } = retrying;
  return (
    <OverrideSheet
      commitLabel={commitLabel(amount, plan)}
      description={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Money {...amount} /> <Id value={paymentId} />
        </span>
      }
      drafting={drafting}
      hint={plan?.forbiddenBy ?? plan?.problem ?? HINT}
      onClose={onClose}
      title="Retry"
    >
      {advising.error ? (
        <ApiErrorPanel error={advising.error} onRetry={() => void advising.refetch()} />
      ) : null}
      {advice === null && advising.error === null ? <SkeletonLines lines={6} /> : null}
      {advice === null ? null : <Body advice={advice} retrying={retrying} />}
    </OverrideSheet>
  );
}
