-- Reconciliation, bank statements, closing of months, disputes, exports, backfill: their tables.
ALTER TABLE "journal" ADD COLUMN "accounting_at" TIMESTAMPTZ(3), ADD COLUMN "command_id" UUID;
ALTER TABLE "journal" DISABLE TRIGGER journal_append_only;
UPDATE "journal" SET "accounting_at" = "event_at";
ALTER TABLE "journal" ENABLE TRIGGER journal_append_only;
ALTER TABLE "journal" ALTER COLUMN "accounting_at" SET NOT NULL;
-- What was found so far came with the feed: by a transaction, or by the balance.
ALTER TABLE "ledger_break"
  ADD COLUMN "level" TEXT, ADD COLUMN "object_type" TEXT, ADD COLUMN "expected" BIGINT, ADD COLUMN "actual" BIGINT,
  ADD COLUMN "amount_base" BIGINT, ADD COLUMN "state" TEXT NOT NULL DEFAULT 'open', ADD COLUMN "owner_id" UUID,
  ADD COLUMN "command_id" UUID, ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "reopened" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "due_at" TIMESTAMPTZ(3),
  ADD COLUMN "last_seen_at" TIMESTAMPTZ(3), ADD COLUMN "last_run_id" UUID;
UPDATE "ledger_break" SET
  "level" = CASE "type" WHEN 'BALANCE_DRIFT' THEN 'R2' ELSE 'R1' END,
  "object_type" = CASE "type" WHEN 'BALANCE_DRIFT' THEN 'currency' ELSE 'balance_transaction' END,
  "state" = CASE WHEN "resolved_at" IS NULL THEN 'open' ELSE 'resolved' END,
  "due_at" = "opened_at" + interval '1 day', "last_seen_at" = "opened_at";
ALTER TABLE "ledger_break" ALTER COLUMN "level" SET NOT NULL, ALTER COLUMN "object_type" SET NOT NULL,
  ALTER COLUMN "due_at" SET NOT NULL, ALTER COLUMN "last_seen_at" SET NOT NULL;
ALTER TABLE "payout" ADD COLUMN     "destination_id" TEXT,
ADD COLUMN     "failure_balance_transaction_id" TEXT,
ADD COLUMN     "failure_message" TEXT,
ADD COLUMN     "method" TEXT NOT NULL DEFAULT 'standard',
ADD COLUMN     "original_payout_id" TEXT,
ADD COLUMN     "reconciliation_status" TEXT,
ADD COLUMN     "reversed_by_id" TEXT,
ADD COLUMN     "statement_descriptor" TEXT,
ADD COLUMN     "trace_id" TEXT,
ADD COLUMN     "trace_status" TEXT;
CREATE TABLE "import_window" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "object_type" TEXT NOT NULL,
    "from_second" BIGINT NOT NULL,
    "to_second" BIGINT NOT NULL,
    "cursor" TEXT,
    "imported" BIGINT NOT NULL DEFAULT 0,
    "lease_token" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "run_after" TIMESTAMPTZ(3) NOT NULL,
    "fails" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_window_pkey" PRIMARY KEY ("account_id","livemode","object_type","from_second")
);
CREATE TABLE "backfill_run" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "requested_by" UUID,
    "state" TEXT NOT NULL,
    "wanted_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "proof" JSONB,

    CONSTRAINT "backfill_run_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "rate_budget" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "per_second" INTEGER NOT NULL,
    "burst" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_budget_pkey" PRIMARY KEY ("account_id","livemode","name")
);
CREATE TABLE "bank_account" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "label" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "identifier_hash" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "csv_mapping" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_account_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "bank_statement" (
    "id" UUID NOT NULL,
    "bank_account_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "from_date" DATE,
    "to_date" DATE,
    "opening_balance" BIGINT,
    "closing_balance" BIGINT,
    "lines" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "amended" INTEGER NOT NULL,
    "imported_by" UUID NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_statement_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "bank_line" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "bank_account_id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "booked_on" DATE NOT NULL,
    "value_on" DATE NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "reference" TEXT,
    "description" TEXT NOT NULL,
    "counterparty" TEXT,
    "trace_id" TEXT,
    "content_hash" TEXT NOT NULL,
    "amended" INTEGER NOT NULL DEFAULT 0,
    "raw" JSONB NOT NULL,

    CONSTRAINT "bank_line_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "bank_line_amendment" (
    "id" BIGSERIAL NOT NULL,
    "bank_line_id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_line_amendment_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "dispute" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "charge_id" TEXT NOT NULL,
    "payment_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "network_reason_code" TEXT,
    "charge_refundable" BOOLEAN NOT NULL,
    "evidence_due_at" TIMESTAMPTZ(3),
    "has_evidence" BOOLEAN NOT NULL,
    "submission_count" INTEGER NOT NULL,
    "balance_transaction_ids" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("account_id","livemode","id")
);
CREATE TABLE "export" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "filters" JSONB NOT NULL,
    "requested_by" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "rows" BIGINT,
    "bytes" BIGINT,
    "sha256" TEXT,
    "state" TEXT NOT NULL,

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "break_step" (
    "id" BIGSERIAL NOT NULL,
    "break_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "step" TEXT NOT NULL,
    "person_id" UUID,
    "run_id" UUID,
    "note" TEXT,

    CONSTRAINT "break_step_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "balance_snapshot" (
    "ledger_account_id" BIGINT NOT NULL,
    "upto_entry_id" BIGINT NOT NULL,
    "balance" BIGINT NOT NULL,
    "entries" BIGINT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "balance_snapshot_pkey" PRIMARY KEY ("ledger_account_id","upto_entry_id")
);
CREATE TABLE "snapshot_candidate" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "upto_entry_id" BIGINT NOT NULL,
    "xid" xid8 NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "snapshot_candidate_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "ledger_close" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "closed_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_close_pkey" PRIMARY KEY ("account_id","livemode")
);
CREATE TABLE "accounting_period" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "month" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "locked_by" UUID,
    "locked_at" TIMESTAMPTZ(3),
    "command_id" UUID,
    "closed_at" TIMESTAMPTZ(3),
    "checklist" JSONB,
    "balance_hash" TEXT,

    CONSTRAINT "accounting_period_pkey" PRIMARY KEY ("account_id","livemode","month")
);
CREATE TABLE "period_balance" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "month" TEXT NOT NULL,
    "ledger_account_id" BIGINT NOT NULL,
    "opening" BIGINT NOT NULL,
    "debits" BIGINT NOT NULL,
    "credits" BIGINT NOT NULL,
    "closing" BIGINT NOT NULL,

    CONSTRAINT "period_balance_pkey" PRIMARY KEY ("account_id","livemode","month","ledger_account_id")
);
CREATE TABLE "reconciliation_run" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "levels" TEXT[],
    "trigger" TEXT NOT NULL,
    "requested_by" UUID,
    "rule_version" INTEGER NOT NULL,
    "inputs_hash" TEXT,
    "state" TEXT NOT NULL,
    "wanted_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "reconciliation_run_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "reconciliation_count" (
    "run_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "checked" BIGINT NOT NULL,
    "matched" BIGINT NOT NULL,
    "expected" BIGINT NOT NULL,
    "broken" BIGINT NOT NULL,
    "value_checked" BIGINT NOT NULL,
    "value_broken" BIGINT NOT NULL,

    CONSTRAINT "reconciliation_count_pkey" PRIMARY KEY ("run_id","level","currency")
);
CREATE TABLE "reconciliation_match" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "level" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "run_id" UUID,
    "command_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reconciliation_match_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "reconciliation_match_item" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "side" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "match_id" UUID NOT NULL,

    CONSTRAINT "reconciliation_match_item_pkey" PRIMARY KEY ("account_id","livemode","side","item_id")
);
CREATE TABLE "match_proposal" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "confidence" INTEGER NOT NULL,
    "payout_ids" TEXT[],
    "bank_line_ids" TEXT[],
    "currency" TEXT NOT NULL,
    "difference" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "command_id" UUID,
    "run_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "match_proposal_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "backfill_run_account_id_livemode_wanted_at_idx" ON "backfill_run"("account_id", "livemode", "wanted_at" DESC);
CREATE UNIQUE INDEX "bank_account_account_id_livemode_identifier_hash_currency_key" ON "bank_account"("account_id", "livemode", "identifier_hash", "currency");
CREATE UNIQUE INDEX "bank_statement_bank_account_id_file_hash_reference_key" ON "bank_statement"("bank_account_id", "file_hash", "reference");
CREATE INDEX "bank_line_account_id_livemode_value_on_id_idx" ON "bank_line"("account_id", "livemode", "value_on", "id");
CREATE INDEX "bank_line_account_id_livemode_trace_id_idx" ON "bank_line"("account_id", "livemode", "trace_id");
CREATE UNIQUE INDEX "bank_line_bank_account_id_external_id_key" ON "bank_line"("bank_account_id", "external_id");
CREATE INDEX "bank_line_amendment_bank_line_id_idx" ON "bank_line_amendment"("bank_line_id");
CREATE INDEX "dispute_account_id_livemode_charge_id_idx" ON "dispute"("account_id", "livemode", "charge_id");
CREATE INDEX "dispute_account_id_livemode_created_at_idx" ON "dispute"("account_id", "livemode", "created_at");
CREATE INDEX "dispute_account_id_livemode_status_evidence_due_at_idx" ON "dispute"("account_id", "livemode", "status", "evidence_due_at");
CREATE INDEX "export_account_id_livemode_requested_at_idx" ON "export"("account_id", "livemode", "requested_at" DESC);
CREATE INDEX "break_step_break_id_id_idx" ON "break_step"("break_id", "id");
CREATE INDEX "reconciliation_run_account_id_livemode_wanted_at_idx" ON "reconciliation_run"("account_id", "livemode", "wanted_at" DESC);
CREATE INDEX "reconciliation_match_account_id_livemode_created_at_idx" ON "reconciliation_match"("account_id", "livemode", "created_at");
CREATE INDEX "reconciliation_match_item_match_id_idx" ON "reconciliation_match_item"("match_id");
CREATE INDEX "match_proposal_account_id_livemode_state_idx" ON "match_proposal"("account_id", "livemode", "state");
CREATE UNIQUE INDEX "match_proposal_account_id_livemode_fingerprint_key" ON "match_proposal"("account_id", "livemode", "fingerprint");
CREATE INDEX "journal_account_id_livemode_accounting_at_id_idx" ON "journal"("account_id", "livemode", "accounting_at", "id");
CREATE INDEX "journal_command_id_idx" ON "journal"("command_id");
CREATE INDEX "ledger_break_account_id_livemode_state_due_at_idx" ON "ledger_break"("account_id", "livemode", "state", "due_at");
CREATE INDEX "ledger_break_account_id_livemode_object_id_idx" ON "ledger_break"("account_id", "livemode", "object_id");
CREATE INDEX "payout_account_id_livemode_arrival_at_id_idx" ON "payout"("account_id", "livemode", "arrival_at" DESC, "id");
CREATE INDEX "payout_account_id_livemode_trace_id_idx" ON "payout"("account_id", "livemode", "trace_id");
