-- When a customer's saved payment methods were read from Stripe, whose list of them goes customer by customer.
ALTER TABLE "customer" ADD COLUMN "methods_read_at" TIMESTAMPTZ(3);
CREATE INDEX "customer_methods_unread_idx" ON "customer" ("account_id", "livemode", "created_at" DESC)
  WHERE "methods_read_at" IS NULL AND NOT "deleted";
