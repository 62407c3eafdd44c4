-- An outbox row is the event; the job that handles it is enqueued by the same transaction, and the screens are told.
-- The job queue's schema is installed by its own migrations after ours, so it is looked up when the trigger runs.
CREATE FUNCTION outbox_event_dispatch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_job('outbox', json_build_object('id', NEW.id::text));
  PERFORM pg_notify('countersign_live', json_build_object(
    'id', NEW.id::text, 'account', NEW.account_id, 'livemode', NEW.livemode, 'topic', NEW.topic, 'key', NEW.key
  )::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER outbox_event_dispatched AFTER INSERT ON outbox_event
  FOR EACH ROW EXECUTE FUNCTION outbox_event_dispatch();
