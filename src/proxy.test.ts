import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { proxy } from "./proxy.ts";

const visit = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://localhost:3000${path}`, { headers }));
const signedIn = { cookie: "countersign.session=token" };
const directive = (policy: string | null, name: string) =>
  policy?.split("; ").find((part) => part.startsWith(`${name} `));

describe("the proxy", () => {
  test("sends people without a session cookie to sign in and remembers where they wanted to go", () => {
    const response = visit("/payments/pi_1?tab=ledger");
    const target = new URL(response.headers.get("location") ?? "");
    expect(target.pathname).toBe("/sign-in");
    expect(target.searchParams.get("callbackUrl")).toBe("/payments/pi_1?tab=ledger");
  });

  test.each(["countersign.session=x", "__Host-countersign.session=x", "countersign.session.0=x"])(
    "lets %s through",
    (cookie) => {
      expect(visit("/", { cookie }).headers.get("location")).toBeNull();
    },
  );

  test.each(["other.session=x", "xcountersign.session=x"])(
    "does not take %s for a session",
    (cookie) => {
      expect(visit("/", { cookie }).headers.get("location")).not.toBeNull();
    },
  );

  test("opens the sign-in page to everybody, but not a path that only begins alike", () => {
    expect(visit("/sign-in").headers.get("location")).toBeNull();
    expect(visit("/sign-in-secret").headers.get("location")).not.toBeNull();
  });

  test("allows scripts by nonce alone, a new one for each answer", () => {
    const policies = [visit("/", signedIn), visit("/", signedIn)].map((response) =>
      directive(response.headers.get("content-security-policy"), "script-src"),
    );
    for (const policy of policies) {
      expect(policy).toMatch(/^script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/);
    }
    expect(policies[0]).not.toBe(policies[1]);
  });

  test("forbids plugins, base addresses and frames", () => {
    const policy = visit("/", signedIn).headers.get("content-security-policy");
    expect(directive(policy, "object-src")).toBe("object-src 'none'");
    expect(directive(policy, "base-uri")).toBe("base-uri 'none'");
    expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'none'");
  });

  test("promises https only over https", () => {
    const plain = visit("/", signedIn);
    const secure = visit("/", { ...signedIn, "x-forwarded-proto": "https" });
    expect(plain.headers.get("strict-transport-security")).toBeNull();
    expect(secure.headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
  });
});
