import { Mark } from "#components/layout/mark.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** The only page for nobody: who may come in, and what this is. */
export function SignInPage({ callbackUrl }: { callbackUrl: string | undefined }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4">
      <div className="w-full max-w-88">
        <div className="mb-6 flex items-center gap-2.5">
          <Mark />
          <div>
            <h1 className="font-semibold text-section">Countersign</h1>
            <p className="text-meta text-secondary-foreground">
              Where people overrule the payment machine
            </p>
          </div>
        </div>
        <div className="rounded-md border bg-card p-5">
          <SignInForm callbackUrl={callbackUrl} />
        </div>
        <p className="mt-4 text-meta text-muted-foreground">
          Every sign-in is recorded. A session ends after a quarter of an hour without use.
        </p>
      </div>
    </main>
  );
}
