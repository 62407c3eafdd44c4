-- Who sends a file says so every few seconds: an export whose process is gone ends as broken off instead of for ever being sent.
ALTER TABLE "export" ADD COLUMN "alive_until" TIMESTAMPTZ(3);

-- The worker ends what nobody sends any more, and nothing else of an export.
GRANT SELECT, UPDATE ("state", "finished_at") ON "export" TO countersign_worker;
