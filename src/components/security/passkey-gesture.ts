import type {
  AttestationDto,
  PasskeyOffer,
  ProofDto,
  SignatureRequest,
} from "#core/contracts/credentials.ts";

const TIMEOUT_MS = 120_000;

/** The browser's part is loaded when a person first needs it; called early, it is there when they press. */
export const loadPasskeys = () => import("@simplewebauthn/browser");

type KnownKey = SignatureRequest["passkeys"][number];

const descriptor = ({ id, transports }: KnownKey) => ({ id, transports, type: "public-key" });

/** Lets the person's authenticator sign a challenge, with the person verified. Throws what the browser throws. */
export async function signWithPasskey(request: SignatureRequest): Promise<ProofDto> {
  const { startAuthentication } = await loadPasskeys();
  const { challengeId, challenge, rpId, passkeys } = request;
  const { id, response } = await startAuthentication({
    optionsJSON: {
      challenge,
      rpId,
      allowCredentials: passkeys.map(descriptor),
      userVerification: "required",
      timeout: TIMEOUT_MS,
    },
  });
  const { clientDataJSON, authenticatorData, signature } = response;
  const assertion = { id, clientDataJSON, authenticatorData, signature };
  return { method: "passkey", challengeId, assertion };
}

/** Lets an authenticator make a passkey for this console. Throws what the browser throws. */
export async function makePasskey(offer: PasskeyOffer): Promise<AttestationDto> {
  const { startRegistration } = await loadPasskeys();
  const { challenge, rpId, user, algorithms, passkeys } = offer;
  const { id, response } = await startRegistration({
    optionsJSON: {
      rp: { id: rpId, name: "Countersign" },
      user,
      challenge,
      pubKeyCredParams: algorithms.map((alg) => ({ alg, type: "public-key" })),
      excludeCredentials: passkeys.map(descriptor),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      attestation: "none",
      timeout: TIMEOUT_MS,
    },
  });
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { id, clientDataJSON, attestationObject, transports };
}

/** Why a gesture came to nothing, for its person; null for an error that is not the browser's. */
export function gestureProblem(error: unknown): string | null {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError")
    return "The passkey was not used: it was cancelled, or the time was over. Nothing was sent.";
  if (name === "InvalidStateError") return "This authenticator holds a passkey for you already.";
  if (name === "SecurityError")
    return "The browser refuses passkeys at this address. Open the console by its name, not by an IP address.";
  if (name === "WebAuthnError" || name === "NotSupportedError" || name === "ConstraintError")
    return "This browser or authenticator cannot do it. Use another one, or an authenticator app.";
  return null;
}
