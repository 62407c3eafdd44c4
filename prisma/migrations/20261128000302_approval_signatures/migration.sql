-- What each approval was given with, in full, so that it can be verified without us.
CREATE TABLE "approval_signature" (
    "approval_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "rp_id" TEXT NOT NULL,
    "credential_ref" UUID NOT NULL,
    "credential_id" TEXT,
    "algorithm" INTEGER,
    "public_key" BYTEA,
    "client_data" BYTEA,
    "authenticator_data" BYTEA,
    "signature" BYTEA,

    CONSTRAINT "approval_signature_pkey" PRIMARY KEY ("approval_id")
);
ALTER TABLE approval_signature ADD CONSTRAINT approval_signature_whole CHECK (
  CASE method
    WHEN 'passkey' THEN num_nulls(credential_id, algorithm, public_key, client_data, authenticator_data, signature) = 0
    WHEN 'totp' THEN num_nonnulls(credential_id, algorithm, public_key, client_data, authenticator_data, signature) = 0
    ELSE false
  END);
CREATE TRIGGER approval_signature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_signature
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A yes without its evidence does not commit.
CREATE FUNCTION approval_needs_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.decision = 'approved' AND NOT EXISTS (SELECT 1 FROM approval_signature WHERE approval_id = NEW.id) THEN
    RAISE EXCEPTION 'approval % has no evidence', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER approval_has_evidence AFTER INSERT ON approval
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION approval_needs_evidence();

-- Nor can evidence be brought later, or for a no: it is written while its approval is, by the credential of its approver.
CREATE FUNCTION evidence_belongs_to_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  approver uuid;
BEGIN
  SELECT approver_id INTO approver FROM approval
  WHERE id = NEW.approval_id AND decision = 'approved' AND xmin::text = (pg_current_xact_id()::text::bigint % 4294967296)::text;
  IF approver IS NULL THEN
    RAISE EXCEPTION 'evidence for %, which is no approval of this transaction', NEW.approval_id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.method = 'passkey' AND NOT EXISTS (
    SELECT 1 FROM passkey WHERE id = NEW.credential_ref AND person_id = approver
      AND public_key_spki = NEW.public_key AND credential_id = NEW.credential_id AND removed_at IS NULL) THEN
    RAISE EXCEPTION 'evidence for % with a passkey that is not its approver''s', NEW.approval_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER approval_signature_own BEFORE INSERT ON approval_signature
  FOR EACH ROW EXECUTE FUNCTION evidence_belongs_to_approval();

GRANT SELECT ON approval_signature TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT ON approval_signature TO countersign_web;
