-- The rules for overrides, version by version: what was in force when, as the exact text that was signed.
CREATE TABLE "policy_version" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "number" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "command_id" UUID,
    "note" TEXT,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("account_id", "livemode", "number")
);

-- Published is published: nobody may change or remove a version. Only the worker, which carries out signed commands, adds one.
GRANT SELECT ON policy_version TO countersign_reader, countersign_web, countersign_worker;
GRANT INSERT ON policy_version TO countersign_worker;

-- What was moved counts for its person, their role, the customer and the card: a row for each, in one account and mode.
ALTER TABLE "velocity_entry" ADD COLUMN "account_id" TEXT, ADD COLUMN "livemode" BOOLEAN;
UPDATE "velocity_entry" v SET account_id = c.account_id, livemode = c.livemode FROM "command" c WHERE c.id = v.command_id;
ALTER TABLE "velocity_entry" ALTER COLUMN "account_id" SET NOT NULL, ALTER COLUMN "livemode" SET NOT NULL;
ALTER TABLE "velocity_entry" DROP CONSTRAINT "velocity_entry_pkey";
ALTER TABLE "velocity_entry" ADD CONSTRAINT "velocity_entry_pkey" PRIMARY KEY ("command_id", "subject_kind");
DROP INDEX "velocity_entry_subject_kind_subject_id_counted_at_idx";
CREATE INDEX "velocity_entry_subject_idx" ON "velocity_entry"("account_id", "livemode", "subject_kind", "subject_id", "counted_at");

-- What the commands of before moved counts for the role, the customer and the card as well.
INSERT INTO "velocity_entry" (command_id, subject_kind, subject_id, account_id, livemode, amount_base, base_currency, counted_at, released_at)
SELECT v.command_id, s.kind, s.id, v.account_id, v.livemode, v.amount_base, v.base_currency, v.counted_at, v.released_at
FROM "velocity_entry" v
JOIN "command" c ON c.id = v.command_id
LEFT JOIN "payment" p ON p.account_id = c.account_id AND p.livemode = c.livemode AND p.id = c.target_id
LEFT JOIN "charge" h ON h.account_id = c.account_id AND h.livemode = c.livemode AND h.id = p.latest_charge_id
CROSS JOIN LATERAL (VALUES ('role', c.requester_role), ('customer', h.customer_id), ('card', h.card_fingerprint)) AS s(kind, id)
WHERE v.subject_kind = 'person' AND s.id IS NOT NULL;
