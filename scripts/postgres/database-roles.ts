import { createHmac } from "node:crypto";
import pg from "pg";

/** The roles that the first migration makes, one for each kind of process; none has a password until it is set here. */
export const DATABASE_ROLES = [
  "countersign_web",
  "countersign_ingest",
  "countersign_worker",
  "countersign_sealer",
  "countersign_reader",
] as const;

export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/** In: an installation's secret, a role. Out: that role's password; from one password no other can be worked out. */
export function deriveRolePassword(secret: string, role: DatabaseRole): string {
  return createHmac("sha256", secret).update(`database role ${role}`).digest("base64url");
}

/**
 * Lets the roles sign in. In: the owner's URL of a migrated database, and the password that each role gets.
 * Out: each role's own URL of the same database.
 */
export async function setRolePasswords(
  ownerUrl: string,
  passwordOf: (role: DatabaseRole) => string,
): Promise<Record<DatabaseRole, string>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const role of DATABASE_ROLES) {
      await client.query(`ALTER ROLE ${role} PASSWORD ${client.escapeLiteral(passwordOf(role))}`);
    }
  } finally {
    await client.end();
  }
  return roleUrls(ownerUrl, passwordOf);
}

/** In: any URL of the database, and each role's password. Out: each role's own URL. */
export function roleUrls(
  databaseUrl: string,
  passwordOf: (role: DatabaseRole) => string,
): Record<DatabaseRole, string> {
  const urlFor = (role: DatabaseRole): string => {
    const url = new URL(databaseUrl);
    url.username = role;
    url.password = encodeURIComponent(passwordOf(role));
    return url.href;
  };
  return {
    countersign_web: urlFor("countersign_web"),
    countersign_ingest: urlFor("countersign_ingest"),
    countersign_worker: urlFor("countersign_worker"),
    countersign_sealer: urlFor("countersign_sealer"),
    countersign_reader: urlFor("countersign_reader"),
  };
}
