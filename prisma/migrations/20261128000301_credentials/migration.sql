-- What people prove themselves with: passkeys, one-time codes, and the fresh proof of a session.
ALTER TABLE "session" ADD COLUMN "step_up_at" TIMESTAMPTZ(3), ADD COLUMN "step_up_method" TEXT;

CREATE TABLE "passkey" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "public_key_spki" BYTEA NOT NULL,
    "algorithm" INTEGER NOT NULL,
    "counter" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "transports" TEXT[],
    "synced" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");
CREATE INDEX "passkey_person_id_idx" ON "passkey"("person_id");

CREATE TABLE "totp_secret" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "totp_secret_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "totp_secret_person_id_idx" ON "totp_secret"("person_id");
-- One app at a time for each person, one begun enrolment included.
CREATE UNIQUE INDEX totp_secret_one_confirmed ON totp_secret (person_id) WHERE removed_at IS NULL AND confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX totp_secret_one_begun ON totp_secret (person_id) WHERE removed_at IS NULL AND confirmed_at IS NULL;

CREATE TABLE "credential_challenge" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "message" TEXT,
    "challenge" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credential_challenge_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "credential_challenge_person_id_idx" ON "credential_challenge"("person_id");

-- A passkey stays what it was: signatures refer to its key. Only its name, its counter and its end change.
CREATE FUNCTION passkey_keeps_its_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.removed_at IS NOT NULL OR
     (to_jsonb(NEW) - 'name' - 'counter' - 'last_used_at' - 'removed_at')
     IS DISTINCT FROM (to_jsonb(OLD) - 'name' - 'counter' - 'last_used_at' - 'removed_at') THEN
    RAISE EXCEPTION 'passkey % cannot be changed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER passkey_key_kept BEFORE UPDATE ON passkey
  FOR EACH ROW EXECUTE FUNCTION passkey_keeps_its_key();
CREATE TRIGGER passkey_never_deleted BEFORE DELETE OR TRUNCATE ON passkey
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Secrets of one-time codes are for the process that checks them alone; public keys are evidence that anyone may read.
GRANT SELECT ON passkey TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT ON passkey TO countersign_web;
GRANT UPDATE (name, counter, last_used_at, removed_at) ON passkey TO countersign_web;
GRANT SELECT, INSERT, UPDATE ON totp_secret TO countersign_web;
GRANT SELECT, INSERT, DELETE ON credential_challenge TO countersign_web;
