import Link from "next/link";
import { Button } from "#components/ui/button.tsx";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center gap-3 p-6 text-center" id="main">
      <p className="font-mono text-meta text-muted-foreground">404</p>
      <h1 className="text-page">There is no such page</h1>
      <p className="max-w-sm text-secondary-foreground">
        The address may be cut off, or what it named is not in this account and mode.
      </p>
      <div>
        <Button asChild>
          <Link href="/">Go to Overview</Link>
        </Button>
      </div>
    </main>
  );
}
