-- What became of attempts after a decline, counted by what the estimate of the next one looks at. Refreshed by a job from the
-- charges, so that nothing is scanned when a person opens a payment.
CREATE TABLE retry_outcome (
  account_id text NOT NULL,
  livemode boolean NOT NULL,
  same_method boolean NOT NULL,
  decline_code text NOT NULL,
  wait_bucket integer NOT NULL,
  issuer text NOT NULL,
  hour_bucket integer NOT NULL,
  attempts integer NOT NULL,
  successes integer NOT NULL,
  CONSTRAINT retry_outcome_pkey PRIMARY KEY (account_id, livemode, same_method, decline_code, wait_bucket, issuer, hour_bucket)
);

-- How alike the groups of each level are, as it was found when the counts were last refreshed, and how well that predicts.
CREATE TABLE retry_model (
  account_id text NOT NULL,
  livemode boolean NOT NULL,
  concentrations double precision[] NOT NULL,
  attempts integer NOT NULL,
  since timestamptz(3) NOT NULL,
  fitted_at timestamptz(3) NOT NULL,
  back_test jsonb NOT NULL,
  CONSTRAINT retry_model_pkey PRIMARY KEY (account_id, livemode)
);

GRANT SELECT ON retry_outcome, retry_model TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT, DELETE ON retry_outcome TO countersign_worker;
GRANT INSERT, UPDATE ON retry_model TO countersign_worker;
