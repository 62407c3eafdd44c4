-- Sequences that the partitioned tables draw from; a key over all partitions cannot be an identity column.
CREATE SEQUENCE webhook_delivery_id_seq;
CREATE SEQUENCE webhook_event_seq;
CREATE SEQUENCE stripe_call_id_seq;

-- CreateEnum
CREATE TYPE "role" AS ENUM ('support', 'finance', 'manager', 'admin', 'auditor');

-- CreateEnum
CREATE TYPE "command_state" AS ENUM ('pending_approval', 'held', 'executing', 'unknown', 'needs_human', 'accepted', 'succeeded', 'failed', 'failed_later', 'rejected', 'cancelled', 'expired');

-- CreateEnum
CREATE TYPE "reservation_state" AS ENUM ('held', 'converted', 'released');

-- CreateEnum
CREATE TYPE "case_state" AS ENUM ('open', 'escalated', 'closed');

-- CreateEnum
CREATE TYPE "event_status" AS ENUM ('received', 'done', 'superseded', 'ignored', 'parked', 'dead');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "password_hash" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" BIGSERIAL NOT NULL,
    "subject_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "formula" SMALLINT NOT NULL DEFAULT 1,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_role" TEXT,
    "session_id" UUID,
    "request_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "resource_type" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "command_id" UUID,
    "reason" TEXT,
    "details" TEXT NOT NULL,
    "subject_id" UUID,
    "seq" BIGINT,
    "leaf_hash" BYTEA,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_subject" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "salt" BYTEA NOT NULL,
    "data" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_subject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_progress" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "object_type" TEXT NOT NULL,
    "cursor" TEXT,
    "imported" BIGINT NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "import_progress_pkey" PRIMARY KEY ("account_id","livemode","object_type")
);

-- CreateTable
CREATE TABLE "command" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "command_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "requester_id" UUID NOT NULL,
    "requester_role" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "case_id" UUID,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_base" BIGINT,
    "base_currency" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "note" TEXT,
    "params" TEXT NOT NULL,
    "params_hash" TEXT NOT NULL,
    "preview" TEXT NOT NULL,
    "preview_hash" TEXT NOT NULL,
    "policy_version" TEXT NOT NULL,
    "policy_decision" JSONB NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "request_body" TEXT NOT NULL,
    "api_version" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "hold_until" TIMESTAMPTZ(3),
    "run_after" TIMESTAMPTZ(3),
    "lease_token" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_sent_at" TIMESTAMPTZ(3),
    "result_id" TEXT,
    "result_status" TEXT,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "command_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "command_attempt" (
    "command_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "fencing_token" BIGINT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "http_status" INTEGER,
    "stripe_request_id" TEXT,
    "error_type" TEXT,
    "error_code" TEXT,
    "outcome" TEXT,

    CONSTRAINT "command_attempt_pkey" PRIMARY KEY ("command_id","n")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "command_id" UUID NOT NULL,
    "approver_id" UUID NOT NULL,
    "approver_role" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "note" TEXT,
    "params_hash" TEXT NOT NULL,
    "preview_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "velocity_entry" (
    "command_id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "amount_base" BIGINT NOT NULL,
    "base_currency" TEXT NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "velocity_entry_pkey" PRIMARY KEY ("command_id")
);

-- CreateTable
CREATE TABLE "fx_rate" (
    "day" DATE NOT NULL,
    "from_currency" TEXT NOT NULL,
    "to_currency" TEXT NOT NULL,
    "numerator" BIGINT NOT NULL,
    "denominator" BIGINT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "fx_rate_pkey" PRIMARY KEY ("from_currency","to_currency","day")
);

-- CreateTable
CREATE TABLE "customer" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "country" TEXT,
    "default_payment_method_id" TEXT,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("account_id","livemode","id")
);

-- CreateTable
CREATE TABLE "payment_method" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT,
    "type" TEXT NOT NULL,
    "card_brand" TEXT,
    "last4" TEXT,
    "card_exp_month" INTEGER,
    "card_exp_year" INTEGER,
    "card_fingerprint" TEXT,
    "card_country" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_method_pkey" PRIMARY KEY ("account_id","livemode","id")
);

-- CreateTable
CREATE TABLE "balance_transaction" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "reporting_category" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "fee" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "balance_type" TEXT NOT NULL,
    "available_on" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "exchange_rate" TEXT,
    "source_id" TEXT,
    "payout_id" TEXT,
    "raw" JSONB NOT NULL,
    "raw_hash" TEXT NOT NULL,
    "first_seen_via" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "journal_id" BIGINT,

    CONSTRAINT "balance_transaction_pkey" PRIMARY KEY ("account_id","livemode","id")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "code" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "normal_side" TEXT NOT NULL,
    "allowed_kinds" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "event_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "source_type" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "object_id" TEXT,
    "reverses_id" BIGINT,
    "rule_version" INTEGER NOT NULL,
    "description" TEXT NOT NULL,

    CONSTRAINT "journal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry" (
    "id" BIGSERIAL NOT NULL,
    "journal_id" BIGINT NOT NULL,
    "ledger_account_id" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_break" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "currency" TEXT,
    "amount" BIGINT,
    "details" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "ledger_break_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "balance_reading" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "available" BIGINT NOT NULL,
    "pending" BIGINT NOT NULL,
    "drift" BIGINT,

    CONSTRAINT "balance_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_account" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "name" TEXT,
    "country" TEXT NOT NULL,
    "default_currency" TEXT NOT NULL,
    "base_currency" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stripe_account_pkey" PRIMARY KEY ("account_id","livemode")
);

-- CreateTable
CREATE TABLE "payment" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT,
    "amount" BIGINT NOT NULL,
    "amount_captured" BIGINT NOT NULL,
    "amount_refunded" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "capture_method" TEXT NOT NULL,
    "description" TEXT,
    "payment_method_id" TEXT,
    "payment_method_type" TEXT,
    "card_brand" TEXT,
    "last4" TEXT,
    "latest_charge_id" TEXT,
    "email" TEXT,
    "failure_code" TEXT,
    "decline_code" TEXT,
    "risk_level" TEXT,
    "risk_score" INTEGER,
    "disputed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("account_id","livemode","id")
);

-- CreateTable
CREATE TABLE "charge" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "payment_id" TEXT,
    "customer_id" TEXT,
    "amount" BIGINT NOT NULL,
    "amount_captured" BIGINT NOT NULL,
    "amount_refunded" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "captured" BOOLEAN NOT NULL,
    "disputed" BOOLEAN NOT NULL,
    "payment_method_type" TEXT,
    "card_brand" TEXT,
    "last4" TEXT,
    "card_fingerprint" TEXT,
    "card_country" TEXT,
    "card_exp_month" INTEGER,
    "card_exp_year" INTEGER,
    "outcome_type" TEXT,
    "network_status" TEXT,
    "seller_message" TEXT,
    "advice_code" TEXT,
    "risk_level" TEXT,
    "risk_score" INTEGER,
    "failure_code" TEXT,
    "decline_code" TEXT,
    "balance_transaction_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "charge_pkey" PRIMARY KEY ("account_id","livemode","id")
);

-- CreateTable
CREATE TABLE "payout" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "automatic" BOOLEAN NOT NULL,
    "arrival_at" TIMESTAMPTZ(3) NOT NULL,
    "balance_transaction_id" TEXT,
    "failure_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payout_pkey" PRIMARY KEY ("account_id","livemode","id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "handled_at" TIMESTAMPTZ(6),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_call" (
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('stripe_call_id_seq'::regclass),
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "object_id" TEXT,
    "command_id" UUID,
    "idempotency_key" TEXT,
    "api_version" TEXT NOT NULL,
    "http_status" INTEGER,
    "stripe_request_id" TEXT,
    "outcome" TEXT NOT NULL,
    "error_type" TEXT,
    "error_code" TEXT,
    "latency_ms" INTEGER NOT NULL,
    "request_sealed" BYTEA,
    "response_sealed" BYTEA,

    CONSTRAINT "stripe_call_pkey" PRIMARY KEY ("started_at","id")
) PARTITION BY RANGE ("started_at");

-- CreateTable
CREATE TABLE "worker_process" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "version" TEXT NOT NULL,

    CONSTRAINT "worker_process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "charge_id" TEXT,
    "payment_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "failure_reason" TEXT,
    "pending_reason" TEXT,
    "balance_transaction_id" TEXT,
    "failure_balance_transaction_id" TEXT,
    "command_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("account_id","livemode","id")
);

-- CreateTable
CREATE TABLE "charge_guard" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "charge_id" TEXT NOT NULL,
    "captured" BIGINT NOT NULL,
    "refunded" BIGINT NOT NULL,
    "held" BIGINT NOT NULL,

    CONSTRAINT "charge_guard_pkey" PRIMARY KEY ("account_id","livemode","charge_id")
);

-- CreateTable
CREATE TABLE "refund_reservation" (
    "command_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "charge_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "state" "reservation_state" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_reservation_pkey" PRIMARY KEY ("command_id")
);

-- CreateTable
CREATE TABLE "review_case" (
    "id" UUID NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "state" "case_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "amount" BIGINT,
    "currency" TEXT,
    "priority" INTEGER NOT NULL,
    "suggestion" JSONB NOT NULL,
    "evidence" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "snoozed_until" TIMESTAMPTZ(3),
    "claimed_by" UUID,
    "claimed_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "escalated_by" UUID,
    "escalated_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_note" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_decision" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "decided_by" UUID NOT NULL,
    "decision" TEXT NOT NULL,
    "label" TEXT,
    "reason" TEXT,
    "suggestion" JSONB NOT NULL,
    "differs" BOOLEAN NOT NULL,
    "command_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "id" BIGINT NOT NULL DEFAULT nextval('webhook_delivery_id_seq'::regclass),
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "event_id" TEXT,
    "event_type" TEXT,
    "object_id" TEXT,
    "signed_at" TIMESTAMPTZ(3),
    "secret_key_id" TEXT,
    "http_status" INTEGER NOT NULL,
    "result" TEXT NOT NULL,
    "body_bytes" INTEGER NOT NULL,
    "body_hash" TEXT,
    "ack_micros" INTEGER NOT NULL,
    "remote_ip" TEXT,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("received_at","id")
) PARTITION BY RANGE ("received_at");

-- CreateTable
CREATE TABLE "event_key" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "event_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "event_key_pkey" PRIMARY KEY ("account_id","livemode","event_id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "seq" BIGINT NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "api_version" TEXT,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" TEXT,
    "request_idempotency_key" TEXT,
    "source" TEXT NOT NULL,
    "raw" BYTEA NOT NULL,
    "body_hash" TEXT NOT NULL,
    "status" "event_status" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "status_reason" TEXT,
    "done_at" TIMESTAMPTZ(6),

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("received_at","seq")
) PARTITION BY RANGE ("received_at");

-- CreateTable
CREATE TABLE "event_attempt" (
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "seq" BIGINT NOT NULL,
    "n" INTEGER NOT NULL,
    "worker" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "finished_at" TIMESTAMPTZ(6),
    "outcome" TEXT,
    "error" TEXT,

    CONSTRAINT "event_attempt_pkey" PRIMARY KEY ("started_at","seq","n")
) PARTITION BY RANGE ("started_at");

-- CreateTable
CREATE TABLE "object_lane" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "wanted" BIGINT NOT NULL,
    "done" BIGINT NOT NULL DEFAULT 0,
    "run_after" TIMESTAMPTZ(6) NOT NULL,
    "lease_token" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "fails" INTEGER NOT NULL DEFAULT 0,
    "parked_reason" TEXT,

    CONSTRAINT "object_lane_pkey" PRIMARY KEY ("account_id","livemode","object_type","object_id")
);

-- CreateTable
CREATE TABLE "object_head" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "as_of_kind" TEXT NOT NULL,
    "fetch_token" BIGINT NOT NULL DEFAULT 0,
    "applied_ids" TEXT[],
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "api_version" TEXT,
    "doc" JSONB NOT NULL,

    CONSTRAINT "object_head_pkey" PRIMARY KEY ("account_id","livemode","object_type","object_id")
);

-- CreateTable
CREATE TABLE "feed_lane" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "feed" TEXT NOT NULL,
    "drained_to" TIMESTAMPTZ(3),
    "wanted_at" TIMESTAMPTZ(6),
    "run_after" TIMESTAMPTZ(6) NOT NULL,
    "lease_token" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "fails" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "last_pulled_at" TIMESTAMPTZ(6),

    CONSTRAINT "feed_lane_pkey" PRIMARY KEY ("account_id","livemode","feed")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "sign_in_attempt_subject_hash_at_idx" ON "sign_in_attempt"("subject_hash", "at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_seq_key" ON "audit_event"("seq");

-- CreateIndex
CREATE INDEX "audit_event_resource_type_resource_id_at_idx" ON "audit_event"("resource_type", "resource_id", "at");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_at_idx" ON "audit_event"("actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_subject_kind_ref_key" ON "audit_subject"("kind", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "command_idempotency_key_key" ON "command"("idempotency_key");

-- CreateIndex
CREATE INDEX "command_account_id_livemode_target_id_idx" ON "command"("account_id", "livemode", "target_id");

-- CreateIndex
CREATE INDEX "command_requester_id_created_at_idx" ON "command"("requester_id", "created_at");

-- CreateIndex
CREATE INDEX "command_state_created_at_idx" ON "command"("state", "created_at");

-- CreateIndex
CREATE INDEX "command_result_id_idx" ON "command"("result_id");

-- CreateIndex
CREATE UNIQUE INDEX "approval_command_id_approver_id_key" ON "approval"("command_id", "approver_id");

-- CreateIndex
CREATE INDEX "velocity_entry_subject_kind_subject_id_counted_at_idx" ON "velocity_entry"("subject_kind", "subject_id", "counted_at");

-- CreateIndex
CREATE INDEX "customer_account_id_livemode_email_idx" ON "customer"("account_id", "livemode", "email");

-- CreateIndex
CREATE INDEX "payment_method_account_id_livemode_customer_id_idx" ON "payment_method"("account_id", "livemode", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "balance_transaction_journal_id_key" ON "balance_transaction"("journal_id");

-- CreateIndex
CREATE INDEX "balance_transaction_account_id_livemode_created_at_id_idx" ON "balance_transaction"("account_id", "livemode", "created_at", "id");

-- CreateIndex
CREATE INDEX "balance_transaction_account_id_livemode_source_id_idx" ON "balance_transaction"("account_id", "livemode", "source_id");

-- CreateIndex
CREATE INDEX "balance_transaction_account_id_livemode_payout_id_idx" ON "balance_transaction"("account_id", "livemode", "payout_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_account_account_id_livemode_code_currency_key" ON "ledger_account"("account_id", "livemode", "code", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "journal_reverses_id_key" ON "journal"("reverses_id");

-- CreateIndex
CREATE INDEX "journal_account_id_livemode_event_at_id_idx" ON "journal"("account_id", "livemode", "event_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "journal_account_id_livemode_object_id_idx" ON "journal"("account_id", "livemode", "object_id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_account_id_livemode_key_key" ON "journal"("account_id", "livemode", "key");

-- CreateIndex
CREATE INDEX "entry_journal_id_idx" ON "entry"("journal_id");

-- CreateIndex
CREATE INDEX "entry_ledger_account_id_id_idx" ON "entry"("ledger_account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_break_account_id_livemode_fingerprint_key" ON "ledger_break"("account_id", "livemode", "fingerprint");

-- CreateIndex
CREATE INDEX "balance_reading_account_id_livemode_currency_read_at_idx" ON "balance_reading"("account_id", "livemode", "currency", "read_at" DESC);

-- CreateIndex
CREATE INDEX "payment_account_id_livemode_created_at_id_idx" ON "payment"("account_id", "livemode", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payment_account_id_livemode_customer_id_created_at_idx" ON "payment"("account_id", "livemode", "customer_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "payment_account_id_livemode_status_created_at_idx" ON "payment"("account_id", "livemode", "status", "created_at" DESC);

-- CreateIndex
CREATE INDEX "payment_account_id_livemode_last4_created_at_idx" ON "payment"("account_id", "livemode", "last4", "created_at" DESC);

-- CreateIndex
CREATE INDEX "payment_account_id_livemode_amount_created_at_idx" ON "payment"("account_id", "livemode", "amount", "created_at" DESC);

-- CreateIndex
CREATE INDEX "payment_account_id_livemode_email_created_at_idx" ON "payment"("account_id", "livemode", "email", "created_at" DESC);

-- CreateIndex
CREATE INDEX "payment_account_id_livemode_latest_charge_id_idx" ON "payment"("account_id", "livemode", "latest_charge_id");

-- CreateIndex
CREATE INDEX "charge_account_id_livemode_payment_id_created_at_idx" ON "charge"("account_id", "livemode", "payment_id", "created_at");

-- CreateIndex
CREATE INDEX "charge_account_id_livemode_created_at_idx" ON "charge"("account_id", "livemode", "created_at");

-- CreateIndex
CREATE INDEX "charge_account_id_livemode_card_fingerprint_created_at_idx" ON "charge"("account_id", "livemode", "card_fingerprint", "created_at");

-- CreateIndex
CREATE INDEX "charge_account_id_livemode_customer_id_created_at_idx" ON "charge"("account_id", "livemode", "customer_id", "created_at");

-- CreateIndex
CREATE INDEX "payout_account_id_livemode_created_at_idx" ON "payout"("account_id", "livemode", "created_at");

-- CreateIndex
CREATE INDEX "outbox_event_topic_key_idx" ON "outbox_event"("topic", "key");

-- CreateIndex
CREATE INDEX "stripe_call_account_id_livemode_object_id_started_at_idx" ON "stripe_call"("account_id", "livemode", "object_id", "started_at");

-- CreateIndex
CREATE INDEX "stripe_call_command_id_idx" ON "stripe_call"("command_id");

-- CreateIndex
CREATE INDEX "refund_account_id_livemode_charge_id_idx" ON "refund"("account_id", "livemode", "charge_id");

-- CreateIndex
CREATE INDEX "refund_account_id_livemode_payment_id_idx" ON "refund"("account_id", "livemode", "payment_id");

-- CreateIndex
CREATE INDEX "refund_account_id_livemode_created_at_idx" ON "refund"("account_id", "livemode", "created_at");

-- CreateIndex
CREATE INDEX "refund_command_id_idx" ON "refund"("command_id");

-- CreateIndex
CREATE INDEX "refund_reservation_account_id_livemode_charge_id_state_idx" ON "refund_reservation"("account_id", "livemode", "charge_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "review_case_number_key" ON "review_case"("number");

-- CreateIndex
CREATE INDEX "review_case_account_id_livemode_state_priority_due_at_idx" ON "review_case"("account_id", "livemode", "state", "priority" DESC, "due_at");

-- CreateIndex
CREATE INDEX "review_case_account_id_livemode_subject_id_idx" ON "review_case"("account_id", "livemode", "subject_id");

-- CreateIndex
CREATE INDEX "case_note_case_id_created_at_idx" ON "case_note"("case_id", "created_at");

-- CreateIndex
CREATE INDEX "case_decision_case_id_created_at_idx" ON "case_decision"("case_id", "created_at");

-- CreateIndex
CREATE INDEX "case_decision_decided_by_created_at_idx" ON "case_decision"("decided_by", "created_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_account_id_livemode_received_at_id_idx" ON "webhook_delivery"("account_id", "livemode", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_delivery_account_id_livemode_event_id_idx" ON "webhook_delivery"("account_id", "livemode", "event_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_account_id_livemode_object_id_received_at_idx" ON "webhook_delivery"("account_id", "livemode", "object_id", "received_at");

-- CreateIndex
CREATE INDEX "webhook_event_account_id_livemode_received_at_seq_idx" ON "webhook_event"("account_id", "livemode", "received_at" DESC, "seq" DESC);

-- CreateIndex
CREATE INDEX "webhook_event_account_id_livemode_object_id_created_at_idx" ON "webhook_event"("account_id", "livemode", "object_id", "created_at");

-- CreateIndex
CREATE INDEX "webhook_event_account_id_livemode_type_received_at_idx" ON "webhook_event"("account_id", "livemode", "type", "received_at" DESC);

-- CreateIndex
CREATE INDEX "event_attempt_seq_idx" ON "event_attempt"("seq");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_journal_id_fkey" FOREIGN KEY ("journal_id") REFERENCES "journal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_ledger_account_id_fkey" FOREIGN KEY ("ledger_account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_note" ADD CONSTRAINT "case_note_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "review_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_decision" ADD CONSTRAINT "case_decision_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "review_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
