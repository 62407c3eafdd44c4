-- Customers newest first; by e-mail in whatever case it was written; by the beginnings of their names; by the end of a card.
CREATE INDEX "customer_account_id_livemode_created_at_id_idx" ON "customer"("account_id", "livemode", "created_at" DESC, "id" DESC);
CREATE INDEX "customer_lower_email_idx" ON "customer"("account_id", "livemode", lower("email"));
CREATE INDEX "customer_name_words_idx" ON "customer" USING gin (to_tsvector('simple', coalesce("name", '')));
CREATE INDEX "payment_method_account_id_livemode_last4_idx" ON "payment_method"("account_id", "livemode", "last4");
-- Who ever disputed, and what failed last with which method.
CREATE INDEX "payment_disputed_customer_idx" ON "payment"("account_id", "livemode", "customer_id") WHERE "disputed";
