-- Since when a command waits for an approval, in real time, and how many of its reminders went out: kept by the database, so that
-- every way into waiting counts.
ALTER TABLE command ADD COLUMN "waiting_since" TIMESTAMPTZ(3), ADD COLUMN "reminded" SMALLINT NOT NULL DEFAULT 0;
UPDATE command SET waiting_since = expires_at - interval '24 hours' WHERE state = 'pending_approval';
CREATE FUNCTION command_begins_to_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.waiting_since := clock_timestamp();
  NEW.reminded := 0;
  RETURN NEW;
END
$$;
CREATE TRIGGER command_asks BEFORE INSERT ON command
  FOR EACH ROW WHEN (NEW.state = 'pending_approval') EXECUTE FUNCTION command_begins_to_wait();
CREATE TRIGGER command_asks_again BEFORE UPDATE OF state ON command
  FOR EACH ROW WHEN (NEW.state = 'pending_approval' AND OLD.state <> 'pending_approval')
  EXECUTE FUNCTION command_begins_to_wait();

-- What a person should look at. It names things by id and holds no personal data; what it is about is read when it is shown.
CREATE TABLE notification (
  "id" UUID NOT NULL,
  "account_id" TEXT NOT NULL,
  "livemode" BOOLEAN NOT NULL,
  "person_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "subject_id" UUID NOT NULL,
  "occasion" TEXT NOT NULL,
  "on_behalf_of" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "read_at" TIMESTAMPTZ(3),
  CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX notification_once_key ON notification ("person_id", "kind", "subject_id", "occasion");
CREATE INDEX notification_of_person_idx ON notification ("account_id", "livemode", "person_id", "created_at" DESC);

GRANT SELECT ON notification TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT ON notification TO countersign_web, countersign_worker;
GRANT UPDATE (read_at) ON notification TO countersign_web;
