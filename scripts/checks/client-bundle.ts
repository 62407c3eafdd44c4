// Looks into what `next build` hands to browsers (`npm run bundle`): nothing of the server may be in it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./source-files.ts";

const ROOT = join(import.meta.dirname, "../..");
const CLIENT = ".next/static";

/** Text that only server code holds, and that no minifier changes. */
const SERVER_ONLY: Readonly<Record<string, RegExp>> = {
  "the database driver":
    /pg_catalog|Connection terminated unexpectedly|PrismaClientKnownRequestError/,
  "Stripe's SDK": /Stripe-Version|StripeSignatureVerificationError/i,
  "a name of a secret":
    /DATABASE_URL|STRIPE_(SECRET|API|WRITE|READ)_?KEY|WEBHOOK_SECRET|NEXTAUTH_SECRET/,
  "a secret":
    /\b(sk|rk)_(test|live)_[A-Za-z0-9]{8,}|\bwhsec_[A-Za-z0-9]{8,}|-----BEGIN [A-Z ]*PRIVATE KEY/,
  "a module of Node": /["'`]node:[a-z_/]+["'`]/,
  "a statement of SQL": /\b(INSERT INTO|DELETE FROM|SELECT [\w*., "]+ FROM) ["a-z_]+/,
};

function leaksIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return Object.entries(SERVER_ONLY)
    .filter(([, pattern]) => pattern.test(text))
    .map(([what, pattern]) => `${file} holds ${what}: ${pattern.exec(text)?.[0] ?? ""}`);
}

function main(): number {
  const files = existsSync(join(ROOT, CLIENT))
    ? filesBelow(ROOT, CLIENT).filter((file) => file.endsWith(".js"))
    : [];
  const leaks = files.flatMap(leaksIn);
  if (files.length === 0)
    console.error("There is no client bundle to look into: run the build first.");
  if (leaks.length > 0) console.error(`Server code reaches browsers:\n  ${leaks.join("\n  ")}`);
  console.log(`bundle: ${files.length} client files, ${leaks.length} leaks`);
  return files.length > 0 && leaks.length === 0 ? 0 : 1;
}

process.exitCode = main();
