-- A closed month never changes: what Stripe tells late of it counts from the first instant that is still open.

ALTER TABLE accounting_period ADD CONSTRAINT accounting_period_month_known
  CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$' AND state IN ('open', 'locked', 'closed'));
ALTER TABLE ledger_break ADD CONSTRAINT ledger_break_state_known
  CHECK (state IN ('open', 'assigned', 'investigating', 'proposed', 'approved', 'resolved'));
ALTER TABLE snapshot_candidate ADD CONSTRAINT snapshot_candidate_single CHECK (id = 1);
ALTER TABLE match_proposal ADD CONSTRAINT match_proposal_confidence CHECK (confidence BETWEEN 0 AND 100);

-- Who posts and who closes take the same lock, shared and alone: no journal is dated into a month that closes meanwhile.
CREATE FUNCTION journal_waits_for_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('ledger_close'));
  RETURN NULL;
END
$$;
CREATE TRIGGER journal_waits_for_close BEFORE INSERT ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION journal_waits_for_close();

CREATE FUNCTION journal_is_dated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT greatest(NEW.event_at, max(closed_until)) INTO NEW.accounting_at
    FROM ledger_close WHERE account_id = NEW.account_id AND livemode = NEW.livemode;
  RETURN NEW;
END
$$;
CREATE TRIGGER journal_is_dated BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION journal_is_dated();

-- The books close forward; they open again only as far as no month is closed.
CREATE FUNCTION close_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ledger_close'));
  SELECT max(to_date(month, 'YYYY-MM') + interval '1 month') AT TIME ZONE 'UTC' INTO kept
    FROM accounting_period WHERE account_id = NEW.account_id AND livemode = NEW.livemode AND state = 'closed';
  IF kept IS NOT NULL AND NEW.closed_until < kept THEN
    RAISE EXCEPTION 'the books are closed until %', kept USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER close_is_kept BEFORE INSERT OR UPDATE ON ledger_close FOR EACH ROW EXECUTE FUNCTION close_is_kept();

CREATE FUNCTION closed_period_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'closed' THEN
    RAISE EXCEPTION 'month % is closed', OLD.month USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER closed_period_is_final BEFORE UPDATE ON accounting_period
  FOR EACH ROW EXECUTE FUNCTION closed_period_is_final();

CREATE TRIGGER accounting_period_never_deleted BEFORE DELETE OR TRUNCATE ON accounting_period
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER period_balance_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON period_balance
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER balance_snapshot_never_changed BEFORE UPDATE OR TRUNCATE ON balance_snapshot
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER break_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON break_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_line_amendment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_line_amendment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
