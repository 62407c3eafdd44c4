"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { ControlSheet } from "./control-sheet.tsx";
import { useAskControl } from "./use-ask-control.ts";

interface DeclareProps {
  targetId: string;
  inquiryId: string;
}

function DeclareSheet({ targetId, inquiryId, onClose }: DeclareProps & { onClose: () => void }) {
  const trpc = useTRPC();
  const about = { targetId, inquiryId };
  const preview = useQuery({
    ...trpc.operations.previewResolution.queryOptions(about),
    staleTime: 0,
    retry: false,
  });
  const asking = useAskControl(trpc.operations.requestResolution.mutationOptions(), onClose);
  return (
    <ControlSheet
      commitLabel="Ask a second person to sign"
      description="Say in the note what you looked at besides: Stripe's dashboard, an answer of its support."
      error={asking.error}
      isSending={asking.isPending}
      onClose={onClose}
      onSend={(asked) => asking.mutate({ ...asked, ...about })}
      preview={preview}
      title="Declare that Stripe made nothing"
    />
  );
}

/** The way out where Stripe has nothing: two people sign what the worker did not find. */
export function DeclareNothing(props: DeclareProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      <Button onClick={() => setIsOpen(true)}>Declare that Stripe made nothing…</Button>
      {isOpen ? <DeclareSheet {...props} onClose={() => setIsOpen(false)} /> : null}
    </div>
  );
}
