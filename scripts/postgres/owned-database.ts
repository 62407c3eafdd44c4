import pg from "pg";

/** The role that owns the schema and runs migrations; the first migration makes the others, with fewer rights. */
export const OWNER_ROLE = "countersign_owner";

/**
 * Makes the owner's role and a database of its own where they are missing, and gives the role the server's password.
 * In: a superuser's URL, the database's name. Out: the owner's URL of that database.
 */
export async function createOwnedDatabase(superuserUrl: string, database: string): Promise<string> {
  const url = new URL(superuserUrl);
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const password = client.escapeLiteral(decodeURIComponent(url.password));
    const roles = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [OWNER_ROLE]);
    if (roles.rowCount === 0) await client.query(`CREATE ROLE ${OWNER_ROLE}`);
    await client.query(`ALTER ROLE ${OWNER_ROLE} LOGIN CREATEROLE PASSWORD ${password}`);
    const databases = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (databases.rowCount === 0) {
      await client.query(
        `CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${OWNER_ROLE}`,
      );
    }
  } finally {
    await client.end();
  }
  url.username = OWNER_ROLE;
  url.pathname = `/${database}`;
  return url.href;
}
