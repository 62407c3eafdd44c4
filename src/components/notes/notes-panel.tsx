"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { TextSheet } from "#components/ui/text-sheet.tsx";
import type { NoteSubjectDto } from "#core/contracts/notes.ts";
import { useTRPC } from "#trpc/client.tsx";
import { cardNumberProblem } from "./card-number-problem.ts";
import { NoteItem } from "./note-item.tsx";
import { type NoteWork, useNoteWork } from "./use-note-work.ts";

interface NotesPanelProps {
  subject: NoteSubjectDto;
}

/** What colleagues wrote about what is open, and the way to add to it. Nothing for who may not read notes. */
export function NotesPanel({ subject }: NotesPanelProps) {
  return usePermitted("note:read") ? <ReadableNotes subject={subject} /> : null;
}

function ReadableNotes({ subject }: NotesPanelProps) {
  const trpc = useTRPC();
  const mayWrite = usePermitted("note:write");
  const [isWriting, setWriting] = useState(false);
  const work = useNoteWork(subject);
  const { data, error, refetch } = useQuery(trpc.notes.list.queryOptions({ subject }));
  const open = () => setWriting(true);
  useCommands("notes", mayWrite ? { "note.add": open } : {});
  return (
    <Panel
      aside={
        mayWrite ? (
          <Button onClick={open} size="sm">
            Add note <Kbd keys="n" />
          </Button>
        ) : null
      }
      className="min-h-24"
      flush
      title="Notes"
    >
      {error ? (
        <div className="p-3">
          <ApiErrorPanel error={error} onRetry={() => void refetch()} />
        </div>
      ) : null}
      {data === undefined && error === null ? (
        <div className="p-3">
          <SkeletonLines lines={2} />
        </div>
      ) : null}
      {data?.rows.length === 0 ? (
        <p className="p-3 text-secondary-foreground">Nobody has written a note yet.</p>
      ) : null}
      <ul aria-label="Notes">
        {data?.rows.map((note) => (
          <NoteItem
            key={note.id}
            note={note}
            {...(mayWrite
              ? { onPin: () => work.pin(note), onTakeBack: () => work.takeBack(note) }
              : {})}
          />
        ))}
      </ul>
      {isWriting ? (
        <NoteSheet onClose={() => setWriting(false)} subject={subject} work={work} />
      ) : null}
    </Panel>
  );
}

interface NoteSheetProps extends NotesPanelProps {
  work: NoteWork;
  onClose: () => void;
}

function NoteSheet({ subject, work, onClose }: NoteSheetProps) {
  const close = () => {
    work.forgetError();
    onClose();
  };
  return (
    <TextSheet
      commitLabel="Add note"
      description={`${subject.type} ${subject.id}`}
      error={work.addError}
      hint="Colleagues and auditors read it. No card numbers."
      label="Note"
      onClose={close}
      onCommit={(text) => work.add(text, close)}
      pending={work.isAdding}
      problemOf={cardNumberProblem}
      title="Add a note"
    />
  );
}
