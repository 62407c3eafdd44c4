-- A command with an unknown outcome is looked for by the key that Stripe echoes in its events.
CREATE INDEX webhook_event_our_requests ON webhook_event (account_id, livemode, request_idempotency_key)
  WHERE request_idempotency_key IS NOT NULL;
