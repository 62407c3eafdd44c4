"use client";

import Link from "next/link";
import { usePermitted } from "#components/commands/command-provider.tsx";

/** The open break about an object, as a link for those who may read breaks. */
export function OpenBreakLink({ openBreak }: { openBreak: { id: string; label: string } }) {
  const isLinked = usePermitted("reconciliation:read");
  if (!isLinked) return <span className="text-bad">{openBreak.label}</span>;
  return (
    <Link
      className="text-bad underline-offset-4 hover:underline"
      href={`/reconciliation/breaks/${openBreak.id}`}
    >
      {openBreak.label}
    </Link>
  );
}
