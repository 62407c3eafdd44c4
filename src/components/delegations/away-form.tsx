"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { roleTitle } from "#components/messages/role-title.ts";
import { instantIn } from "#components/payments/zoned-day.ts";
import { useTimeZone } from "#components/ui/clock.tsx";
import { Field } from "#components/ui/field.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Delegations } from "#core/contracts/delegations.ts";
import { useTRPC } from "#trpc/client.tsx";

interface AwayFormProps {
  candidates: Delegations["candidates"];
  onGiven: (delegations: Delegations) => void;
}

const NOTHING = { delegateId: "", from: "", until: "" };
type Typed = typeof NOTHING;

/** What was typed, as what is asked for, or what is missing. Without a beginning it begins now. */
function readTyped({ delegateId, from, until }: Typed, timeZone: string) {
  const startsAt = from === "" ? null : instantIn(from, timeZone);
  const endsAt = instantIn(until, timeZone);
  if (delegateId === "") return { missing: "Choose who stands in." };
  if (from !== "" && startsAt === null) return { missing: "Say from when." };
  if (endsAt === null) return { missing: "Say until when." };
  return { input: { delegateId, endsAt, ...(startsAt === null ? {} : { startsAt }) } };
}

function useGive(onGiven: AwayFormProps["onGiven"]) {
  const trpc = useTRPC();
  const { toast } = useToast();
  return useMutation(
    trpc.delegations.give.mutationOptions({
      onSuccess: (delegations) => {
        onGiven(delegations);
        toast({
          title: "Your stand-in is set",
          description: "Either of you can end it at any time. What is signed says for whom.",
        });
      },
    }),
  );
}

interface AwayFieldsProps {
  candidates: AwayFormProps["candidates"];
  typed: Typed;
  onType: (part: Partial<Typed>) => void;
}

function StandInField({ candidates, typed, onType }: AwayFieldsProps) {
  return (
    <Field
      hint="Colleagues who decide the same sort of things. They never sign what you or they asked for."
      label="Who stands in"
    >
      {(control) => (
        <Select
          {...control}
          onChange={(event) => onType({ delegateId: event.target.value })}
          value={typed.delegateId}
        >
          <option value="">Choose a colleague</option>
          {candidates.map(({ id, name, role }) => (
            <option key={id} value={id}>
              {name} ({roleTitle(role).toLowerCase()})
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function TimeFields({ typed, onType }: Pick<AwayFieldsProps, "typed" | "onType">) {
  const timeZone = useTimeZone();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field aside={timeZone} hint="Empty is now." label="From" optional>
        {(control) => (
          <Input
            {...control}
            onChange={(event) => onType({ from: event.target.value })}
            type="datetime-local"
            value={typed.from}
          />
        )}
      </Field>
      <Field aside={timeZone} hint="At most 90 days later." label="Until">
        {(control) => (
          <Input
            {...control}
            onChange={(event) => onType({ until: event.target.value })}
            type="datetime-local"
            value={typed.until}
          />
        )}
      </Field>
    </div>
  );
}

/** Says from when to when one is away, and who stands in. Each change is confirmed with a fresh proof. */
export function AwayForm({ candidates, onGiven }: AwayFormProps) {
  const timeZone = useTimeZone();
  const [typed, setTyped] = useState(NOTHING);
  const give = useGive((delegations) => {
    setTyped(NOTHING);
    onGiven(delegations);
  });
  const { missing, input } = readTyped(typed, timeZone);
  const type = (part: Partial<Typed>) => {
    setTyped((now) => ({ ...now, ...part }));
    if (give.error) give.reset();
  };
  const name = candidates.find(({ id }) => id === typed.delegateId)?.name ?? "a colleague";
  return (
    <Panel title="I am away">
      <form
        className="grid gap-3"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (input && !give.isPending) give.mutate(input);
        }}
      >
        <StandInField candidates={candidates} onType={type} typed={typed} />
        <TimeFields onType={type} typed={typed} />
        {give.error ? <ApiErrorPanel error={give.error} /> : null}
        <div>
          <GuardedButton
            aria-busy={give.isPending}
            type="submit"
            unavailableBecause={missing}
            variant="primary"
          >
            {`Let ${name} stand in for me`}
          </GuardedButton>
        </div>
      </form>
    </Panel>
  );
}
