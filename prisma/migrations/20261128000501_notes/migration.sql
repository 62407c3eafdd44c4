-- What people write about customers, payments, disputes and review cases. A note that was taken back keeps who and when, not what.
CREATE TABLE "note" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "note_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "note_subject" CHECK ("subject_type" IN ('customer', 'payment', 'dispute', 'case')),
    CONSTRAINT "note_length" CHECK (char_length("text") <= 2000),
    CONSTRAINT "note_taken_back" CHECK (("taken_back_at" IS NULL) = ("text" <> '') AND ("taken_back_at" IS NULL OR NOT "pinned"))
);
CREATE INDEX "note_account_id_livemode_subject_type_subject_id_created_at_idx"
  ON "note"("account_id", "livemode", "subject_type", "subject_id", "created_at");

-- The notes of review cases move here: one place to write, pin and take back.
INSERT INTO "note" ("id", "account_id", "livemode", "subject_type", "subject_id", "author_id", "text", "created_at")
  SELECT n."id", c."account_id", c."livemode", 'case', c."id"::text, n."author_id", left(n."text", 2000), n."created_at"
  FROM "case_note" n JOIN "review_case" c ON c."id" = n."case_id" WHERE n."text" <> '';
DROP TABLE "case_note";

GRANT SELECT ON "note" TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT ON "note" TO countersign_web;
GRANT UPDATE ("text", "pinned", "taken_back_at") ON "note" TO countersign_web;
