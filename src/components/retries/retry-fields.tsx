"use client";

import { methodText } from "#components/payments/method-text.ts";
import { useTimeZone } from "#components/ui/clock.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { type Choice, RadioList, SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { RetryAdvice, RetryMethodDto } from "#core/contracts/retries.ts";
import { RETRY_TIMES, type RetryPlan, type RetryTime } from "./retry-plan.ts";
import { RETRY_FIELD } from "./use-retry-draft.ts";

const STANDINGS: Record<RetryMethodDto["verdict"]["kind"], string> = {
  allowed: "may be tried",
  later: "better later",
  forbidden: "forbidden",
};

function choiceOf({
  id,
  method,
  expires,
  isDefault,
  wasTried,
  verdict,
}: RetryMethodDto): Choice<string> {
  const hints = [
    STANDINGS[verdict.kind],
    ...(wasTried ? ["this one failed"] : []),
    ...(isDefault ? ["the customer's default"] : []),
    ...(expires === null ? [] : [`expires ${expires}`]),
  ];
  return { value: id, label: methodText(method), hint: hints.join(" · ") };
}

const TIME_LABELS: Record<RetryTime, string> = {
  now: "Now",
  better: "At the better time",
  at: "At a time…",
};

interface RetryFieldsProps {
  advice: RetryAdvice;
  plan: RetryPlan;
  typed: string;
  onChoose: (methodId: string) => void;
  onChooseTime: (time: RetryTime) => void;
  onType: (text: string) => void;
}

/** Which method to try, and when. */
export function RetryFields({
  advice,
  plan,
  typed,
  onChoose,
  onChooseTime,
  onType,
}: RetryFieldsProps) {
  const timeZone = useTimeZone();
  const { method, time } = plan;
  if (method === null) return null;
  const times = RETRY_TIMES.filter((value) => value !== "better" || method.better !== null);
  return (
    <>
      <div className="grid gap-1" id={RETRY_FIELD} tabIndex={-1}>
        <p aria-hidden="true" className="font-medium">
          Method on file
        </p>
        <RadioList
          choices={advice.methods.map(choiceOf)}
          label="Method on file"
          onChange={onChoose}
          value={method.id}
        />
      </div>
      <div className="grid gap-1">
        <p aria-hidden="true" className="font-medium">
          When
        </p>
        <div>
          <SegmentedControl<RetryTime>
            choices={times.map((value) => ({ value, label: TIME_LABELS[value] }))}
            label="When"
            onChange={onChooseTime}
            value={time}
          />
        </div>
      </div>
      {time === "at" ? (
        <Field aside={timeZone} label="Day and time">
          {(control) => (
            <Input
              {...control}
              onChange={(event) => onType(event.target.value)}
              type="datetime-local"
              value={typed}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}
