"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { RadioList } from "#components/ui/segmented-control.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { useTRPC } from "#trpc/client.tsx";

interface AssignSheetProps {
  title: string;
  ownerId: string | null;
  onAssign: (personId: string) => void;
  onClose: () => void;
}

/** Picks the person of finance who looks into a break. */
export function AssignSheet({ title, ownerId, onAssign, onClose }: AssignSheetProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.bookkeeping.people.queryOptions());
  const [chosen, setChosen] = useState<string | null>(ownerId);
  const person = query.data?.people.find(({ id }) => id === chosen);
  const commit = () => {
    if (!person) return;
    onAssign(person.id);
    onClose();
  };
  return (
    <SideSheet
      description={title}
      footer={
        <CommitButton
          onCommit={commit}
          unavailableBecause={person ? undefined : "Choose a person first."}
        >
          {person ? `Assign to ${person.name}` : "Assign"}
        </CommitButton>
      }
      onCommit={commit}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title="Assign"
    >
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data ? (
        <RadioList
          choices={query.data.people.map(({ id, name }) => ({ value: id, label: name }))}
          label="Person"
          onChange={setChosen}
          value={chosen}
        />
      ) : query.error ? null : (
        <SkeletonLines lines={4} />
      )}
    </SideSheet>
  );
}
