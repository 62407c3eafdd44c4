"use client";

import { useState } from "react";
import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { Field } from "#components/ui/field.tsx";
import { Id } from "#components/ui/id.tsx";
import { Select } from "#components/ui/select.tsx";
import { useTRPCClient } from "#trpc/client.tsx";

const HINT = "What would follow is being worked out.";

const PAUSES = {
  void: "Void its invoices: free of charge",
  keep_as_draft: "Keep its invoices as drafts",
  mark_uncollectible: "Give its invoices up as uncollectible",
} as const;
type Pause = keyof typeof PAUSES;
const isPause = (value: string): value is Pause => value in PAUSES;

const ENDS = { period_end: "With the period that is paid", now: "At once" } as const;
type End = keyof typeof ENDS;
const isEnd = (value: string): value is End => value in ENDS;

interface SheetProps {
  subscriptionId: string;
  onClose: () => void;
}

interface ChoiceProps {
  label: string;
  choices: Readonly<Record<string, string>>;
  value: string;
  onChange: (value: string) => void;
}

function Choice({ label, choices, value, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} onChange={({ target }) => onChange(target.value)} value={value}>
          {Object.entries(choices).map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** Stops collecting for a subscription. Mount it to open it. */
export function PauseSheet({ subscriptionId, onClose }: SheetProps) {
  const client = useTRPCClient();
  const [behavior, setBehavior] = useState<Pause>("void");
  const drafting = useOverrideDraft(
    {
      preview: (params, options) => client.subscriptions.pause.preview.mutate({ params }, options),
      request: (asked) => client.subscriptions.pause.request.mutate(asked),
    },
    { params: { subscriptionId, behavior }, problems: [], needsNote: false },
    onClose,
  );
  return (
    <OverrideSheet
      commitLabel={drafting.previewing.preview?.title ?? "Pause collection"}
      description={<Id value={subscriptionId} />}
      drafting={drafting}
      hint={HINT}
      onClose={onClose}
      title="Pause collection"
    >
      <Choice
        choices={PAUSES}
        label="Invoices of the pause"
        onChange={(value) => {
          if (isPause(value)) setBehavior(value);
          drafting.typedOn();
        }}
        value={behavior}
      />
    </OverrideSheet>
  );
}

/** Goes on collecting for a subscription. Mount it to open it. */
export function ResumeSheet({ subscriptionId, onClose }: SheetProps) {
  const client = useTRPCClient();
  const drafting = useOverrideDraft(
    {
      preview: (params, options) => client.subscriptions.resume.preview.mutate({ params }, options),
      request: (asked) => client.subscriptions.resume.request.mutate(asked),
    },
    { params: { subscriptionId }, problems: [], needsNote: false },
    onClose,
  );
  return (
    <OverrideSheet
      commitLabel={drafting.previewing.preview?.title ?? "Resume"}
      description={<Id value={subscriptionId} />}
      drafting={drafting}
      hint={HINT}
      onClose={onClose}
      title="Resume"
    />
  );
}

/** Ends a subscription. Mount it to open it. */
export function CancelSubscriptionSheet({ subscriptionId, onClose }: SheetProps) {
  const client = useTRPCClient();
  const [when, setWhen] = useState<End>("period_end");
  const drafting = useOverrideDraft(
    {
      preview: (params, options) => client.subscriptions.cancel.preview.mutate({ params }, options),
      request: (asked) => client.subscriptions.cancel.request.mutate(asked),
    },
    { params: { subscriptionId, when }, problems: [], needsNote: false },
    onClose,
  );
  return (
    <OverrideSheet
      commitLabel={drafting.previewing.preview?.title ?? "Cancel subscription"}
      description={<Id value={subscriptionId} />}
      drafting={drafting}
      hint={HINT}
      onClose={onClose}
      title="Cancel subscription"
      variant="danger"
    >
      <Choice
        choices={ENDS}
        label="When"
        onChange={(value) => {
          if (isEnd(value)) setWhen(value);
          drafting.typedOn();
        }}
        value={when}
      />
    </OverrideSheet>
  );
}
