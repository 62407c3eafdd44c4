-- Roles are cluster-wide, so a second database of the same cluster finds them already made.
-- They are created without a password: nobody can sign in until the installer sets one.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'countersign_web', 'countersign_ingest', 'countersign_worker', 'countersign_sealer', 'countersign_reader'
  ] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
END
$$;

DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format(
    'GRANT CONNECT ON DATABASE %I TO countersign_web, countersign_ingest, countersign_worker, countersign_sealer, countersign_reader',
    current_database()
  );
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public
  TO countersign_web, countersign_ingest, countersign_worker, countersign_sealer, countersign_reader;

-- A function may be called by the roles it is granted to, not by everyone who can connect.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
