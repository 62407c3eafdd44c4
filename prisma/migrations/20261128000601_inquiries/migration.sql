-- What people ask about commands of which nobody knows what Stripe did, and what the worker read there.
CREATE TABLE command_inquiry (
  "id" UUID NOT NULL,
  "account_id" TEXT NOT NULL,
  "livemode" BOOLEAN NOT NULL,
  "command_id" UUID NOT NULL,
  "object_id" TEXT,
  "asked_by" UUID NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "state" TEXT NOT NULL,
  "lease_until" TIMESTAMPTZ(3),
  "answered_at" TIMESTAMPTZ(3),
  "reads" JSONB NOT NULL DEFAULT '[]',
  "found_id" TEXT,
  CONSTRAINT "command_inquiry_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "command_inquiry_command_id_asked_at_idx" ON command_inquiry ("command_id", "asked_at");
CREATE INDEX command_inquiry_wanted ON command_inquiry (asked_at) WHERE state = 'wanted';
ALTER TABLE command_inquiry ADD CONSTRAINT command_inquiry_state_known
  CHECK (state IN ('wanted', 'settled', 'nothing', 'other', 'failed', 'overtaken'));
ALTER TABLE command_inquiry ADD CONSTRAINT command_inquiry_answered
  CHECK ((state = 'wanted') = (answered_at IS NULL));

GRANT SELECT ON command_inquiry TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT ON command_inquiry TO countersign_web;
GRANT UPDATE (state, lease_until, answered_at, reads, found_id) ON command_inquiry TO countersign_worker;

-- The history of one command is read from the log.
CREATE INDEX "audit_event_command_id_idx" ON audit_event ("command_id");
