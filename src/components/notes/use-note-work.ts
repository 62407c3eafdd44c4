"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { errorMessageOf } from "#components/layout/api-error.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { NoteDto, NoteSubjectDto } from "#core/contracts/notes.ts";
import { type ApiError, useTRPC } from "#trpc/client.tsx";

/** The server takes a note back for ten minutes; the toast offers it for as long as people look at it. */
const UNDO_SHOWN_MS = 10_000;

/** What can be done with the notes on a subject; a refusal is said as a toast, of a new note in its sheet. */
export function useNoteWork(subject: NoteSubjectDto) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { toast, undoToast } = useToast();
  const refresh = () => void client.invalidateQueries({ queryKey: trpc.notes.pathKey() });
  const say = (error: ApiError) => {
    const { sentence, next } = errorMessageOf(error);
    toast({ title: sentence, description: next, tone: "bad" });
  };
  const settled = { onError: say, onSettled: refresh };
  const takeBack = useMutation(
    trpc.notes.takeBack.mutationOptions({
      ...settled,
      onSuccess: () => toast({ title: "Note taken back", tone: "mute" }),
    }),
  );
  const pin = useMutation(trpc.notes.pin.mutationOptions(settled));
  const add = useMutation(trpc.notes.add.mutationOptions({ onSettled: refresh }));
  return {
    /** Stores a text; `onDone` runs once it is stored. */
    add: (text: string, onDone: () => void) =>
      add.mutate(
        { subject, text },
        {
          onSuccess: ({ id }) => {
            onDone();
            const onUndo = () => takeBack.mutate({ noteId: id });
            undoToast({ title: "Note added", undoMs: UNDO_SHOWN_MS, onUndo });
          },
        },
      ),
    isAdding: add.isPending,
    addError: add.error === null ? undefined : errorMessageOf(add.error).sentence,
    forgetError: add.reset,
    takeBack: ({ id }: NoteDto) => takeBack.mutate({ noteId: id }),
    pin: ({ id, pinned }: NoteDto) => pin.mutate({ noteId: id, pinned: !pinned }),
  };
}

export type NoteWork = ReturnType<typeof useNoteWork>;
