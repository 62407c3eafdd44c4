-- Least privilege, role by role. What is not granted here is refused by the database itself.

-- The auditor's and the reports' eyes: everything but secrets of sign-in and sealed call bodies.
GRANT SELECT ON
  stripe_account, customer, payment_method, payment, charge, payout, refund, charge_guard, refund_reservation,
  command, command_attempt, approval, velocity_entry, fx_rate,
  webhook_delivery, event_key, webhook_event, event_attempt, object_lane, object_head, feed_lane,
  balance_transaction, ledger_account, journal, entry, ledger_break, balance_reading, import_progress,
  review_case, case_note, case_decision, outbox_event, worker_process, audit_event, audit_subject
TO countersign_reader, countersign_web, countersign_worker;
GRANT SELECT (id, email, name, role, time_zone, created_at, disabled_at) ON person TO countersign_reader, countersign_worker;
GRANT SELECT (started_at, id, account_id, livemode, method, path, object_id, command_id, idempotency_key, api_version,
  http_status, stripe_request_id, outcome, error_type, error_code, latency_ms) ON stripe_call
TO countersign_reader, countersign_web;

-- Every process that changes anything writes its audit row and its event in the same transaction.
GRANT INSERT ON audit_event, audit_subject, outbox_event TO countersign_web, countersign_worker;
GRANT USAGE ON SEQUENCE outbox_event_id_seq TO countersign_web, countersign_worker;

-- web: records intents. It never writes the ledger, a projection or the inbox.
GRANT SELECT, INSERT, UPDATE ON person, session TO countersign_web;
GRANT SELECT, INSERT, DELETE ON sign_in_attempt TO countersign_web;
GRANT USAGE ON SEQUENCE sign_in_attempt_id_seq TO countersign_web;
GRANT INSERT ON command, approval, refund_reservation, velocity_entry, case_note, case_decision TO countersign_web;
GRANT UPDATE ON command, refund_reservation, velocity_entry, review_case TO countersign_web;
GRANT UPDATE (held) ON charge_guard TO countersign_web;
GRANT UPDATE (undone_at) ON case_decision TO countersign_web;

-- ingest: stores what arrives and wakes the lanes. It reads nothing but what it needs to see a duplicate.
GRANT INSERT ON webhook_delivery, webhook_event TO countersign_ingest;
GRANT SELECT, INSERT ON event_key TO countersign_ingest;
GRANT SELECT, INSERT, UPDATE ON object_lane, feed_lane TO countersign_ingest;
GRANT USAGE ON SEQUENCE webhook_delivery_id_seq, webhook_event_seq TO countersign_ingest;
-- The small installation receives webhooks in the web process through the same function.
GRANT INSERT ON webhook_delivery, webhook_event, event_key TO countersign_web;
GRANT INSERT, UPDATE ON object_lane, feed_lane TO countersign_web;
GRANT USAGE ON SEQUENCE webhook_delivery_id_seq, webhook_event_seq TO countersign_web;

-- worker: projects, posts, executes. Journals, entries and audit rows it may only add.
GRANT INSERT, UPDATE ON
  stripe_account, customer, payment_method, payment, charge, payout, refund, charge_guard, refund_reservation,
  command, command_attempt, velocity_entry, fx_rate, object_lane, object_head, feed_lane,
  balance_transaction, ledger_break, import_progress, review_case, worker_process
TO countersign_worker;
GRANT INSERT ON webhook_event, webhook_delivery, event_key, event_attempt, ledger_account, journal, entry,
  balance_reading, stripe_call, case_note TO countersign_worker;
GRANT UPDATE (status, attempts, last_error, status_reason, done_at) ON webhook_event TO countersign_worker;
GRANT UPDATE (finished_at, outcome, error) ON event_attempt TO countersign_worker;
GRANT UPDATE (handled_at) ON outbox_event TO countersign_worker;
GRANT SELECT ON stripe_call TO countersign_worker;
GRANT USAGE ON SEQUENCE ledger_account_id_seq, journal_id_seq, entry_id_seq, balance_reading_id_seq,
  review_case_number_seq, webhook_event_seq, webhook_delivery_id_seq, stripe_call_id_seq TO countersign_worker;
GRANT EXECUTE ON FUNCTION ensure_partitions(integer) TO countersign_worker;

-- sealer: numbers and seals audit rows, nothing else.
GRANT SELECT ON audit_event TO countersign_sealer;
GRANT UPDATE (seq, leaf_hash) ON audit_event TO countersign_sealer;

-- Every process checks that the database is at its version.
GRANT SELECT ON _prisma_migrations
TO countersign_web, countersign_ingest, countersign_worker, countersign_sealer, countersign_reader;
