-- A time that a person chose for sending, on the business clock; the hold counts besides.
ALTER TABLE "command" ADD COLUMN "not_before" TIMESTAMPTZ(3);
