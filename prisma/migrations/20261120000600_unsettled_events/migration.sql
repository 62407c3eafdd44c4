-- The events that wait or need a person, whatever the size of what is done: a lane loads its own by object, the screen counts them.
CREATE INDEX webhook_event_unsettled ON webhook_event (account_id, livemode, object_type, object_id)
  WHERE status IN ('received', 'parked', 'dead');
