"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import type { JournalDto } from "#core/contracts/ledger.ts";

const BooksChangeSheet = dynamic(() =>
  import("#components/bookkeeping/books-change-sheet.tsx").then((file) => file.BooksChangeSheet),
);

/** Asks to take a journal back that people posted; what Stripe or our own clearing posted has no such button. */
export function TakeBackButton({ journal }: { journal: JournalDto }) {
  const [isOpen, setIsOpen] = useState(false);
  const mayAsk = usePermitted("books:change");
  if (journal.kind !== "ADJ" || !mayAsk) return null;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Take back…</Button>
      {isOpen ? (
        <BooksChangeSheet
          change={{ kind: "journal_reversal", journalId: journal.id }}
          commitLabel="Ask to take the journal back"
          description="Its mirror image is posted once another person has signed. The break it was for opens again."
          onClose={() => setIsOpen(false)}
          title="Take back a journal"
        />
      ) : null}
    </>
  );
}
