-- What stops overrides: a switch that people put on, and a breaker that Stripe's failures open. All workers read both.
CREATE TABLE kill_switch (
  "id" UUID NOT NULL,
  "account_id" TEXT NOT NULL,
  "livemode" BOOLEAN NOT NULL,
  "covers" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "on_by" UUID NOT NULL,
  "on_at" TIMESTAMPTZ(3) NOT NULL,
  "off_at" TIMESTAMPTZ(3),
  "off_command_id" UUID,
  CONSTRAINT "kill_switch_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "kill_switch_account_id_livemode_on_at_idx" ON kill_switch ("account_id", "livemode", "on_at" DESC);
-- Two people who stop the same thing at once stop it once.
CREATE UNIQUE INDEX kill_switch_one_on ON kill_switch (account_id, livemode, covers) WHERE off_at IS NULL;
ALTER TABLE kill_switch ADD CONSTRAINT kill_switch_off_is_signed
  CHECK ((off_at IS NULL) = (off_command_id IS NULL));

CREATE TABLE circuit_breaker (
  "account_id" TEXT NOT NULL,
  "livemode" BOOLEAN NOT NULL,
  "state" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "counted_from" TIMESTAMPTZ(3) NOT NULL,
  "calls" INTEGER NOT NULL,
  "failures" INTEGER NOT NULL,
  "earlier_calls" INTEGER NOT NULL,
  "earlier_failures" INTEGER NOT NULL,
  "trips" INTEGER NOT NULL,
  "retry_at" TIMESTAMPTZ(3),
  "probe_command_id" UUID,
  "probe_until" TIMESTAMPTZ(3),
  "last_failure" TEXT,
  CONSTRAINT "circuit_breaker_pkey" PRIMARY KEY ("account_id", "livemode")
);
ALTER TABLE circuit_breaker ADD CONSTRAINT circuit_breaker_state_known
  CHECK (state IN ('closed', 'open', 'half_open'));

GRANT SELECT ON kill_switch, circuit_breaker TO countersign_reader, countersign_web, countersign_worker;
-- Anybody who may stop does so through the web; only the executor of a signed command takes a switch off.
GRANT INSERT ON kill_switch TO countersign_web;
GRANT UPDATE (off_at, off_command_id) ON kill_switch TO countersign_worker;
GRANT INSERT, UPDATE ON circuit_breaker TO countersign_worker;
