-- How far down a window of an import has come, and what a person said of a run's beginning.
ALTER TABLE import_window ADD COLUMN "reached_second" BIGINT;
ALTER TABLE backfill_run ADD COLUMN "from_second" BIGINT,
  ADD COLUMN "since_second" BIGINT,
  ADD COLUMN "last_error" TEXT;
ALTER TABLE rate_budget ADD COLUMN "limited_at" TIMESTAMPTZ(3);

ALTER TABLE backfill_run ADD CONSTRAINT backfill_run_state_known
  CHECK (state IN ('wanted', 'running', 'proving', 'proven', 'unproven'));
ALTER TABLE import_window ADD CONSTRAINT import_window_spans_time CHECK (from_second < to_second);
-- One run at a time: two would take each other's windows away.
CREATE UNIQUE INDEX backfill_run_one_open ON backfill_run (account_id, livemode)
  WHERE state IN ('wanted', 'running', 'proving');
