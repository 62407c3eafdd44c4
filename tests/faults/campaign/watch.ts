/**
 * Watches of the database itself, for what must hold at every instant and not only in the end: they are put into the
 * template of all runs. They forbid nothing, so that the product is as it ships; they only write down.
 */
export const WATCH_SQL = `
CREATE TABLE watched_guard (charge_id text, captured bigint, refunded bigint, held bigint, reserving boolean);
CREATE TABLE watched_release (command_id uuid, state text);
CREATE TABLE watched_change (command_id uuid, version int, was text, becomes text);

GRANT SELECT ON watched_guard, watched_release, watched_change TO countersign_owner;

CREATE FUNCTION watch_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO public.watched_guard VALUES (NEW.charge_id, NEW.captured, NEW.refunded, NEW.held, NEW.held > OLD.held);
  RETURN NULL;
END $$;
CREATE TRIGGER watch_guard AFTER UPDATE ON charge_guard FOR EACH ROW
  WHEN (NEW.refunded + NEW.held > NEW.captured) EXECUTE FUNCTION watch_guard();

CREATE FUNCTION watch_release() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO public.watched_release
    SELECT NEW.command_id, c.state FROM public.command c
    WHERE c.id = NEW.command_id AND c.state NOT IN ('failed', 'failed_later', 'rejected', 'cancelled', 'expired');
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER watch_release AFTER UPDATE ON refund_reservation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'released' AND OLD.state <> 'released') EXECUTE FUNCTION watch_release();

CREATE FUNCTION watch_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO public.watched_change VALUES (NEW.id, NEW.version, OLD.state, NEW.state);
  RETURN NULL;
END $$;
CREATE TRIGGER watch_change AFTER UPDATE ON command FOR EACH ROW
  WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION watch_change();
`;
