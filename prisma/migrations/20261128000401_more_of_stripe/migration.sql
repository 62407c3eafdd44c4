-- What overrides act on: subscriptions with their invoices, what Radar says, and more of payments, customers and disputes.
CREATE TABLE "subscription" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "description" TEXT,
    "currency" TEXT NOT NULL,
    "amount" BIGINT,
    "interval" TEXT,
    "interval_count" INTEGER,
    "items" JSONB NOT NULL,
    "current_period_start" TIMESTAMPTZ(3),
    "current_period_end" TIMESTAMPTZ(3),
    "cancel_at_period_end" BOOLEAN NOT NULL,
    "cancel_at" TIMESTAMPTZ(3),
    "canceled_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "trial_end" TIMESTAMPTZ(3),
    "pause_behavior" TEXT,
    "pause_resumes_at" TIMESTAMPTZ(3),
    "collection_method" TEXT NOT NULL,
    "default_payment_method_id" TEXT,
    "latest_invoice_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("account_id","livemode","id")
);
CREATE INDEX "subscription_account_id_livemode_customer_id_created_at_idx"
  ON "subscription"("account_id", "livemode", "customer_id", "created_at" DESC);
CREATE INDEX "subscription_account_id_livemode_status_created_at_idx"
  ON "subscription"("account_id", "livemode", "status", "created_at" DESC);

CREATE TABLE "invoice" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT,
    "subscription_id" TEXT,
    "number" TEXT,
    "status" TEXT NOT NULL,
    "billing_reason" TEXT,
    "collection_method" TEXT NOT NULL,
    "auto_advance" BOOLEAN NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_due" BIGINT NOT NULL,
    "amount_paid" BIGINT NOT NULL,
    "amount_remaining" BIGINT NOT NULL,
    "attempt_count" INTEGER NOT NULL,
    "next_payment_attempt_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "default_payment_method_id" TEXT,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "finalized_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("account_id","livemode","id")
);
CREATE INDEX "invoice_account_id_livemode_customer_id_created_at_id_idx"
  ON "invoice"("account_id", "livemode", "customer_id", "created_at" DESC, "id" DESC);
CREATE INDEX "invoice_account_id_livemode_subscription_id_created_at_idx"
  ON "invoice"("account_id", "livemode", "subscription_id", "created_at" DESC);
CREATE INDEX "invoice_account_id_livemode_status_created_at_idx"
  ON "invoice"("account_id", "livemode", "status", "created_at" DESC);

CREATE TABLE "invoice_payment" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "payment_id" TEXT,
    "charge_id" TEXT,
    "status" TEXT NOT NULL,
    "amount_requested" BIGINT NOT NULL,
    "amount_paid" BIGINT,
    "currency" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_payment_pkey" PRIMARY KEY ("account_id","livemode","id")
);
CREATE INDEX "invoice_payment_account_id_livemode_invoice_id_created_at_idx"
  ON "invoice_payment"("account_id", "livemode", "invoice_id", "created_at");
CREATE INDEX "invoice_payment_account_id_livemode_payment_id_idx"
  ON "invoice_payment"("account_id", "livemode", "payment_id");

CREATE TABLE "radar_review" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "charge_id" TEXT,
    "payment_id" TEXT,
    "open" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_reason" TEXT NOT NULL,
    "closed_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "radar_review_pkey" PRIMARY KEY ("account_id","livemode","id")
);
CREATE INDEX "radar_review_account_id_livemode_payment_id_idx"
  ON "radar_review"("account_id", "livemode", "payment_id");
CREATE INDEX "radar_review_account_id_livemode_open_created_at_idx"
  ON "radar_review"("account_id", "livemode", "open", "created_at" DESC);

CREATE TABLE "early_fraud_warning" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "charge_id" TEXT NOT NULL,
    "payment_id" TEXT,
    "fraud_type" TEXT NOT NULL,
    "actionable" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "early_fraud_warning_pkey" PRIMARY KEY ("account_id","livemode","id")
);
CREATE INDEX "early_fraud_warning_account_id_livemode_payment_id_idx"
  ON "early_fraud_warning"("account_id", "livemode", "payment_id");
CREATE INDEX "early_fraud_warning_account_id_livemode_charge_id_idx"
  ON "early_fraud_warning"("account_id", "livemode", "charge_id");

ALTER TABLE "payment" ADD COLUMN "amount_capturable" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "capture_before" TIMESTAMPTZ(3),
  ADD COLUMN "next_action" TEXT,
  ADD COLUMN "failed_payment_method_id" TEXT,
  ADD COLUMN "advice_code" TEXT,
  ADD COLUMN "network_decline_code" TEXT,
  ADD COLUMN "cancellation_reason" TEXT,
  ADD COLUMN "canceled_at" TIMESTAMPTZ(3),
  ADD COLUMN "setup_future_usage" TEXT,
  ADD COLUMN "on_behalf_of" TEXT,
  ADD COLUMN "transfer_destination" TEXT,
  ADD COLUMN "application_fee" BIGINT;

ALTER TABLE "charge" ADD COLUMN "payment_method_id" TEXT,
  ADD COLUMN "capture_before" TIMESTAMPTZ(3),
  ADD COLUMN "card_network" TEXT,
  ADD COLUMN "card_funding" TEXT,
  ADD COLUMN "card_issuer" TEXT,
  ADD COLUMN "issuer_key" TEXT,
  ADD COLUMN "network_decline_code" TEXT,
  ADD COLUMN "network_advice_code" TEXT,
  ADD COLUMN "on_behalf_of" TEXT,
  ADD COLUMN "transfer_destination" TEXT,
  ADD COLUMN "transfer_id" TEXT,
  ADD COLUMN "application_fee" BIGINT;

ALTER TABLE "customer" ADD COLUMN "balance" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "currency" TEXT,
  ADD COLUMN "delinquent" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "dispute" ADD COLUMN "evidence" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "past_due" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "submission_method" TEXT,
  ADD COLUMN "intended_submission_method" TEXT,
  ADD COLUMN "enhanced_eligibility" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

GRANT SELECT ON subscription, invoice, invoice_payment, radar_review, early_fraud_warning
TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT, UPDATE ON subscription, invoice, invoice_payment, radar_review, early_fraud_warning
TO countersign_worker;
