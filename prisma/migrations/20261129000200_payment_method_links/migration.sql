-- Links to a page of Stripe's on which a customer saves another payment method, followed until that method pays.
CREATE TABLE "payment_method_link" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "id" TEXT NOT NULL,
    "command_id" UUID NOT NULL,
    "customer_id" TEXT NOT NULL,
    "payment_id" TEXT,
    "requester_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "url_sealed" BYTEA,
    "shown_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "method_id" TEXT,
    "attached_at" TIMESTAMPTZ(3),
    "default_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "used_payment_id" TEXT,
    "default_command_id" UUID,
    "expire_command_id" UUID,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_method_link_pkey" PRIMARY KEY ("account_id", "livemode", "id"),
    CONSTRAINT "payment_method_link_state" CHECK ("state" IN ('open', 'attached', 'default', 'used', 'expired', 'superseded')),
    -- An address is kept while it is of use and was not shown, and no longer.
    CONSTRAINT "payment_method_link_address" CHECK ("url_sealed" IS NULL OR ("state" = 'open' AND "shown_at" IS NULL)),
    CONSTRAINT "payment_method_link_method" CHECK ("state" NOT IN ('attached', 'default', 'used') OR "method_id" IS NOT NULL)
);
CREATE UNIQUE INDEX "payment_method_link_command_id_key" ON "payment_method_link"("command_id");
CREATE INDEX "payment_method_link_account_id_livemode_customer_id_created_idx" ON "payment_method_link"("account_id", "livemode", "customer_id", "created_at");
CREATE INDEX "payment_method_link_account_id_livemode_state_looked_at_idx" ON "payment_method_link"("account_id", "livemode", "state", "looked_at");

-- The worker keeps and follows links; the web shows an address once, and then forgets it; readers never see one.
GRANT SELECT, INSERT, UPDATE ON "payment_method_link" TO countersign_worker;
GRANT SELECT, UPDATE ("url_sealed", "shown_at") ON "payment_method_link" TO countersign_web;
GRANT SELECT ("account_id", "livemode", "id", "command_id", "customer_id", "payment_id", "requester_id", "state", "shown_at",
  "created_at", "expires_at", "method_id", "attached_at", "default_at", "used_at", "used_payment_id",
  "default_command_id", "expire_command_id", "looked_at")
  ON "payment_method_link" TO countersign_reader;
