"use client";

import { Pin, PinOff, Undo2 } from "lucide-react";
import { ROLE_TITLES } from "#components/messages/role-title.ts";
import { cn } from "#components/ui/class-names.ts";
import { useNowMs } from "#components/ui/clock.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { NoteDto } from "#core/contracts/notes.ts";
import { ROLES } from "#core/roles.ts";

interface NoteItemProps {
  note: NoteDto;
  /** Absent for who may only read. */
  onPin?: () => void;
  onTakeBack?: () => void;
}

function roleTitle(role: string): string {
  const known = ROLES.find((one) => one === role);
  return known === undefined ? role : ROLE_TITLES[known].toLowerCase();
}

/** One note: the text as it was typed, who wrote it and when. */
export function NoteItem({ note, onPin, onTakeBack }: NoteItemProps) {
  const nowMs = useNowMs();
  const { author, pinned, takeBackUntil } = note;
  const mayTakeBack = takeBackUntil !== null && takeBackUntil.getTime() > nowMs;
  return (
    <li
      className={cn("grid gap-1 border-b px-3 py-2 last:border-b-0", pinned && "bg-muted")}
      data-note={note.id}
    >
      <p className="whitespace-pre-wrap break-words">{note.text}</p>
      <div className="flex min-h-6 flex-wrap items-center gap-x-2 text-meta text-muted-foreground">
        {pinned ? <span className="font-medium text-secondary-foreground">Pinned ·</span> : null}
        <span>
          {author.name}, {roleTitle(author.role)}
        </span>
        <Time at={note.at} />
        <span className="ml-auto flex gap-1">
          {onTakeBack && mayTakeBack ? (
            <IconButton icon={Undo2} label="Take back" onClick={onTakeBack} size="sm" />
          ) : null}
          {onPin ? (
            <IconButton
              aria-pressed={pinned}
              icon={pinned ? PinOff : Pin}
              label={pinned ? "Unpin" : "Pin"}
              onClick={onPin}
              size="sm"
            />
          ) : null}
        </span>
      </div>
    </li>
  );
}
