"use client";

import { useRef, useState } from "react";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";

interface TextSheetProps {
  title: string;
  description: string;
  label: string;
  commitLabel: string;
  onCommit: (text: string) => void;
  onClose: () => void;
}

/** Asks for one text: the reason of a decision, or a note. The text stays until it was taken. */
export function TextSheet({
  title,
  description,
  label,
  commitLabel,
  onCommit,
  onClose,
}: TextSheetProps) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const missing = text.trim() === "" ? "Write a few words first." : undefined;
  const commit = () => {
    if (missing === undefined) onCommit(text.trim());
  };
  return (
    <SideSheet
      description={description}
      footer={
        <CommitButton onCommit={commit} pending={false} unavailableBecause={missing}>
          {commitLabel}
        </CommitButton>
      }
      initialFocus={field}
      onCommit={commit}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title={title}
    >
      <Field label={label}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={2000}
            onChange={(event) => setText(event.target.value)}
            ref={field}
            rows={5}
            value={text}
          />
        )}
      </Field>
    </SideSheet>
  );
}
