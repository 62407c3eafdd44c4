import { ApiError } from "./api-error.ts";

const TEST_KEY = /^(sk|rk)_test_\w+$/;

/** Checks `Authorization: Bearer sk_test_…` or Basic with the key as user name. `required` null accepts any test key. */
export function authenticate(header: string | undefined, required: string | null): void {
  const key = readKey(header);
  if (key === null) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (required === null ? TEST_KEY.test(key) : key === required) return;
  throw unauthorized(
    `Invalid API Key provided: ${key.slice(0, 8)}${"*".repeat(8)}${key.slice(-4)}`,
  );
}

function readKey(header: string | undefined): string | null {
  const [scheme, value] = (header ?? "").split(" ");
  if (value === undefined || value === "") return null;
  if (scheme?.toLowerCase() === "bearer") return value;
  if (scheme?.toLowerCase() !== "basic") return null;
  return Buffer.from(value, "base64").toString("utf8").split(":")[0] ?? null;
}

function unauthorized(message: string): ApiError {
  return new ApiError(401, { type: "invalid_request_error", message }, { validation: true });
}
