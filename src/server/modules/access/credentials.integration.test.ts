import { TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProofDto } from "#core/contracts/credentials.ts";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addPerson } from "#tests/support/people.ts";
import {
  createAuthenticator,
  type KeyKind,
  type Oddity,
  type SoftwareAuthenticator,
} from "#tests/support/software-authenticator.ts";
import { useTestDatabase } from "#tests/support/test-database.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import { addPasskey, beginPasskey } from "./enrol-passkey.ts";
import { beginTotp, confirmTotp } from "./enrol-totp.ts";
import { createPerson, demandStepUp, signIn } from "./index.ts";
import { removePasskey, removeTotp, renamePasskey } from "./manage-credentials.ts";
import { readSecurity } from "./read-security.ts";
import { beginStepUp, stepUp } from "./step-up.ts";

const database = useTestDatabase();
const PASSWORD = "correct horse battery";
let web: Runtime;
let owner: Runtime;
let ada: Actor;

beforeAll(() => {
  web = testRuntime(database(), "countersign_web");
  owner = testRuntime(database(), "countersign_owner");
});
afterAll(() => Promise.all([web.db.close(), owner.db.close()]));
beforeEach(async () => {
  const email = `${newId()}@example.test`;
  await createPerson(web, { email, name: "Ada", role: "finance", password: PASSWORD });
  ada = await enter(email);
});

/** Signs in, as the session's actor. */
async function enter(email: string): Promise<Actor> {
  const attempt = { email, password: PASSWORD, ip: null, userAgent: null, sessionMaxMs: 3_600_000 };
  const session = await signIn(web, attempt);
  if (!session) throw new Error("the right password was refused");
  const { personId: userId, sessionId, name, role } = session;
  return { userId, sessionId, name, role, requestId: newId(), ip: null };
}

/** As if the password had been entered this long ago, and the last proof been given. */
async function letPass(minutes: number): Promise<void> {
  const at = new Date(Date.now() - minutes * 60_000);
  const where = { id: ada.sessionId };
  await owner.db.prisma.session.update({ where, data: { createdAt: at } });
  await owner.db.prisma.session.updateMany({
    where: { ...where, stepUpAt: { not: null } },
    data: { stepUpAt: at },
  });
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );

async function enrol(
  key: SoftwareAuthenticator = createAuthenticator(),
  oddity: Oddity = {},
  password?: string,
): Promise<SoftwareAuthenticator> {
  const { challengeId, challenge } = await beginPasskey(web, ada, password);
  await addPasskey(web, ada, {
    challengeId,
    name: "Laptop",
    attestation: key.attest(challenge, oddity),
  });
  return key;
}

async function proofOf(key: SoftwareAuthenticator, oddity: Oddity = {}): Promise<ProofDto> {
  const { challengeId, challenge } = await beginStepUp(web, ada);
  return { method: "passkey", challengeId, assertion: key.assert(challenge, oddity) };
}

const isProven = () => codeOf(web.db.transaction((tx) => demandStepUp(tx, web, ada)));

describe("a first passkey", () => {
  it.each<KeyKind>(["ES256", "RS256", "EdDSA"])(
    "with %s is kept after a fresh sign-in, and proves that its person is there",
    async (kind) => {
      await enrol(createAuthenticator(kind));
      expect(await readSecurity(web, ada)).toMatchObject({
        passkeys: [{ name: "Laptop", synced: false }],
        needsPassword: false,
        stepUp: { method: "passkey" },
      });
      expect(await isProven()).toBe("done");
    },
  );

  it("wants the password later, and nothing but the right one", async () => {
    await letPass(6);
    expect((await readSecurity(web, ada)).needsPassword).toBe(true);
    expect(await codeOf(enrol())).toBe("PROOF_REFUSED");
    expect(await codeOf(enrol(createAuthenticator(), {}, "wrong"))).toBe("PROOF_REFUSED");
    expect(await codeOf(enrol(createAuthenticator(), {}, PASSWORD))).toBe("done");
  });

  it.each<[string, Oddity]>([
    ["another address", { origin: "http://localhost:3001" }],
    ["another relying party", { rpId: "example.com" }],
    ["a person who was not verified", { userVerified: false }],
    ["a signature instead of a new key", { type: "webauthn.get" }],
  ])("is refused for %s", async (_name, oddity) => {
    expect(await codeOf(enrol(createAuthenticator(), oddity))).toBe("PROOF_REFUSED");
    expect((await readSecurity(web, ada)).passkeys).toEqual([]);
  });

  it("answers its own challenge once, of its own session", async () => {
    const key = createAuthenticator();
    const { challengeId, challenge } = await beginPasskey(web, ada, undefined);
    const input = { challengeId, name: "Laptop", attestation: key.attest(challenge) };
    const other = await addPerson(owner.db, "finance");
    expect(await codeOf(addPasskey(web, other, input))).toBe("CHALLENGE_OVER");
    const both = await Promise.all([1, 2].map(() => codeOf(addPasskey(web, ada, input))));
    expect(both.toSorted()).toEqual(["CHALLENGE_OVER", "done"]);
  });
});

describe("further credentials", () => {
  it("want a fresh proof with one that is there; the password is not enough", async () => {
    const key = await enrol();
    await letPass(6);
    expect(await codeOf(beginPasskey(web, ada, PASSWORD))).toBe("STEP_UP_REQUIRED");
    expect(await codeOf(beginTotp(web, ada, PASSWORD))).toBe("STEP_UP_REQUIRED");
    await stepUp(web, ada, await proofOf(key));
    expect(await codeOf(enrol())).toBe("done");
    expect((await readSecurity(web, ada)).passkeys).toHaveLength(2);
  });

  it("cannot be a key that somebody has", async () => {
    const key = await enrol();
    expect(await codeOf(enrol(key))).toBe("CREDENTIAL_LIMIT");
  });

  it("can be renamed and removed by their person alone, and stay in the table", async () => {
    await enrol();
    const [passkey] = (await readSecurity(web, ada)).passkeys;
    const passkeyId = passkey?.id ?? "";
    const other = await addPerson(owner.db, "finance");
    expect(await codeOf(renamePasskey(web, other, { passkeyId, name: "Mine" }))).toBe("NOT_FOUND");
    expect(await codeOf(removePasskey(web, other, passkeyId))).toBe("NOT_FOUND");
    await renamePasskey(web, ada, { passkeyId, name: "Work laptop" });
    expect((await readSecurity(web, ada)).passkeys[0]?.name).toBe("Work laptop");
    await letPass(6);
    expect(await codeOf(removePasskey(web, ada, passkeyId))).toBe("STEP_UP_REQUIRED");
    await owner.db.prisma.session.update({
      where: { id: ada.sessionId },
      data: { stepUpAt: new Date() },
    });
    await removePasskey(web, ada, passkeyId);
    expect((await readSecurity(web, ada)).passkeys).toEqual([]);
    const kept = await owner.db.prisma.passkey.findUniqueOrThrow({ where: { id: passkeyId } });
    expect(kept.removedAt).not.toBeNull();
    const audit = await owner.db.prisma.auditEvent.findMany({ where: { resourceId: passkeyId } });
    expect(audit.map(({ action }) => action).toSorted()).toEqual([
      "credential.added",
      "credential.removed",
      "credential.renamed",
    ]);
  });

  it("keep their key whoever tries to change it", async () => {
    await enrol();
    const refused = async (statement: string) =>
      await owner.db.pool.query(statement, [ada.userId]).then(
        () => "done",
        (error: Error) => error.message,
      );
    expect(await refused("UPDATE passkey SET algorithm = 1 WHERE person_id = $1")).toMatch(
      /cannot be changed/,
    );
    expect(await refused("DELETE FROM passkey WHERE person_id = $1")).toMatch(/append-only/);
  });
});

describe("a fresh proof", () => {
  it("counts for its time only, in its own session only", async () => {
    const key = await enrol();
    await letPass(6);
    expect(await isProven()).toBe("STEP_UP_REQUIRED");
    const { until } = await stepUp(web, ada, await proofOf(key));
    expect(until.getTime()).toBeGreaterThan(Date.now() + 290_000);
    expect(await isProven()).toBe("done");
    const { email } = await owner.db.prisma.person.findUniqueOrThrow({ where: { id: ada.userId } });
    ada = await enter(email);
    expect(await isProven()).toBe("STEP_UP_REQUIRED");
  });

  it.each<[string, Oddity]>([
    ["another address", { origin: "https://evil.example" }],
    ["another relying party", { rpId: "evil.example" }],
    ["a person who was not verified", { userVerified: false }],
    ["a new key instead of a signature", { type: "webauthn.create" }],
    ["a counter that fell", { counter: 1 }],
  ])("is refused for %s", async (_name, oddity) => {
    const key = await enrol();
    await stepUp(web, ada, await proofOf(key));
    await letPass(6);
    expect(await codeOf(stepUp(web, ada, await proofOf(key, oddity)))).toBe("PROOF_REFUSED");
    expect(await isProven()).toBe("STEP_UP_REQUIRED");
  });

  it("is not another's, nor an answer to another challenge, nor a removed key's", async () => {
    const key = await enrol();
    await letPass(6);
    const stranger = createAuthenticator();
    expect(await codeOf(stepUp(web, ada, await proofOf(stranger)))).toBe("PROOF_REFUSED");
    const [first, second] = [await beginStepUp(web, ada), await beginStepUp(web, ada)];
    const assertion = key.assert(first.challenge);
    const crossed = { method: "passkey", challengeId: second.challengeId, assertion } as const;
    expect(await codeOf(stepUp(web, ada, crossed))).toBe("PROOF_REFUSED");
    await owner.db.prisma.passkey.updateMany({
      where: { personId: ada.userId },
      data: { removedAt: new Date() },
    });
    expect(await codeOf(stepUp(web, ada, await proofOf(key)))).toBe("PROOF_REFUSED");
  });

  it("is not guessed at: after ten refused ones a right one does not count either", async () => {
    const key = await enrol();
    const stranger = createAuthenticator();
    for (let n = 0; n < 10; n += 1) await codeOf(stepUp(web, ada, await proofOf(stranger)));
    expect(await codeOf(stepUp(web, ada, await proofOf(key)))).toBe("TOO_MANY_ATTEMPTS");
    const audit = await owner.db.prisma.auditEvent.count({
      where: { action: "credential.refused", actorId: ada.userId },
    });
    expect(audit).toBe(10);
  });
});

describe("one-time codes", () => {
  const codeAt = (secret: string, at = Date.now()) =>
    new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 }).generate({ timestamp: at });

  async function withApp(): Promise<string> {
    const { secret } = await beginTotp(web, ada, undefined);
    await confirmTotp(web, ada, codeAt(secret, Date.now() - 30_000));
    return secret;
  }

  it("are kept sealed, confirmed by a first code, and prove that their person is there", async () => {
    const { secret, uri } = await beginTotp(web, ada, undefined);
    expect(uri).toContain(secret);
    expect((await readSecurity(web, ada)).totp).toBeNull();
    expect(await codeOf(confirmTotp(web, ada, "000000"))).toBe("PROOF_REFUSED");
    await confirmTotp(web, ada, codeAt(secret));
    expect(await readSecurity(web, ada)).toMatchObject({
      totp: { createdAt: expect.any(Date) as Date },
      stepUp: { method: "totp" },
    });
    const row = await owner.db.prisma.totpSecret.findFirstOrThrow({
      where: { personId: ada.userId },
    });
    expect(Buffer.from(row.sealed).includes(secret)).toBe(false);
  });

  it("count once", async () => {
    const secret = await withApp();
    await letPass(6);
    const prove = async () => {
      const { challengeId, totp } = await beginStepUp(web, ada);
      expect(totp).toBe(true);
      return await codeOf(stepUp(web, ada, { method: "totp", challengeId, code: codeAt(secret) }));
    };
    expect([await prove(), await prove()]).toEqual(["done", "PROOF_REFUSED"]);
  });

  it("come from one app at a time, which can be removed", async () => {
    await withApp();
    expect(await codeOf(beginTotp(web, ada, undefined))).toBe("CREDENTIAL_LIMIT");
    await removeTotp(web, ada);
    expect((await readSecurity(web, ada)).totp).toBeNull();
    expect(await codeOf(removeTotp(web, ada))).toBe("NOT_FOUND");
  });
});
