-- Who stands in for whom, from when to when, in real time.
CREATE TABLE delegation (
  "id" UUID NOT NULL,
  "delegator_id" UUID NOT NULL,
  "delegate_id" UUID NOT NULL,
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  "ended_by" UUID,
  CONSTRAINT "delegation_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "delegation_delegate_id_ends_at_idx" ON delegation ("delegate_id", "ends_at");
CREATE INDEX "delegation_delegator_id_ends_at_idx" ON delegation ("delegator_id", "ends_at");
ALTER TABLE delegation ADD CONSTRAINT delegation_of_two CHECK (delegator_id <> delegate_id);
ALTER TABLE delegation ADD CONSTRAINT delegation_has_time CHECK (ends_at > starts_at);
ALTER TABLE delegation ADD CONSTRAINT delegation_end_is_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL));

-- One stand-in at a time, and no chains: nobody is away and stands in for another at once. One writer at a time decides it.
CREATE FUNCTION delegation_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('delegation', 0));
  IF EXISTS (
    SELECT 1 FROM delegation
    WHERE ended_at IS NULL AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
      AND (delegator_id = NEW.delegator_id OR delegator_id = NEW.delegate_id OR delegate_id = NEW.delegator_id)) THEN
    RAISE EXCEPTION 'delegation % meets another one', NEW.id USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER delegation_fits BEFORE INSERT ON delegation FOR EACH ROW EXECUTE FUNCTION delegation_fits();

-- It stays what it was, since signatures refer to it; it can only be ended, once.
CREATE FUNCTION delegation_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR
     (to_jsonb(NEW) - 'ended_at' - 'ended_by') IS DISTINCT FROM (to_jsonb(OLD) - 'ended_at' - 'ended_by') THEN
    RAISE EXCEPTION 'delegation % cannot be changed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER delegation_only_ends BEFORE UPDATE ON delegation FOR EACH ROW EXECUTE FUNCTION delegation_only_ends();
CREATE TRIGGER delegation_never_deleted BEFORE DELETE OR TRUNCATE ON delegation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- In whose right an approval was given, where that is not the approver's own.
ALTER TABLE approval ADD COLUMN "acting_role" TEXT, ADD COLUMN "delegation_id" UUID, ADD COLUMN "on_behalf_of" UUID;
ALTER TABLE approval ADD CONSTRAINT approval_mandate_whole
  CHECK (num_nonnulls(acting_role, delegation_id, on_behalf_of) IN (0, 3));

-- A delegation must hold while it is used, and nobody's right counts twice on one command, nor for what they asked for.
CREATE FUNCTION approval_delegation_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.delegation_id IS NOT NULL THEN
    PERFORM 1 FROM delegation
    WHERE id = NEW.delegation_id AND delegate_id = NEW.approver_id AND delegator_id = NEW.on_behalf_of
      AND ended_at IS NULL AND starts_at <= clock_timestamp() AND ends_at > clock_timestamp() FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'approval % rests on no delegation that holds', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM command WHERE id = NEW.command_id AND requester_id = NEW.on_behalf_of) THEN
      RAISE EXCEPTION 'command % cannot be decided for its requester', NEW.command_id USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF EXISTS (
    SELECT 1 FROM approval
    WHERE command_id = NEW.command_id AND basis_hash = NEW.basis_hash AND policy_version = NEW.policy_version
      AND (on_behalf_of = NEW.approver_id OR on_behalf_of = NEW.on_behalf_of OR approver_id = NEW.on_behalf_of)) THEN
    RAISE EXCEPTION 'command % has the signature of that person already', NEW.command_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER approval_delegation_holds BEFORE INSERT ON approval
  FOR EACH ROW EXECUTE FUNCTION approval_delegation_holds();

GRANT SELECT ON delegation TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT ON delegation TO countersign_web;
GRANT UPDATE (ended_at, ended_by) ON delegation TO countersign_web;
