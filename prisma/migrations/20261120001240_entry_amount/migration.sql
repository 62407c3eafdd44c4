-- The journals of an amount are searched by people; without it each search would read every entry.
CREATE INDEX "entry_amount_journal_id_idx" ON "entry"("amount", "journal_id");
