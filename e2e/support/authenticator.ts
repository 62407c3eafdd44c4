import type { CDPSession, Page } from "@playwright/test";
import { newId } from "#server/platform/clock/ids.ts";
import {
  createAuthenticator,
  type SoftwareAuthenticator,
} from "#tests/support/software-authenticator.ts";
import { journeysAgent } from "./open-session.ts";
import { runAsOwner } from "./run-as-owner.ts";

interface PageAuthenticator {
  readonly cdp: CDPSession;
  readonly authenticatorId: string;
}

const ofPages = new WeakMap<Page, Promise<PageAuthenticator>>();
/** Keys of this run by e-mail address: a person keeps theirs from page to page. */
const keys = new Map<string, SoftwareAuthenticator>();

/** The page's own authenticator, which verifies its person and presses at once. Empty at first. */
function authenticatorOf(page: Page): Promise<PageAuthenticator> {
  const made = ofPages.get(page) ?? addAuthenticator(page);
  ofPages.set(page, made);
  return made;
}

async function addAuthenticator(page: Page): Promise<PageAuthenticator> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

/** Puts the person's passkey into the page's authenticator; one who has none gets one, as if enrolled before. */
export async function givePasskey(page: Page, email: string): Promise<void> {
  const key = keys.get(email) ?? createAuthenticator();
  if (!keys.has(email)) {
    keys.set(email, key);
    await runAsOwner(
      `INSERT INTO passkey (id, person_id, credential_id, public_key, public_key_spki, algorithm, counter, name,
         transports, synced, created_at)
       SELECT $2, id, $3, $4, $5, $6, 0, 'Key of the journeys', '{internal}', false, now()
       FROM person WHERE email = $1`,
      [email, newId(), key.credentialId, key.publicKey, key.publicKeySpki, key.algorithm],
    );
  }
  const [row] = await runAsOwner("SELECT counter FROM passkey WHERE credential_id = $1", [
    key.credentialId,
  ]);
  const { cdp, authenticatorId } = await authenticatorOf(page);
  await cdp.send("WebAuthn.addCredential", {
    authenticatorId,
    credential: {
      credentialId: Buffer.from(key.credentialId, "base64url").toString("base64"),
      isResidentCredential: false,
      rpId: "localhost",
      privateKey: key.privateKey.toString("base64"),
      signCount: Number(row?.["counter"] ?? 0),
    },
  });
}

/** As if the person had proved just now, in the session they opened last, that they are there. */
export async function markProven(email: string): Promise<void> {
  await changeSession(email, "step_up_at = now(), step_up_method = 'passkey'");
}

/** As if the person's newest session had been opened an hour ago, and nothing been proved in it since. */
export async function letProofGrowOld(email: string): Promise<void> {
  const hourAgo = "now() - interval '1 hour'";
  await changeSession(email, `created_at = ${hourAgo}, step_up_at = ${hourAgo}`);
}

async function changeSession(email: string, change: string): Promise<void> {
  await runAsOwner(
    `UPDATE session SET ${change} WHERE id =
       (SELECT s.id FROM session s JOIN person p ON p.id = s.person_id WHERE p.email = $1 AND s.user_agent = $2
        ORDER BY s.created_at DESC LIMIT 1)`,
    [email, journeysAgent()],
  );
}

/** As if an admin had taken all that the person proves themselves with off their account. */
export async function takeCredentials(email: string): Promise<void> {
  const theirs = "person_id = (SELECT id FROM person WHERE email = $1) AND removed_at IS NULL";
  await runAsOwner(`UPDATE passkey SET removed_at = now() WHERE ${theirs}`, [email]);
  await runAsOwner(`UPDATE totp_secret SET removed_at = now() WHERE ${theirs}`, [email]);
  keys.delete(email);
}
