"use client";

import { useRef, useState } from "react";
import { CommitButton } from "./commit-button.tsx";
import { Field } from "./field.tsx";
import { Textarea } from "./input.tsx";
import { SideSheet } from "./side-sheet.tsx";

interface TextSheetProps {
  title: string;
  description: string;
  label: string;
  hint?: string;
  commitLabel: string;
  onCommit: (text: string) => void;
  onClose: () => void;
  pending?: boolean;
  /** Why a text cannot be taken, while it is typed; undefined when it can. */
  problemOf?: (text: string) => string | undefined;
  /** Why the server did not take it. */
  error?: string | undefined;
}

/** Asks for one text: the reason of a decision, or a note. The text stays until it was taken. */
export function TextSheet(props: TextSheetProps) {
  const { title, description, label, hint, commitLabel, onCommit, onClose, error } = props;
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const problem = props.problemOf?.(text);
  const missing = text.trim() === "" ? "Write a few words first." : problem;
  const commit = () => {
    if (missing === undefined && !props.pending) onCommit(text.trim());
  };
  return (
    <SideSheet
      description={description}
      footer={
        <CommitButton
          onCommit={commit}
          pending={props.pending ?? false}
          unavailableBecause={missing}
        >
          {commitLabel}
        </CommitButton>
      }
      initialFocus={field}
      onCommit={commit}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title={title}
    >
      <Field error={problem ?? error} hint={hint} label={label}>
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
