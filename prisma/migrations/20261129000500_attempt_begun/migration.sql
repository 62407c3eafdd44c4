-- When an attempt began by the database's clock, which all processes share: a worker whose own clock is wrong must not make a
-- key at Stripe look younger than it is. Of older attempts only the sender's own word is known.
ALTER TABLE command_attempt ADD COLUMN begun_at timestamptz(3);
UPDATE command_attempt SET begun_at = sent_at;
ALTER TABLE command_attempt ALTER COLUMN begun_at SET NOT NULL, ALTER COLUMN begun_at SET DEFAULT clock_timestamp();
