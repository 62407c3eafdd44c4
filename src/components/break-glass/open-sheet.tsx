"use client";

import { type RefObject, useRef, useState } from "react";
import { GestureProblem } from "#components/security/gesture-problem.tsx";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import type { BreakGlassList } from "#core/contracts/break-glass.ts";
import { useOpenBreakGlass } from "./use-open-break-glass.ts";

const MAX_REASON = 2000;
const MAX_INCIDENT = 100;
const MINUTES = ["15", "30", "60"] as const;
type Minutes = (typeof MINUTES)[number];

interface Terms {
  readonly reason: string;
  readonly incident: string;
  readonly minutes: Minutes;
}
const NOTHING: Terms = { reason: "", incident: "", minutes: "30" };

function Consequences() {
  return (
    <ul className="grid list-inside list-disc gap-1 text-secondary-foreground">
      <li>You may decide what waits for a role that you do not have, with your passkey as ever.</li>
      <li>
        Never what you asked for; two people are still two; what the policy denies stays denied.
      </li>
      <li>Not bulks, the policy, the kill switches or what is declared of commands.</li>
      <li>Every admin and manager is told and sees it on every screen. Each of you can end it.</li>
      <li>Within 24 hours somebody who took no part reviews it.</li>
    </ul>
  );
}

interface OpenSheetProps {
  onOpened: (list: BreakGlassList) => void;
  onClose: () => void;
}

function missingOf({ reason, incident }: Terms): string | undefined {
  if (incident.trim() === "") return "Name the incident.";
  return reason.trim() === "" ? "Write why: everybody reads it." : undefined;
}

interface TermsProps {
  terms: Terms;
  field: RefObject<HTMLInputElement | null>;
  onType: (part: Partial<Terms>) => void;
}

function TermsFields({ terms, field, onType }: TermsProps) {
  return (
    <>
      <Field hint="As your list of incidents names it." label="Incident">
        {(control) => (
          <Input
            {...control}
            maxLength={MAX_INCIDENT}
            onChange={(event) => onType({ incident: event.target.value })}
            placeholder="INC-2041"
            ref={field}
            value={terms.incident}
          />
        )}
      </Field>
      <Field hint="Shown to every admin and manager, and kept." label="Reason">
        {(control) => (
          <Textarea
            {...control}
            maxLength={MAX_REASON}
            onChange={(event) => onType({ reason: event.target.value })}
            rows={3}
            value={terms.reason}
          />
        )}
      </Field>
      <div className="grid gap-1">
        <p aria-hidden="true" className="font-medium">
          For how long
        </p>
        <div>
          <SegmentedControl<Minutes>
            choices={MINUTES.map((value) => ({ value, label: `${value} min` }))}
            label="For how long"
            onChange={(minutes) => onType({ minutes })}
            value={terms.minutes}
          />
        </div>
      </div>
    </>
  );
}

/** Opens break-glass: for which incident, why and how long. The passkey signs just that. */
export function OpenSheet({ onOpened, onClose }: OpenSheetProps) {
  const field = useRef<HTMLInputElement>(null);
  const [terms, setTerms] = useState(NOTHING);
  const { mutate, isPending, error, reset } = useOpenBreakGlass((list) => {
    onOpened(list);
    onClose();
  });
  const missing = missingOf(terms);
  const type = (part: Partial<Terms>) => {
    setTerms((now) => ({ ...now, ...part }));
    if (error) reset();
  };
  const commit = () => {
    const { reason, incident, minutes } = terms;
    if (missing !== undefined || isPending) return;
    mutate({ reason: reason.trim(), incident: incident.trim(), minutes: Number(minutes) });
  };
  return (
    <SideSheet
      description="For emergencies, when nobody who may decide can be reached."
      footer={
        <div className="grid gap-3">
          <GestureProblem error={error} />
          <CommitButton
            onCommit={commit}
            pending={isPending}
            unavailableBecause={missing}
            variant="danger"
          >
            {`Break the glass for ${terms.minutes} minutes`}
          </CommitButton>
        </div>
      }
      initialFocus={field}
      onCommit={commit}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title="Break the glass"
    >
      <form className="grid gap-4" noValidate onSubmit={(event) => event.preventDefault()}>
        <TermsFields field={field} onType={type} terms={terms} />
        <Consequences />
      </form>
    </SideSheet>
  );
}
