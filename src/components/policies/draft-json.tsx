"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { parseDraft } from "./draft-problems.ts";
import type { PolicyDraft } from "./use-policy-draft.ts";

/** The draft as the text that would be signed; edited here it goes back into the form. */
export function DraftJson({ draft }: { draft: PolicyDraft }) {
  const { document, setDocument } = draft;
  const [text, setText] = useState<string | null>(null);
  const read = text === null ? null : parseDraft(text);
  return (
    <Panel
      aside={
        text === null ? (
          <Button onClick={() => setText(JSON.stringify(document, null, 2))} size="sm">
            Edit as JSON
          </Button>
        ) : null
      }
      title="As JSON"
    >
      {text === null ? (
        <p className="text-secondary-foreground">
          The whole document, for what the form has no field for.
        </p>
      ) : (
        <div className="grid gap-3">
          <Field
            error={read === null ? "This is no policy document." : undefined}
            label="Policy document"
          >
            {(control) => (
              <Textarea
                {...control}
                className="max-h-128 font-mono text-meta"
                onChange={({ target }) => setText(target.value)}
                rows={16}
                spellCheck={false}
                value={text}
              />
            )}
          </Field>
          <div className="flex gap-2">
            <Button
              onClick={() => {
                if (read === null) return;
                setDocument(read);
                setText(null);
              }}
            >
              Take it into the form
            </Button>
            <Button onClick={() => setText(null)} variant="ghost">
              Drop it
            </Button>
          </div>
        </div>
      )}
    </Panel>
  );
}
