import { TOTP } from "otpauth";
import { beforeEach, describe, expect, it } from "vitest";
import type { ProofDto } from "#core/contracts/credentials.ts";
import type { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { beginTotp, confirmTotp } from "#server/modules/access/index.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { addPerson } from "#tests/faults/paid-charge.ts";
import { KINDS } from "#tests/faults/refund-desk.ts";
import { type ApprovalDesk, useApprovalDesk } from "#tests/support/approval-desk.ts";
import { type Bound, boundTo, decideWithPasskey, sign } from "#tests/support/approve.ts";
import { authenticatorOf } from "#tests/support/people.ts";
import { createAuthenticator, type Oddity } from "#tests/support/software-authenticator.ts";
import { beginApproval, decideApproval, getCommand } from "./index.ts";

const desk = useApprovalDesk();
let web: Runtime;
let owner: Database;
let support: Actor;
let finance: Actor;
let ask: ApprovalDesk["ask"];

beforeEach(() => {
  ({ web, owner, support, finance, ask } = desk());
});

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: DomainError) => error.code,
  );
const approve = (by: Actor, bound: Bound, proof: ProofDto) =>
  codeOf(decideApproval(web, by, KINDS, { ...bound, decision: "approved", proof }));

async function signedBy(
  key: ReturnType<typeof createAuthenticator>,
  bound: Bound,
  oddity: Oddity = {},
) {
  const { challengeId, challenge } = await beginApproval(web, finance, KINDS, bound);
  const assertion = key.assert(challenge, oddity);
  return { method: "passkey", challengeId, assertion } as const;
}

describe("a signed approval", () => {
  it("says before what is signed, keeps it, and holds from the rows alone", async () => {
    const bound = await ask();
    const { message, challenge, totp, passkeys } = await beginApproval(web, finance, KINDS, bound);
    const { commandId, paramsHash, previewHash, basisHash } = bound;
    expect(JSON.parse(message)).toMatchObject({ commandId, paramsHash, previewHash, basisHash });
    expect([challenge.length, totp, passkeys.length]).toEqual([43, false, 1]);
    await decideWithPasskey(web, finance, KINDS, { ...bound, decision: "approved" });
    const { approvals } = await getCommand(web, support, KINDS, commandId);
    expect(approvals[0]?.evidence).toMatchObject({
      method: "passkey",
      algorithm: "ES256",
      credentialId: authenticatorOf(finance).credentialId,
      fault: null,
    });
  });

  it.each<[string, Oddity]>([
    ["another address", { origin: "https://evil.example" }],
    ["another site", { rpId: "evil.example" }],
    ["a person who was not verified", { userVerified: false }],
  ])("is refused for %s, and decides nothing", async (_name, oddity) => {
    const bound = await ask();
    const proof = await signedBy(authenticatorOf(finance), bound, oddity);
    expect(await approve(finance, bound, proof)).toBe("PROOF_REFUSED");
    expect((await getCommand(web, support, KINDS, bound.commandId)).state).toBe("pending_approval");
  });

  it("is refused with another's key, for another command, and a second time", async () => {
    const [first, second] = [await ask(), await ask()];
    const other = await addPerson(owner, "finance");
    const stranger = await signedBy(authenticatorOf(other), first);
    expect(await approve(finance, first, stranger)).toBe("PROOF_REFUSED");
    const proof = await sign(web, finance, KINDS, first);
    expect(await approve(finance, second, proof)).toBe("PREVIEW_STALE");
    expect(await approve(other, first, proof)).toBe("CHALLENGE_OVER");
    expect(await approve(finance, first, proof)).toBe("done");
    expect(await approve(finance, second, proof)).toBe("CHALLENGE_OVER");
  });

  it("is void when what it rests on changed between reading and signing", async () => {
    const bound = await ask();
    const proof = await sign(web, finance, KINDS, bound);
    await owner.prisma.person.update({
      where: { id: support.userId },
      data: { role: "finance" },
    });
    expect(await approve(finance, bound, proof)).toBe("PREVIEW_STALE");
  });

  it("begins for nobody with nothing to sign with, who is led to enrol", async () => {
    const bound = await ask();
    await owner.prisma.passkey.updateMany({
      where: { personId: finance.userId },
      data: { removedAt: new Date() },
    });
    expect(await codeOf(beginApproval(web, finance, KINDS, bound))).toBe("STEP_UP_REQUIRED");
  });

  it("wants a fresh proof of who asks, and none of who says no", async () => {
    const bound = await ask();
    await owner.prisma.session.updateMany({ data: { stepUpAt: new Date(0) } });
    expect(await codeOf(ask())).toBe("STEP_UP_REQUIRED");
    const no = { ...bound, decision: "rejected", note: "no" } as const;
    expect(await codeOf(decideApproval(web, finance, KINDS, no))).toBe("done");
  });
});

describe("a one-time code", () => {
  async function codeFor(bound: Bound): Promise<ProofDto> {
    const { secret } = await beginTotp(web, finance, undefined);
    const totp = new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 });
    await confirmTotp(web, finance, totp.generate({ timestamp: Date.now() - 30_000 }));
    const { challengeId } = await beginApproval(web, finance, KINDS, bound);
    return { method: "totp", challengeId, code: totp.generate() };
  }

  it("approves a small amount, and its evidence says that it signs nothing", async () => {
    const bound = await ask();
    expect(await approve(finance, bound, await codeFor(bound))).toBe("done");
    const { approvals } = await getCommand(web, support, KINDS, bound.commandId);
    expect(approvals[0]?.evidence).toMatchObject({
      method: "totp",
      credentialId: null,
      fault: null,
    });
  });

  it("does not approve a large one", async () => {
    finance = await addPerson(owner, "manager");
    const bound = await ask(100_001n);
    expect(await approve(finance, bound, await codeFor(bound))).toBe("PASSKEY_REQUIRED");
  });
});

describe("the database", () => {
  const approval = (commandId: string, decision: "approved" | "rejected") => ({
    id: newId(),
    commandId,
    approverId: finance.userId,
    approverRole: "finance",
    decision,
    paramsHash: "-",
    previewHash: "-",
    basisHash: "-",
    policyVersion: "-",
    createdAt: new Date(),
  });
  const evidence = (approvalId: string) => ({
    approvalId,
    method: "totp",
    message: "{}",
    challenge: "-",
    origin: "-",
    rpId: "-",
    credentialRef: newId(),
  });
  const message = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => "done",
      (error: Error) => error.message,
    );

  it("takes no yes without its evidence, whoever writes it", async () => {
    const { commandId } = await ask();
    const yes = owner.transaction(async (tx) => {
      await tx.approval.create({ data: approval(commandId, "approved") });
    });
    expect(await message(yes)).toMatch(/has no evidence/);
    expect(await owner.prisma.approval.count({ where: { commandId } })).toBe(0);
  });

  it("takes no evidence afterwards, for a no, or with a stranger's key", async () => {
    const { commandId } = await ask();
    await decideWithPasskey(web, finance, KINDS, {
      ...(await boundTo(web, finance, KINDS, commandId)),
      decision: "rejected",
      note: "no",
    });
    const { id } = await owner.prisma.approval.findFirstOrThrow({ where: { commandId } });
    const later = owner.prisma.approvalSignature.create({ data: evidence(id) });
    expect(await message(later)).toMatch(/no approval of this transaction/);
    const other = await ask();
    const key = createAuthenticator();
    const strange = owner.transaction(async (tx) => {
      const row = approval(other.commandId, "approved");
      await tx.approval.create({ data: row });
      const bytes = new Uint8Array(1);
      const { credentialId, algorithm, publicKeySpki: publicKey } = key;
      const signed = { credentialId, algorithm, publicKey, clientData: bytes };
      await tx.approvalSignature.create({
        data: {
          ...evidence(row.id),
          method: "passkey",
          ...signed,
          authenticatorData: bytes,
          signature: bytes,
        },
      });
    });
    expect(await message(strange)).toMatch(/not its approver's/);
  });

  it("changes no evidence", async () => {
    const bound = await ask();
    await decideWithPasskey(web, finance, KINDS, { ...bound, decision: "approved" });
    const refused = await message(owner.pool.query("UPDATE approval_signature SET message = '{}'"));
    expect(refused).toMatch(/append-only/);
  });
});
