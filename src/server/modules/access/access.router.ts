import { sessionOutput } from "#core/contracts/access.ts";
import {
  addPasskeyInput,
  beginEnrolmentInput,
  confirmTotpInput,
  passkeyOfferSchema,
  passkeyRefInput,
  proofSchema,
  renamePasskeyInput,
  securityOutput,
  signatureRequestSchema,
  stepUpOutput,
  totpOfferSchema,
} from "#core/contracts/credentials.ts";
import { permissionsOf } from "#core/permissions.ts";
import { mutation, query } from "#server/api/procedures.ts";
import { router } from "#server/api/trpc.ts";
import { addPasskey, beginPasskey } from "./enrol-passkey.ts";
import { beginTotp, confirmTotp } from "./enrol-totp.ts";
import { removePasskey, removeTotp, renamePasskey } from "./manage-credentials.ts";
import { readSecurity } from "./read-security.ts";
import { beginStepUp, stepUp } from "./step-up.ts";

const own = { permission: "credential:manage-own" } as const;
const begins = mutation({ ...own, audit: "credential.challenged" });
const adds = mutation({ ...own, audit: "credential.added" }).output(securityOutput);
const removes = mutation({ ...own, audit: "credential.removed" }).output(securityOutput);

export const accessRouter = router({
  /** Who is signed in and what the shell may show them. */
  session: query({ permission: "overview:read" })
    .output(sessionOutput)
    .query(({ ctx }) => ({
      userId: ctx.actor.userId,
      name: ctx.actor.name,
      email: ctx.session.email,
      role: ctx.actor.role,
      timeZone: ctx.session.timeZone,
      clock: {
        now: ctx.runtime.clock.now().toISOString(),
        realNow: ctx.runtime.clock.realNow().toISOString(),
        speed: ctx.runtime.clock.speed(),
      },
      permissions: [...permissionsOf(ctx.actor.role)],
      ...ctx.runtime.scope,
    })),
  /** The person's own passkeys and codes. Each change of them answers with how they stand then. */
  security: query(own)
    .output(securityOutput)
    .query(({ ctx }) => readSecurity(ctx.runtime, ctx.actor)),
  beginPasskey: begins
    .input(beginEnrolmentInput)
    .output(passkeyOfferSchema)
    .mutation(({ ctx, input }) => beginPasskey(ctx.runtime, ctx.actor, input.password)),
  addPasskey: adds.input(addPasskeyInput).mutation(async ({ ctx, input }) => {
    await addPasskey(ctx.runtime, ctx.actor, input);
    return await readSecurity(ctx.runtime, ctx.actor);
  }),
  renamePasskey: mutation({ ...own, audit: "credential.renamed" })
    .input(renamePasskeyInput)
    .output(securityOutput)
    .mutation(async ({ ctx, input }) => {
      await renamePasskey(ctx.runtime, ctx.actor, input);
      return await readSecurity(ctx.runtime, ctx.actor);
    }),
  removePasskey: removes.input(passkeyRefInput).mutation(async ({ ctx, input }) => {
    await removePasskey(ctx.runtime, ctx.actor, input.passkeyId);
    return await readSecurity(ctx.runtime, ctx.actor);
  }),
  beginTotp: begins
    .input(beginEnrolmentInput)
    .output(totpOfferSchema)
    .mutation(({ ctx, input }) => beginTotp(ctx.runtime, ctx.actor, input.password)),
  confirmTotp: adds.input(confirmTotpInput).mutation(async ({ ctx, input }) => {
    await confirmTotp(ctx.runtime, ctx.actor, input.code);
    return await readSecurity(ctx.runtime, ctx.actor);
  }),
  removeTotp: removes.mutation(async ({ ctx }) => {
    await removeTotp(ctx.runtime, ctx.actor);
    return await readSecurity(ctx.runtime, ctx.actor);
  }),
  /** Begins and gives the fresh proof of being there that STEP_UP_REQUIRED asks for. */
  beginStepUp: begins
    .output(signatureRequestSchema)
    .mutation(({ ctx }) => beginStepUp(ctx.runtime, ctx.actor)),
  stepUp: mutation({ ...own, audit: "session.stepped-up" })
    .input(proofSchema)
    .output(stepUpOutput)
    .mutation(({ ctx, input }) => stepUp(ctx.runtime, ctx.actor, input)),
});
