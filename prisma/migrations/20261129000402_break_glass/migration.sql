-- When an admin may decide for roles they do not have: at most sixty minutes of real time, opened with a signature, reviewed afterwards.
CREATE TABLE break_glass (
  "id" UUID NOT NULL,
  "account_id" TEXT NOT NULL,
  "livemode" BOOLEAN NOT NULL,
  "opened_by" UUID NOT NULL,
  "reason" TEXT NOT NULL,
  "incident" TEXT NOT NULL,
  "opened_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "evidence" TEXT NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  "ended_by" UUID,
  "overdue_told_at" TIMESTAMPTZ(3),
  "reviewed_at" TIMESTAMPTZ(3),
  "reviewed_by" UUID,
  "review_note" TEXT,
  CONSTRAINT "break_glass_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "break_glass_account_id_livemode_opened_at_idx" ON break_glass ("account_id", "livemode", "opened_at" DESC);
CREATE UNIQUE INDEX break_glass_one_open ON break_glass (account_id, livemode, opened_by) WHERE ended_at IS NULL;
ALTER TABLE break_glass ADD CONSTRAINT break_glass_is_short
  CHECK (expires_at > opened_at AND expires_at <= opened_at + interval '60 minutes');
ALTER TABLE break_glass ADD CONSTRAINT break_glass_says_why CHECK (length(trim(reason)) > 0 AND length(trim(incident)) > 0);
ALTER TABLE break_glass ADD CONSTRAINT break_glass_review_is_whole
  CHECK (num_nonnulls(reviewed_at, reviewed_by, review_note) IN (0, 3));
ALTER TABLE break_glass ADD CONSTRAINT break_glass_reviewed_by_another
  CHECK (reviewed_at IS NULL OR (ended_at IS NOT NULL AND reviewed_by <> opened_by AND length(trim(review_note)) > 0));

-- Opened now, by an admin who is here, with a passkey of theirs.
CREATE FUNCTION break_glass_opens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.opened_at NOT BETWEEN clock_timestamp() - interval '1 minute' AND clock_timestamp() + interval '1 minute'
     OR NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.opened_by AND role = 'admin' AND disabled_at IS NULL)
     OR NOT EXISTS (
       SELECT 1 FROM passkey WHERE id = (NEW.evidence::jsonb ->> 'credentialRef')::uuid AND person_id = NEW.opened_by
         AND credential_id = NEW.evidence::jsonb -> 'signed' ->> 'credentialId' AND removed_at IS NULL) THEN
    RAISE EXCEPTION 'break-glass % is not opened by an admin''s passkey now', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER break_glass_opens BEFORE INSERT ON break_glass FOR EACH ROW EXECUTE FUNCTION break_glass_opens();

-- It ends once and is reviewed once, by somebody who took no part in what was decided under it; nothing else of it changes.
CREATE FUNCTION break_glass_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ending jsonb := '{"ended_at": null, "ended_by": null, "overdue_told_at": null, "reviewed_at": null, "reviewed_by": null,
    "review_note": null}';
BEGIN
  IF (to_jsonb(NEW) || ending) IS DISTINCT FROM (to_jsonb(OLD) || ending)
     OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.ended_by) IS DISTINCT FROM (OLD.ended_at, OLD.ended_by))
     OR (OLD.reviewed_at IS NOT NULL AND (NEW.reviewed_at, NEW.reviewed_by, NEW.review_note)
         IS DISTINCT FROM (OLD.reviewed_at, OLD.reviewed_by, OLD.review_note)) THEN
    RAISE EXCEPTION 'break-glass % cannot be changed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.reviewed_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM approval used JOIN command c ON c.id = used.command_id JOIN approval a ON a.command_id = c.id
    WHERE used.break_glass_id = NEW.id
      AND NEW.reviewed_by IN (c.requester_id, a.approver_id, COALESCE(a.on_behalf_of, a.approver_id))) THEN
    RAISE EXCEPTION 'break-glass % cannot be reviewed by who took part', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER break_glass_only_ends BEFORE UPDATE ON break_glass FOR EACH ROW EXECUTE FUNCTION break_glass_only_ends();
CREATE TRIGGER break_glass_never_deleted BEFORE DELETE OR TRUNCATE ON break_glass
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An approval under break-glass names the role it counts for and the opening; it must be open, and the approver's own.
ALTER TABLE approval ADD COLUMN "break_glass_id" UUID;
ALTER TABLE approval DROP CONSTRAINT approval_mandate_whole;
ALTER TABLE approval ADD CONSTRAINT approval_mandate_whole CHECK (
  num_nonnulls(acting_role, delegation_id, on_behalf_of, break_glass_id) = 0
  OR (acting_role IS NOT NULL AND break_glass_id IS NULL AND num_nonnulls(delegation_id, on_behalf_of) = 2)
  OR (acting_role IS NOT NULL AND break_glass_id IS NOT NULL AND num_nonnulls(delegation_id, on_behalf_of) = 0));
CREATE INDEX "approval_break_glass_id_idx" ON approval ("break_glass_id");
CREATE FUNCTION approval_break_glass_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM break_glass b JOIN command c ON c.id = NEW.command_id
  WHERE b.id = NEW.break_glass_id AND b.opened_by = NEW.approver_id AND b.ended_at IS NULL
    AND b.opened_at <= clock_timestamp() AND b.expires_at > clock_timestamp()
    AND b.account_id = c.account_id AND b.livemode = c.livemode FOR SHARE OF b;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'approval % rests on no break-glass that is open', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER approval_break_glass_holds BEFORE INSERT ON approval
  FOR EACH ROW WHEN (NEW.break_glass_id IS NOT NULL) EXECUTE FUNCTION approval_break_glass_holds();

GRANT SELECT ON break_glass TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT ON break_glass TO countersign_web;
GRANT UPDATE (ended_at, ended_by, reviewed_at, reviewed_by, review_note) ON break_glass TO countersign_web;
GRANT UPDATE (ended_at, overdue_told_at) ON break_glass TO countersign_worker;
