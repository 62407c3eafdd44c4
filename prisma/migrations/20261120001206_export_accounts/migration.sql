-- The command line exports without a person: then nobody of ours is named, and the audit row says which part did it.
ALTER TABLE "export" ALTER COLUMN "requested_by" DROP NOT NULL;

-- What an account of the books is called in the accounting system that a journal file is for.
CREATE TABLE "export_account" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "format" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "external" TEXT NOT NULL,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "export_account_pkey" PRIMARY KEY ("account_id", "livemode", "format", "code", "currency")
);

GRANT SELECT ON export_account TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT, UPDATE, DELETE ON export_account TO countersign_web;
