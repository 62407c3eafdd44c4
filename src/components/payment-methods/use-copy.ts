"use client";

import { useToast } from "#components/ui/toast.tsx";

/** Copies a text and says so. `what` begins the sentence: "Link". */
export function useCopy(): (what: string, text: string) => void {
  const { toast } = useToast();
  return (what, text) => {
    navigator.clipboard.writeText(text).then(
      () => toast({ title: `${what} copied` }),
      () => toast({ title: `${what} could not be copied`, tone: "bad" }),
    );
  };
}
