-- What makes the ledger true whatever the application does.

-- A leg of zero says nothing; Prisma has no CHECK.
ALTER TABLE entry ADD CONSTRAINT entry_amount_not_zero CHECK (amount <> 0);
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_class_known
  CHECK (class IN ('asset', 'liability', 'equity', 'income', 'expense', 'clearing'));
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_side_known CHECK (normal_side IN ('debit', 'credit'));
ALTER TABLE journal ADD CONSTRAINT journal_not_its_own_reversal CHECK (reverses_id IS DISTINCT FROM id);

-- Each journal balances per currency when its transaction commits: deferred, so that legs may be inserted one by one,
-- and on the journal, so that it runs once for each journal and not once for each leg.
CREATE FUNCTION journal_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  legs integer;
  unbalanced text;
BEGIN
  SELECT count(*) INTO legs FROM entry WHERE journal_id = NEW.id;
  IF legs < 2 THEN
    RAISE EXCEPTION 'journal % has % entries, at least 2 are needed', NEW.key, legs USING ERRCODE = 'check_violation';
  END IF;
  SELECT string_agg(format('%s %s', total, currency), ', ') INTO unbalanced
    FROM (SELECT currency, sum(amount) AS total FROM entry WHERE journal_id = NEW.id GROUP BY currency) sums
    WHERE total <> 0;
  IF unbalanced IS NOT NULL THEN
    RAISE EXCEPTION 'journal % does not balance: %', NEW.key, unbalanced USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER journal_balances AFTER INSERT ON journal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_must_balance();

-- A journal cannot grow after its commit, a leg is in its account's currency, and an account takes only its kinds.
CREATE FUNCTION entries_must_belong() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong text;
BEGIN
  SELECT format('journal %s was committed before', j.key) INTO wrong
    FROM inserted i JOIN journal j ON j.id = i.journal_id
    WHERE j.xid <> pg_current_xact_id() LIMIT 1;
  IF wrong IS NULL THEN
    SELECT format('account %s takes no %s journal in %s', a.code, j.kind, i.currency) INTO wrong
      FROM inserted i
      JOIN journal j ON j.id = i.journal_id
      JOIN ledger_account a ON a.id = i.ledger_account_id
      WHERE i.currency <> a.currency OR NOT (j.kind = ANY (a.allowed_kinds))
        OR a.account_id <> j.account_id OR a.livemode <> j.livemode LIMIT 1;
  END IF;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION '%', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER entries_belong AFTER INSERT ON entry
  REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION entries_must_belong();

-- Append-only also for the owner's slips: a correction is a new journal. Grants keep the other roles out already.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_never_deleted BEFORE DELETE OR TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Only the sealer's columns of an audit row may ever change, once, from nothing.
CREATE FUNCTION audit_event_seal_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.seq IS NOT NULL OR NEW.seq IS NULL
     OR (to_jsonb(NEW) - 'seq' - 'leaf_hash') IS DISTINCT FROM (to_jsonb(OLD) - 'seq' - 'leaf_hash') THEN
    RAISE EXCEPTION 'audit_event is append-only: UPDATE refused' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER audit_event_sealed_once BEFORE UPDATE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_event_seal_only();

-- The rate of a day, the amount of a refund and the age of a lease have no meaning below these.
ALTER TABLE fx_rate ADD CONSTRAINT fx_rate_positive CHECK (numerator > 0 AND denominator > 0);
ALTER TABLE refund_reservation ADD CONSTRAINT refund_reservation_positive CHECK (amount > 0);
ALTER TABLE charge_guard ADD CONSTRAINT charge_guard_not_negative
  CHECK (captured >= 0 AND refunded >= 0 AND held >= 0);

-- Nobody approves what they asked for; a CHECK cannot look into the command, a trigger can.
CREATE FUNCTION approver_must_differ() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM command WHERE id = NEW.command_id AND requester_id = NEW.approver_id) THEN
    RAISE EXCEPTION 'command % cannot be decided by its requester', NEW.command_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER approver_differs BEFORE INSERT ON approval
  FOR EACH ROW EXECUTE FUNCTION approver_must_differ();
CREATE TRIGGER approval_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON approval
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Partial indexes: the work that waits, whatever the size of what is done.
CREATE INDEX object_lane_waiting ON object_lane (run_after) WHERE wanted > done AND parked_reason IS NULL;
CREATE INDEX command_waiting ON command (run_after) WHERE state IN ('held', 'executing', 'unknown');
CREATE UNIQUE INDEX review_case_one_open ON review_case (account_id, livemode, dedupe_key) WHERE state <> 'closed';
CREATE INDEX review_case_claimable ON review_case (priority DESC, due_at, id) WHERE state <> 'closed';
CREATE INDEX balance_transaction_pending ON balance_transaction (available_on) WHERE status = 'pending';
CREATE INDEX customer_email_like ON customer USING gin (lower(email) gin_trgm_ops);
ALTER TABLE object_lane SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
