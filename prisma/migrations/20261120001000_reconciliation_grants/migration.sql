-- Least privilege for the tables of reconciliation, bank statements, closing, disputes, exports and backfill.
GRANT SELECT ON
  break_step, balance_snapshot, snapshot_candidate, ledger_close, accounting_period, period_balance, dispute,
  reconciliation_run, reconciliation_count, reconciliation_match, reconciliation_match_item, match_proposal,
  bank_account, bank_statement, bank_line, bank_line_amendment, export, import_window, backfill_run, rate_budget
TO countersign_reader, countersign_web, countersign_worker;

-- web: people's work on breaks, their bank files, what they ask for, and the files that leave. No journal.
GRANT INSERT ON break_step, reconciliation_run, bank_account, bank_statement, bank_line, bank_line_amendment, export,
  backfill_run, accounting_period, ledger_close TO countersign_web;
GRANT UPDATE ON bank_line, bank_account, export, accounting_period, ledger_close TO countersign_web;
GRANT UPDATE (state, owner_id, command_id, version) ON ledger_break TO countersign_web;
GRANT UPDATE (state, command_id) ON match_proposal TO countersign_web;
GRANT USAGE ON SEQUENCE break_step_id_seq, bank_line_amendment_id_seq TO countersign_web;

-- worker: compares, matches, closes what was approved, brings history in.
GRANT INSERT ON break_step, balance_snapshot, period_balance, reconciliation_run, reconciliation_count, reconciliation_match,
  reconciliation_match_item TO countersign_worker;
GRANT INSERT, UPDATE ON snapshot_candidate, accounting_period, ledger_close, dispute, match_proposal, import_window,
  backfill_run, rate_budget TO countersign_worker;
GRANT UPDATE ON reconciliation_run TO countersign_worker;
GRANT DELETE ON balance_snapshot, reconciliation_count, import_window TO countersign_worker;
GRANT USAGE ON SEQUENCE break_step_id_seq TO countersign_worker;
