-- Bulk refunds: the run of a list that a second person signed, its rows, and of which bulk a command is a row.
CREATE TABLE bulk_run (
  "id" UUID NOT NULL,
  "account_id" TEXT NOT NULL,
  "livemode" BOOLEAN NOT NULL,
  "state" TEXT NOT NULL,
  "canary" BOOLEAN NOT NULL,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "bulk_run_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "bulk_run_account_id_livemode_state_idx" ON bulk_run ("account_id", "livemode", "state");
ALTER TABLE bulk_run ADD CONSTRAINT bulk_run_state_known
  CHECK (state IN ('running', 'waiting', 'paused', 'stopped', 'finished'));
ALTER TABLE bulk_run ADD CONSTRAINT bulk_run_ended
  CHECK ((ended_at IS NOT NULL) = (state IN ('stopped', 'finished')));

CREATE TABLE bulk_row (
  "bulk_id" UUID NOT NULL,
  "n" INTEGER NOT NULL,
  "payment_id" TEXT NOT NULL,
  "charge_id" TEXT NOT NULL,
  "amount" BIGINT NOT NULL,
  "currency" TEXT NOT NULL,
  "available" BIGINT NOT NULL,
  "state" TEXT NOT NULL,
  "command_id" UUID,
  "why" TEXT,
  "detail" TEXT,
  "decided_at" TIMESTAMPTZ(3),
  CONSTRAINT "bulk_row_pkey" PRIMARY KEY ("bulk_id", "n")
);
CREATE UNIQUE INDEX "bulk_row_command_id_key" ON bulk_row ("command_id");
ALTER TABLE bulk_row ADD CONSTRAINT bulk_row_state_known
  CHECK (state IN ('waiting', 'placed', 'refused', 'withdrawn'));
ALTER TABLE bulk_row ADD CONSTRAINT bulk_row_placed CHECK ((command_id IS NOT NULL) = (state = 'placed'));
ALTER TABLE bulk_row ADD CONSTRAINT bulk_row_refused CHECK ((why IS NOT NULL) = (state = 'refused'));
ALTER TABLE bulk_row ADD CONSTRAINT bulk_row_amount CHECK (amount > 0 AND amount <= available);

ALTER TABLE command ADD COLUMN "bulk_id" UUID;
CREATE INDEX "command_bulk_id_idx" ON command ("bulk_id");

-- The signature of a bulk counts for its rows. So nothing may pass for a row of it that is not in its list, and waiting.
CREATE FUNCTION command_is_row_of_bulk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.bulk_id IS DISTINCT FROM OLD.bulk_id THEN
      RAISE EXCEPTION 'the bulk of command % cannot be changed', OLD.id;
    END IF;
  ELSIF NEW.bulk_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM bulk_row r WHERE r.bulk_id = NEW.bulk_id AND r.payment_id = NEW.target_id
      AND r.amount = NEW.amount AND r.currency = NEW.currency AND r.state = 'waiting') THEN
    RAISE EXCEPTION 'command % is no waiting row of bulk %', NEW.id, NEW.bulk_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER command_is_row_of_bulk BEFORE INSERT OR UPDATE OF bulk_id ON command
  FOR EACH ROW EXECUTE FUNCTION command_is_row_of_bulk();

GRANT SELECT ON bulk_run, bulk_row TO countersign_reader, countersign_web, countersign_worker;
-- Only the executor of a signed command begins a run and works on its rows; people hold it, let it go on, and end it.
GRANT INSERT ON bulk_run, bulk_row TO countersign_worker;
GRANT UPDATE (state, canary, ended_at) ON bulk_run TO countersign_web, countersign_worker;
GRANT UPDATE (state, command_id, why, detail, decided_at) ON bulk_row TO countersign_worker;
GRANT UPDATE (state, decided_at) ON bulk_row TO countersign_web;
