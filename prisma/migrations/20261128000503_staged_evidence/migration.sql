-- Our own draft of what is to be said to a dispute, version by version; nothing here was sent to Stripe.
CREATE TABLE "staged_evidence" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "dispute_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "fields" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staged_evidence_pkey" PRIMARY KEY ("account_id", "livemode", "dispute_id", "version"),
    CONSTRAINT "staged_evidence_version" CHECK ("version" > 0)
);

-- Versions are added, never changed.
GRANT SELECT ON "staged_evidence" TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT ON "staged_evidence" TO countersign_web;
