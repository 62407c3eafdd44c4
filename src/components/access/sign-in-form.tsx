"use client";

import { type SubmitEvent, useState } from "react";
import { ERROR_MESSAGES } from "#components/messages/en.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { ownPath } from "./own-path.ts";

type Problem = "mismatch" | "too-many" | "unreachable";

const PROBLEMS: Record<Problem, string> = {
  mismatch:
    "E-mail address and password do not match. Nothing tells which of the two is wrong, on purpose.",
  "too-many": `${ERROR_MESSAGES.TOO_MANY_ATTEMPTS.sentence} ${ERROR_MESSAGES.TOO_MANY_ATTEMPTS.next}`,
  unreachable: "The server cannot be reached. Check the connection and try again.",
};

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

async function trySignIn(email: string, password: string): Promise<Problem | null> {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn("credentials", { email, password, redirect: false });
    if (answer?.ok && !answer.error) return null;
    return answer?.error === "TOO_MANY_ATTEMPTS" ? "too-many" : "mismatch";
  } catch {
    return "unreachable";
  }
}

type Missing = Partial<Record<"email" | "password", string>>;

/** Said beside the field in our own words and language, where the browser would use its own. */
function missingOf(email: string, password: string): Missing {
  return {
    ...(email === "" ? { email: "Enter your e-mail address." } : {}),
    ...(password === "" ? { password: "Enter your password." } : {}),
  };
}

/** E-mail and password; keeps what was typed on a refusal, and leads to `callbackUrl` on success. */
export function SignInForm({ callbackUrl }: { callbackUrl: string | undefined }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [missing, setMissing] = useState<Missing>({});
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const email = textOf(entered, "email").trim();
    const password = textOf(entered, "password");
    const lacking = missingOf(email, password);
    setMissing(lacking);
    setProblem(null);
    const [first] = Object.keys(lacking);
    if (first !== undefined) {
      event.currentTarget.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return;
    }
    if (busy) return;
    setBusy(true);
    const refused = await trySignIn(email, password);
    if (refused === null) {
      // A full load, so that the server renders the console with the new session.
      window.location.assign(ownPath(callbackUrl));
      return;
    }
    setBusy(false);
    setProblem(refused);
  }

  return (
    <form className="grid gap-4" noValidate onSubmit={(event) => void submit(event)}>
      {problem ? (
        <p className="rounded-md border border-bad bg-bad-tint px-3 py-2 text-bad" role="alert">
          {PROBLEMS[problem]}
        </p>
      ) : null}
      <Field error={missing.email} label="E-mail address">
        {(control) => (
          <Input {...control} autoComplete="username" name="email" required type="email" />
        )}
      </Field>
      <Field error={missing.password} label="Password">
        {(control) => (
          <Input
            {...control}
            autoComplete="current-password"
            name="password"
            required
            type="password"
          />
        )}
      </Field>
      <Button aria-disabled={busy} size="lg" type="submit" variant="primary">
        {busy ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
