-- What an override rests on, in words, with its hash: an approval counts only while it is still so.
ALTER TABLE "command" ADD COLUMN "basis" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "command" ADD COLUMN "basis_hash" TEXT NOT NULL DEFAULT '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945';
ALTER TABLE "command" ALTER COLUMN "basis" DROP DEFAULT, ALTER COLUMN "basis_hash" DROP DEFAULT;

-- The object that the request to Stripe is about, where it is not what people see the override on.
ALTER TABLE "command" ADD COLUMN "object_id" TEXT;

-- Of some kinds only one may be under way for one thing at a time; the database refuses a second, however many ask at once.
ALTER TABLE "command" ADD COLUMN "exclusive" BOOLEAN NOT NULL DEFAULT false;
CREATE UNIQUE INDEX "command_exclusive_key" ON "command" ("account_id", "livemode", "kind", "target_id")
  WHERE "exclusive" AND "state" IN ('pending_approval', 'held', 'executing', 'unknown', 'needs_human', 'accepted');

-- A signature of before is no obstacle to a new one when what it rested on, or the policy, has changed.
ALTER TABLE "approval" ADD COLUMN "basis_hash" TEXT NOT NULL DEFAULT '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945';
ALTER TABLE "approval" ADD COLUMN "policy_version" TEXT NOT NULL DEFAULT '2026-11-20';
ALTER TABLE "approval" ALTER COLUMN "basis_hash" DROP DEFAULT, ALTER COLUMN "policy_version" DROP DEFAULT;
DROP INDEX "approval_command_id_approver_id_key";
CREATE UNIQUE INDEX "approval_once_key" ON "approval" ("command_id", "approver_id", "basis_hash", "policy_version");
