-- Applied after each run of the job queue's own migrations, so that new tables of it are covered too.
-- The queue's tables have row security on; without a policy the worker's role would see no job.
GRANT USAGE ON SCHEMA graphile_worker TO countersign_worker;
GRANT ALL ON ALL TABLES IN SCHEMA graphile_worker TO countersign_worker;
GRANT ALL ON ALL SEQUENCES IN SCHEMA graphile_worker TO countersign_worker;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO countersign_worker;
DO $$
DECLARE
  queue_table regclass;
BEGIN
  FOR queue_table IN
    SELECT c.oid::regclass FROM pg_class c
    WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity
      AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'countersign_worker_all')
  LOOP
    EXECUTE format(
      'CREATE POLICY countersign_worker_all ON %s TO countersign_worker USING (true) WITH CHECK (true)', queue_table
    );
  END LOOP;
END
$$;
